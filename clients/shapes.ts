import * as ecs from "@aws-sdk/client-ecs";
import type { Json, JsonObject } from "./client.ts";
import enumMembers from "./enum-members.json" with { type: "json" };
import { inputSchema, outputSchema, type Schema, type Structure } from "./schemas.ts";

/** A place where a reply does not have the shape that the API model defines. */
export interface ShapeFault {
  /** Without indices and map keys, so that the same fault always has the same path: `services[].desiredCount`. */
  readonly path: string;
  readonly problem: "unknown member" | "wrong type" | "null" | "unknown enum value";
  readonly expected: string;
  /** The kind of the value found; for an enum the value itself. */
  readonly actual: string;
}

type Check = (value: Json, faults: ShapeFault[]) => void;

const checks = new Map<string, Check | undefined>();

/**
 * The shape faults of the raw JSON of an accepted reply, each once. An absent member is never a fault, because the
 * model requires no output members. An operation that the SDK does not know has no shape.
 */
export function shapeFaults(operation: string, json: Json): ShapeFault[] {
  if (!checks.has(operation)) checks.set(operation, compileOutput(operation));
  const faults: ShapeFault[] = [];
  checks.get(operation)?.(json, faults);
  return faults.length > 1 ? distinct(faults) : faults;
}

/**
 * The members that an operation's input may have, in the model's order; undefined for an operation that the SDK does
 * not know.
 */
export function inputMembers(operation: string): string[] | undefined {
  const schema = inputSchema(operation);
  return schema && [...schema.members.keys()];
}

/** The members that an operation's input must have; undefined for an operation that the SDK does not know. */
export function requiredMembers(operation: string): string[] | undefined {
  const schema = inputSchema(operation);
  return schema && [...schema.required];
}

function compileOutput(operation: string): Check | undefined {
  const schema = outputSchema(operation);
  return schema && compileStructure(schema, "");
}

function compile(schema: Schema, path: string, allowed: ReadonlySet<string> | undefined): Check {
  switch (schema.kind) {
    case "structure":
      return compileStructure(schema, path);
    case "list":
      return compileList(schema.element, path, allowed);
    case "map":
      return compileMap(schema.value, path);
    case "document":
      return () => {};
    case "string":
      return allowed ? enumCheck(path, allowed) : primitive(path, "string", "string");
    case "blob":
      return primitive(path, "string", "string");
    case "timestamp":
      return primitive(path, "number", "number (epoch seconds)");
    default:
      return primitive(path, schema.kind, schema.kind);
  }
}

function compileStructure(schema: Structure, path: string): Check {
  // Members are compiled on first use: a reply uses few of them, and a shape may contain itself.
  const members = new Map<string, Check>();
  const compileMember = (name: string): Check => {
    const memberPath = path === "" ? name : `${path}.${name}`;
    const member = schema.members.get(name);
    if (!member) {
      return (value, faults) =>
        faults.push({
          path: memberPath,
          problem: "unknown member",
          expected: `a member of ${schema.name}`,
          actual: kindOf(value),
        });
    }
    return compile(member(), memberPath, allowedValues(schema.name, name));
  };
  return (value, faults) => {
    if (kindOf(value) !== "structure") return wrong(faults, path, "structure", value);
    for (const name in value as JsonObject) {
      let check = members.get(name);
      if (!check) {
        check = compileMember(name);
        // Names that a server invents are not cached: there could be a new name in every reply.
        if (schema.members.has(name)) members.set(name, check);
      }
      check((value as JsonObject)[name] as Json, faults);
    }
  };
}

function compileList(element: () => Schema, path: string, allowed: ReadonlySet<string> | undefined): Check {
  let check: Check | undefined;
  return (value, faults) => {
    if (!Array.isArray(value)) return wrong(faults, path, "list", value);
    if (value.length === 0) return;
    check ??= compile(element(), `${path}[]`, allowed);
    for (const item of value) check(item, faults);
  };
}

function compileMap(element: () => Schema, path: string): Check {
  const check = compile(element(), `${path}{}`, undefined);
  return (value, faults) => {
    if (kindOf(value) !== "structure") return wrong(faults, path, "map", value);
    for (const key in value as JsonObject) check((value as JsonObject)[key] as Json, faults);
  };
}

function primitive(path: string, type: "string" | "number" | "boolean", expected: string): Check {
  return (value, faults) => {
    if (typeof value !== type) wrong(faults, path, expected, value);
  };
}

function enumCheck(path: string, allowed: ReadonlySet<string>): Check {
  return (value, faults) => {
    if (typeof value !== "string") return wrong(faults, path, "string", value);
    if (allowed.has(value)) return;
    faults.push({ path, problem: "unknown enum value", expected: `one of ${[...allowed].join(", ")}`, actual: value });
  };
}

function allowedValues(structure: string, member: string): ReadonlySet<string> | undefined {
  const name = (enumMembers as Record<string, string>)[`${structure}.${member}`];
  const values = name && (ecs as unknown as Record<string, object>)[name];
  return values ? new Set([...Object.values(values), ...(documented[name] ?? [])]) : undefined;
}

/** Values that the API's documentation lists but its enumeration lacks (row AS1). */
const documented: Readonly<Record<string, readonly string[]>> = { SettingName: ["dualStackIPv6"] };

function wrong(faults: ShapeFault[], path: string, expected: string, value: Json): void {
  faults.push({ path, problem: value === null ? "null" : "wrong type", expected, actual: kindOf(value) });
}

function kindOf(value: Json): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "list";
  return typeof value === "object" ? "structure" : typeof value;
}

function distinct(faults: ShapeFault[]): ShapeFault[] {
  return [...new Map(faults.map((fault) => [`${fault.path}|${fault.problem}|${fault.actual}`, fault])).values()];
}
