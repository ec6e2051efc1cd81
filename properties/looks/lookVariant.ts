import { kindOf } from "../../model/language/resourceKey.ts";
import { resourcesOf } from "../../model/operationFacts.ts";

/**
 * Which form and which page size a look takes: by what it looks at and never by where in the plan it stands, so that
 * a plan that shrinks keeps what its looks showed.
 */
export function variantOf(words: readonly string[], prefix: string): number {
  let hash = 0x811c9dc5;
  for (const letter of words.join(" ").replaceAll(prefix, ""))
    hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  return (hash ^ (hash >>> 15)) >>> 1;
}

/** The turn of the looks after a call: by its operation and the resources it names, however it spells them. */
export const variantAfter = (operation: string, input: Record<string, unknown>, prefix: string): number =>
  variantOf(
    [operation, ...resourcesOf(operation, input).filter((key) => !["task", "containerInstance"].includes(kindOf(key)))],
    prefix,
  );
