import { EcsError } from "../errors.ts";

/** The JSON form of a request member: a scalar, a list, a map of strings, a structure, or any value. */
export type Shape = "string" | "integer" | "number" | "boolean" | "any" | "strings" | readonly [Shape] | Structure;
export interface Structure {
  readonly [member: string]: Shape;
}

/** Checks the types of a request and copies its known members: unknown members are ignored (P9), null means absent. */
export function readStructure(shape: Structure, value: unknown, path = ""): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw wrongType(path, "a structure");
  const known: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(value)) {
    if (member === null || !Object.hasOwn(shape, name)) continue;
    known[name] = readMember(shape[name] as Shape, member, path === "" ? name : `${path}.${name}`);
  }
  return known;
}

function readMember(shape: Shape, value: unknown, path: string): unknown {
  if (typeof shape === "string") return readScalar(shape, value, path);
  if (!isList(shape)) return readStructure(shape, value, path);
  if (!Array.isArray(value)) throw wrongType(path, "a list");
  return value.map((element, index) => readMember(shape[0], element, `${path}[${index}]`));
}

function readScalar(shape: Exclude<Shape, object>, value: unknown, path: string): unknown {
  switch (shape) {
    case "any":
      return value;
    case "integer":
      if (!Number.isInteger(value) || Math.abs(value as number) > 2 ** 31) throw wrongType(path, "an integer");
      return value;
    case "strings":
      if (typeof value !== "object" || Array.isArray(value)) throw wrongType(path, "a map");
      for (const [key, element] of Object.entries(value as object)) {
        if (typeof element !== "string") throw wrongType(`${path}.${key}`, "a string");
      }
      return value;
    default:
      if (typeof value !== shape) throw wrongType(path, `a ${shape}`);
      return value;
  }
}

function isList(shape: readonly [Shape] | Structure): shape is readonly [Shape] {
  return Array.isArray(shape);
}

/** P5. */
function wrongType(path: string, expected: string): EcsError {
  return new EcsError("SerializationException", `${path || "The request"} must be ${expected}.`);
}
