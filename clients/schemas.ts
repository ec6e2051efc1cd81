import * as ecs from "@aws-sdk/client-ecs";

/**
 * The API model as the SDK exports it (`ecs.RunTask$`), in the format of `@smithy/types`' static schemas:
 * `[kind, namespace, name, traits, …]`, or a number for a type without a name.
 */
export type Schema =
  | { kind: "string" | "number" | "boolean" | "timestamp" | "blob" | "document" }
  | { kind: "list"; element: () => Schema }
  | { kind: "map"; value: () => Schema }
  | { kind: "structure"; name: string; members: ReadonlyMap<string, () => Schema>; required: readonly string[] };

export type Structure = Extract<Schema, { kind: "structure" }>;

type StaticSchema = readonly [kind: number, namespace: string, name: string, traits: unknown, ...rest: unknown[]];

const operations = new Map<string, StaticSchema>();
for (const [name, value] of Object.entries(ecs)) {
  if (name.endsWith("$") && Array.isArray(value) && value[0] === 9) operations.set(value[2], value as never);
}

/** The names of all operations of the installed SDK. */
export function operationNames(): string[] {
  return [...operations.keys()];
}

export function inputSchema(operation: string): Structure | undefined {
  return structureAt(operation, 4);
}

export function outputSchema(operation: string): Structure | undefined {
  return structureAt(operation, 5);
}

function structureAt(operation: string, index: 4 | 5): Structure | undefined {
  const schema = operations.get(operation);
  if (!schema) return undefined;
  const structure = readSchema(schema[index]);
  if (structure.kind !== "structure") throw new Error(`${operation} has a ${structure.kind} where a structure belongs`);
  return structure;
}

/** Converts a schema of the SDK. References are functions; members may have traits: `[schema, traits]`. */
function readSchema(reference: unknown): Schema {
  if (typeof reference === "function") return readSchema(reference());
  if (typeof reference === "number") return unnamed(reference);
  if (reference === "unit") return { kind: "structure", name: "Unit", members: new Map(), required: [] };
  if (!Array.isArray(reference)) throw unknownFormat(reference);
  if (reference.length === 2) return readSchema(reference[0]);

  const [kind, , name, , first, second, requiredCount] = reference as unknown as StaticSchema;
  switch (kind) {
    case 0:
      return readSchema(first);
    case 1:
      return { kind: "list", element: () => readSchema(first) };
    case 2:
      return { kind: "map", value: () => readSchema(second) };
    case 3:
    case -3:
    case 4: {
      const names = first as string[];
      const schemas = second as unknown[];
      const members = new Map(names.map((member, index) => [member, () => readSchema(schemas[index])]));
      return { kind: "structure", name, members, required: names.slice(0, (requiredCount as number | undefined) ?? 0) };
    }
    default:
      throw unknownFormat(reference);
  }
}

function unnamed(code: number): Schema {
  if (code >= 128) return { kind: "map", value: () => unnamed(code & 63) };
  if (code >= 64) return { kind: "list", element: () => unnamed(code & 63) };
  if (code === 0) return { kind: "string" };
  if (code === 1 || code === 17 || code === 19) return { kind: "number" };
  if (code === 2) return { kind: "boolean" };
  if (code >= 4 && code <= 7) return { kind: "timestamp" };
  if (code === 15) return { kind: "document" };
  if (code === 21) return { kind: "blob" };
  throw unknownFormat(code);
}

function unknownFormat(schema: unknown): Error {
  return new Error(`unknown schema format in @aws-sdk/client-ecs: ${JSON.stringify(schema)}`);
}
