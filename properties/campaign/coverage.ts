import { allOperations } from "../../commands/plans/generate.ts";
import { knownOutcomes, type OutcomeName } from "../../model/operationFacts.ts";
import type { Operation } from "../../model/registry.ts";
import { newerOperations } from "../laws/newer.ts";

/** For each operation, how often each outcome occurred. */
export type OutcomeCounts = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** Which operations were called and which outcomes occurred, compared with all that the model knows. */
export interface Coverage {
  readonly operations: { readonly called: number; readonly known: number };
  readonly outcomes: { readonly seen: number; readonly known: number };
  readonly byOperation: OutcomeCounts;
  /** The operations that no row describes, if they were called. */
  readonly newer?: NewerCoverage | undefined;
}

export interface NewerCoverage {
  readonly known: number;
  readonly called: string[];
  /** Those of them that the server lacks. */
  readonly lacking: string[];
}

export const newerCoverage = (called: readonly string[], lacking: readonly string[]): NewerCoverage | undefined =>
  called.length === 0
    ? undefined
    : { known: newerOperations.length, called: [...called].sort(), lacking: [...lacking].sort() };

export function coverageOf(called: Iterable<string>, byOperation: OutcomeCounts, newer?: NewerCoverage): Coverage {
  const all = new Set(called);
  const known = allOperations.flatMap(knownOutcomes).length;
  return {
    operations: { called: allOperations.filter((operation) => all.has(operation)).length, known: allOperations.length },
    outcomes: { seen: known - missing(byOperation).length, known },
    byOperation,
    ...(newer === undefined ? {} : { newer }),
  };
}

/**
 * The outcomes that never occurred. Those of the most frequent operations are first, because they are the most
 * surprising.
 */
export function missing(byOperation: OutcomeCounts): (readonly [Operation, OutcomeName])[] {
  const calls = (operation: string): number =>
    Object.values(byOperation[operation] ?? {}).reduce((sum, count) => sum + count, 0);
  return [...allOperations]
    .sort((a, b) => calls(b) - calls(a))
    .flatMap((operation) =>
      knownOutcomes(operation)
        .filter((outcome) => byOperation[operation]?.[outcome] === undefined)
        .map((outcome) => [operation, outcome] as const),
    );
}
