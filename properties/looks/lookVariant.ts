import { kindOf } from "../../model/language/resourceKey.ts";
import { resourcesOf } from "../../model/operationFacts.ts";

/**
 * The form of the name and the page size of a look: they depend on the resource and never on the place in the plan, so
 * that a plan that shrinks keeps what its looks showed.
 */
export function variantOf(words: readonly string[], prefix: string): number {
  let hash = 0x811c9dc5;
  for (const letter of words.join(" ").replaceAll(prefix, ""))
    hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  return (hash ^ (hash >>> 15)) >>> 1;
}

/** The variant of the looks after a call: it depends on the operation and the resources it names, in whatever form. */
export const variantAfter = (operation: string, input: Record<string, unknown>, prefix: string): number =>
  variantOf(
    [operation, ...resourcesOf(operation, input).filter((key) => !["task", "containerInstance"].includes(kindOf(key)))],
    prefix,
  );
