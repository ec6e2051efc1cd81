import type { Expected, Mark } from "../expectation.ts";
import type { MemberDecision } from "./decision.ts";
import { type DecidedShape, decidedShapes } from "./shapes.ts";

interface Compared {
  readonly member: string;
  readonly mark: Extract<Mark, { $: "presence" }>;
  readonly unlessGiven: boolean;
}

const comparedOf = (decisions: Readonly<Record<string, MemberDecision>>): readonly Compared[] =>
  Object.entries(decisions).flatMap(([member, { compares, decision }]) =>
    compares === undefined ? [] : { member, mark: compares, unlessGiven: decision === "never unless given" },
  );

const compared = Object.fromEntries(
  Object.entries(decidedShapes).map(([shape, decisions]) => [shape, comparedOf(decisions)]),
) as Readonly<Record<DecidedShape, readonly Compared[]>>;

/**
 * Adds to the compared members of a description which other members must be present or absent. `given` contains the
 * requested members; for the members in `open`, nothing is expected.
 */
export function withPresence(
  shape: DecidedShape,
  members: Record<string, Expected>,
  given: object = {},
  open: readonly string[] = [],
): Record<string, Expected> {
  for (const { member, mark, unlessGiven } of compared[shape]) {
    if (open.includes(member)) continue;
    const value = members[member];
    if (unlessGiven) {
      if (value === undefined && !Object.hasOwn(given, member)) members[member] = mark;
    } else members[member] = value === undefined ? mark : { ...mark, value };
  }
  return members;
}
