import type { Plan } from "../../commands/language/plan.ts";

/** A plan and what its run checks. */
export interface PlannedRun {
  readonly plan: Plan;
  readonly properties: readonly string[];
}
