import type { Clock } from "../model/language/expectation.ts";

/** One place where a reply does not fit the expectation. */
export interface Difference {
  /** Members from the reply's root, list indices as `[]`: `services[].deployments[].status`. */
  readonly path: string;
  readonly clock: Clock;
  /** Short texts for people. */
  readonly expected: string;
  readonly actual: string;
  /** Kinds for the signature: never the value of something that changes from run to run. */
  readonly expectedKind: string;
  readonly actualKind: string;
  /** The resource it belongs to, when inside a view; `member` is the path from the view's root. */
  readonly resource?: { readonly kind: string; readonly name: string; readonly member: string };
  /** `empty-list`: the server omits empty lists, which is a habit rather than a fault of one operation. */
  readonly habit?: "empty-list";
}

/** Sorts differences so that the leading one is first: missing or wrong before late, absent or a habit. */
export const inOrder = (differences: readonly Difference[]): Difference[] =>
  [...differences].sort((a, b) => rank(a) - rank(b));

function rank({ habit, clock, actualKind, expectedKind }: Difference): number {
  if (habit !== undefined) return 9;
  if (actualKind === "missing" || expectedKind === "nothing") return 0;
  if (clock === "chosen") return 2;
  if (actualKind === "absent") return 5;
  return clock === "immediate" ? 1 : 3;
}

/** The kind of a value: words of an enumeration and booleans as they are, other values by type and size. */
export function kindOf(value: unknown): string {
  if (value === undefined || value === null) return "absent";
  if (Array.isArray(value)) return value.length === 0 ? "[]" : "list";
  if (typeof value === "string") return /^[A-Z][A-Z_]{2,30}$/.test(value) ? value : value === "" ? '""' : "string";
  if (typeof value === "boolean") return String(value);
  return typeof value;
}
