import type { PlanOptions } from "../../commands/plans/generate.ts";
import type { Ledger } from "../deviations/ledger.ts";
import type { PlannedRun } from "../plans/plannedRun.ts";

/** What to hunt with and how long. */
export interface CampaignOptions {
  readonly seed: number;
  /** Undefined: until the time is over. */
  readonly runs: number | undefined;
  /** Undefined: until the runs are played. */
  readonly milliseconds: number | undefined;
  /** Plays the runs whose number ≡ `index` modulo `of`. */
  readonly shard: { readonly index: number; readonly of: number };
  readonly workers: number;
  /** End hunting at the first divergence. */
  readonly bail: boolean;
  readonly eventual: boolean;
  readonly plan: PlanOptions;
  /** Known deviations of the target: they are counted and not told. */
  readonly ledger?: Ledger | undefined;
  /** What to check; `sequential` alone when left out. */
  readonly properties?: readonly string[] | undefined;
  /** Failing plans of an earlier campaign: they are played first. */
  readonly earlier: readonly PlannedRun[];
  /** Hunt on for so long after the first divergence, for counting its signatures; for `bugs`. */
  readonly lingerMilliseconds?: number;
}
