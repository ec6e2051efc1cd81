import { readFileSync } from "node:fs";
import { join } from "node:path";
import { inputSchema, operationNames, outputSchema, type Schema } from "../clients/schemas.ts";
import { kinds } from "../commands/registry.ts";

const root = join(import.meta.dirname, "..");

/** The words of a file and of all that it imports from the same folder or from the model. */
function wordsFrom(file: string, seen = new Set<string>()): Set<string> {
  const words = new Set<string>();
  if (seen.has(file)) return words;
  seen.add(file);
  const text = readFileSync(join(root, file), "utf8");
  for (const word of text.match(/\w+/g) ?? []) words.add(word);
  for (const [, from = ""] of text.matchAll(/^(?:import|\}).* from "(\.\.?\/[^"]+\.ts)";/gm))
    for (const word of wordsFrom(join(file, "..", from), seen)) words.add(word);
  return words;
}

/** Shows each member of a schema, however deep; what is inside of one that is not known needs no look. */
function eachMember(
  schema: Schema,
  isKnown: (structure: string, member: string) => boolean,
  seen = new Set<string>(),
): void {
  if (schema.kind === "list") eachMember(schema.element(), isKnown, seen);
  if (schema.kind === "map") eachMember(schema.value(), isKnown, seen);
  if (schema.kind !== "structure" || seen.has(schema.name)) return;
  seen.add(schema.name);
  for (const [member, inner] of schema.members) {
    if (isKnown(schema.name, member)) eachMember(inner(), isKnown, seen);
  }
}

/**
 * What the API has and neither the model nor the commands know: operations, and members as `Structure.member`. A
 * member of an input is known where the commands or the step of an operation that takes it speak of it, one of an
 * output where the step does.
 */
export function unknownShapes(operations: readonly string[] = operationNames()): string[] {
  const found = new Set(operations.filter((operation) => !Object.hasOwn(kinds, operation)));
  const known = new Set<string>();
  for (const operation of operations.filter((operation) => Object.hasOwn(kinds, operation))) {
    const shown = wordsFrom(`model/${operation}.ts`);
    const asked = new Set([...shown, ...wordsFrom(`commands/${operation}.ts`)]);
    const note = (words: ReadonlySet<string>) => (structure: string, member: string) => {
      (words.has(member) ? known : found).add(`${structure}.${member}`);
      return words.has(member);
    };
    const [input, output] = [inputSchema(operation), outputSchema(operation)];
    if (input !== undefined) eachMember(input, note(asked));
    if (output !== undefined) eachMember(output, note(shown));
  }
  return [...found].filter((name) => !known.has(name)).sort();
}
