import { inputSchema, operationNames, outputSchema, type Schema } from "../clients/schemas.ts";
import { knownMembers } from "./knownMembers.ts";
import { knownOperations } from "./playedPlans.ts";

/** Calls a function with each member of a schema at any depth, except inside a member that is not used. */
function eachMember(schema: Schema, isKnown: (member: string) => boolean, seen = new Set<string>()): void {
  if (schema.kind === "list") eachMember(schema.element(), isKnown, seen);
  if (schema.kind === "map") eachMember(schema.value(), isKnown, seen);
  if (schema.kind !== "structure" || seen.has(schema.name)) return;
  seen.add(schema.name);
  for (const [member, inner] of schema.members)
    if (isKnown(`${schema.name}.${member}`)) eachMember(inner(), isKnown, seen);
}

/** What the API has and neither the model nor the commands use: operations, and members as `Structure.member`. */
export function unknownShapes(operations: readonly string[] = operationNames(), known = knownMembers()): string[] {
  const unknown = new Set(operations.filter((operation) => !knownOperations.has(operation)));
  const isKnown = (member: string): boolean => {
    if (!known.has(member)) unknown.add(member);
    return known.has(member);
  };
  for (const operation of operations.filter((operation) => knownOperations.has(operation)))
    for (const schema of [inputSchema(operation), outputSchema(operation)])
      if (schema !== undefined) eachMember(schema, isKnown);
  return [...unknown].sort();
}
