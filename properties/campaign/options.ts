import type { PlanOptions } from "../../commands/plans/generate.ts";
import type { Ledger } from "../deviations/ledger.ts";
import type { PlannedRun } from "../plans/plannedRun.ts";

/** The options of a campaign. */
export interface CampaignOptions {
  readonly seed: number;
  /** Undefined: no limit, except the time. */
  readonly runs: number | undefined;
  /** Undefined: no limit, except the number of runs. */
  readonly milliseconds: number | undefined;
  /** Plays the runs whose number ≡ `index` modulo `of`. */
  readonly shard: { readonly index: number; readonly of: number };
  readonly workers: number;
  /** Stop hunting at the first divergence. */
  readonly bail: boolean;
  readonly eventual: boolean;
  readonly plan: PlanOptions;
  /** The known deviations of the target: they are counted and not reported. */
  readonly ledger?: Ledger | undefined;
  /** What to check (default: only `sequential`). */
  readonly properties?: readonly string[] | undefined;
  /** Failing plans of an earlier campaign, which are played first. */
  readonly earlier: readonly PlannedRun[];
  /** Hunt for this long after the first divergence, to count its signatures; for `bugs`. */
  readonly lingerMilliseconds?: number;
  /** Plays that prove that a divergence recurs (default: 3); 1 for a fault that was planted. */
  readonly enoughPlays?: number;
}
