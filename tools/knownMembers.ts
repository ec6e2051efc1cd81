import { inputSchema, outputSchema, type Schema } from "../clients/schemas.ts";
import { type Expected, isMark, type Mark } from "../model/language/expectation.ts";
import type { Json, JsonObject } from "../model/language/json.ts";
import { type PlayedCommand, playedCommands } from "./playedPlans.ts";

/**
 * The members, as `Structure.member`, that the model or the commands use: members of inputs that commands draw, members
 * that steps read from an input, and members of outputs that expectations name.
 */
export function knownMembers(played: Iterable<PlayedCommand> = playedCommands()): Set<string> {
  const known = new Set<string>();
  for (const { operation, input, expected } of played) {
    const schema = inputSchema(operation);
    noteMembers(input, schema, known);
    for (const output of expected(observed(input, schema, known) as JsonObject))
      noteExpected(output, outputSchema(operation), known);
  }
  return known;
}

/** Records the members of a value. */
function noteMembers(value: Json, schema: Schema | undefined, known: Set<string>): void {
  if (schema === undefined) return;
  if (Array.isArray(value)) for (const item of value) noteMembers(item, elementOf(schema), known);
  else if (typeof value === "object" && value !== null)
    for (const [member, inner] of Object.entries(value)) {
      noteMembers(inner, memberOf(schema, member, known), known);
    }
}

/** A copy of the value that records which members are read, whether the value has them or not. */
function observed(value: Json, schema: Schema | undefined, known: Set<string>): Json {
  if (schema === undefined || typeof value !== "object" || value === null) return value;
  const unnoted = new Set<string>();
  const copy = Array.isArray(value)
    ? value.map((item) => observed(item, elementOf(schema), known))
    : Object.fromEntries(
        Object.entries(value).map(([member, inner]) => [
          member,
          observed(inner, memberOf(schema, member, unnoted), known),
        ]),
      );
  return new Proxy(copy, {
    get(target, name, receiver) {
      if (typeof name === "string") memberOf(schema, name, known);
      return Reflect.get(target, name, receiver);
    },
  }) as Json;
}

/** Records the members that an expectation names, also inside its marks. */
function noteExpected(expected: Expected, schema: Schema | undefined, known: Set<string>): void {
  if (schema === undefined || typeof expected !== "object" || expected === null) return;
  if (isMark(expected)) for (const inner of insideOf(expected)) noteExpected(inner, schema, known);
  else if (Array.isArray(expected)) for (const item of expected) noteExpected(item, elementOf(schema), known);
  else
    for (const [member, inner] of Object.entries(expected)) {
      if (isOfPresence(inner)) continue;
      noteExpected(inner, memberOf(schema, member, known), known);
    }
}

/** Does the expectation state only whether the member is present, without its value? */
const isOfPresence = (expected: Expected): boolean =>
  isMark(expected) && expected.$ === "presence" && isMark(expected.value) && expected.value.$ === "any";

/** The expectations inside a mark. */
function insideOf(mark: Mark): readonly Expected[] {
  switch (mark.$) {
    case "view":
      return [mark.members];
    case "maybe":
    case "at":
    case "presence":
      return [mark.value];
    case "either":
      return mark.of;
    case "unordered": {
      const { optional = [], fitting, every } = mark.others ?? {};
      return [[...mark.items, ...optional, ...[fitting, every].filter((each) => each !== undefined)]];
    }
    default:
      return [];
  }
}

const elementOf = (schema: Schema): Schema | undefined => (schema.kind === "list" ? schema.element() : undefined);

/** The schema of a member, which is recorded; keys of maps are not members. */
function memberOf(schema: Schema, member: string, known: Set<string>): Schema | undefined {
  if (schema.kind === "map") return schema.value();
  if (schema.kind !== "structure") return undefined;
  const inner = schema.members.get(member);
  if (inner !== undefined) known.add(`${schema.name}.${member}`);
  return inner?.();
}
