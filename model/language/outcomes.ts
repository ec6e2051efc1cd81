import lines from "../outcomes.json" with { type: "json" };
import type { Operation } from "./operation.ts";
import type { RuleId } from "./rules.ts";

/** What an operation comes to: it is accepted, or refused by a row. */
export type OutcomeName = "accepted" | RuleId;

/**
 * Every outcome that the model knows of an operation. The table is read out of the model's source by `npm run docs`;
 * the compiler names an operation that it lacks, and a test an outcome.
 */
export const knownOutcomes: Readonly<Record<Operation, readonly OutcomeName[]>> = Object.fromEntries(
  Object.entries(lines satisfies Record<Operation, string>).map(([operation, line]) => [operation, line.split(" ")]),
) as Record<Operation, OutcomeName[]>;
