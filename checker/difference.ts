import type { Clock } from "../model/language/expectation.ts";

/** One place where a reply is not what was expected. */
export interface Difference {
  /** Members from the reply's root, list indices as `[]`: `services[].deployments[].status`. */
  readonly path: string;
  readonly clock: Clock;
  /** Short texts for a reader. */
  readonly expected: string;
  readonly actual: string;
  /** Kinds for the signature: never the value of something that changes from run to run. */
  readonly expectedKind: string;
  readonly actualKind: string;
  /** The resource it belongs to, when inside a view; `member` is the path from the view's root. */
  readonly resource?: { readonly kind: string; readonly name: string; readonly member: string };
  /** `empty-list`: a list without entries was left out, a habit rather than a fault of one operation. */
  readonly habit?: "empty-list";
}

/** What is missing or wrong comes before what is late, absent or a habit: the leading difference is first. */
export const inOrder = (differences: readonly Difference[]): Difference[] =>
  [...differences].sort((a, b) => rank(a) - rank(b));

function rank({ habit, clock, actualKind, expectedKind }: Difference): number {
  if (habit !== undefined) return 9;
  if (actualKind === "missing" || expectedKind === "nothing") return 0;
  if (clock === "chosen") return 2;
  if (actualKind === "absent") return 5;
  return clock === "immediate" ? 1 : 3;
}

/** A value's kind: enumeration words and booleans as they are, other things by type and size. */
export function kindOf(value: unknown): string {
  if (value === undefined || value === null) return "absent";
  if (Array.isArray(value)) return value.length === 0 ? "[]" : "list";
  if (typeof value === "string") return /^[A-Z][A-Z_]{2,30}$/.test(value) ? value : value === "" ? '""' : "string";
  if (typeof value === "boolean") return String(value);
  return typeof value;
}
