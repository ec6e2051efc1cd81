import { type Expected, isMark } from "./expectation.ts";

/** The literal at a path of an expectation (`tasks.0.taskArn`); undefined when the expectation leaves it open. */
export function lookup(expected: Expected, path: string): string | number | undefined {
  let value: Expected | undefined = expected;
  for (const step of path.split(".")) {
    value = value === undefined ? undefined : open(value);
    if (typeof value !== "object" || value === null) return undefined;
    value = (value as Record<string, Expected>)[step];
  }
  value = value === undefined ? undefined : open(value);
  return typeof value === "string" || typeof value === "number" ? value : undefined;
}

/** Replaces marks by the value that a reply would most likely have. */
function open(value: Expected): Expected | undefined {
  if (!isMark(value)) return value;
  switch (value.$) {
    case "view":
      return value.members;
    case "maybe":
    case "at":
    case "presence":
      return open(value.value);
    case "either":
      return value.of[0] === undefined ? undefined : open(value.of[0]);
    case "unordered":
      return [...value.items, ...(value.others?.optional ?? [])];
    case "among":
      return value.values[0];
    default:
      return undefined;
  }
}

/** A view and its path. */
export interface Viewed {
  readonly kind: string;
  readonly name: string;
  readonly path: string;
}

/** Every view in an expectation. */
export function views(expected: Expected): Viewed[] {
  const found: Viewed[] = [];
  collect(expected, "", found);
  return found;
}

function collect(expected: Expected, path: string, found: Viewed[]): void {
  if (isMark(expected) && expected.$ === "view") found.push({ kind: expected.kind, name: expected.name, path });
  const value = open(expected);
  if (typeof value !== "object" || value === null) return;
  for (const [member, item] of Object.entries(value))
    if (typeof item === "object") collect(item as Expected, path === "" ? member : `${path}.${member}`, found);
}
