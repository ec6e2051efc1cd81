import { performance } from "node:perf_hooks";
import type { PlanOptions } from "../commands/generate.ts";
import type { Plan } from "../commands/plan.ts";
import type { Finding, Findings } from "./findings.ts";
import type { Ledger } from "./ledger.ts";
import type { PlansDigest } from "./planSource.ts";
import type { Played, Players } from "./players.ts";
import { GoneError } from "./stage.ts";
import type { Support } from "./support.ts";
import type { Tally } from "./tally.ts";

/** A plan and what its run checks. */
export interface PlannedRun {
  readonly plan: Plan;
  readonly properties: readonly string[];
}

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

/** Where a campaign stands, for whoever watches. */
export interface Progress {
  readonly phase: "earlier plans" | "hunting" | "replaying" | "shrinking";
  readonly runs: number;
  readonly of: number | undefined;
  readonly calls: number;
  readonly signatures: number;
  readonly seconds: number;
  /** Findings done with and to do, after hunting. */
  readonly done: number;
  readonly todo: number;
}

export interface Watcher {
  found?(finding: Finding, seconds: number): void;
  progress?(progress: Progress): void;
}

/** All of them watch. */
export const watchedBy = (...watchers: readonly Watcher[]): Watcher => ({
  found(finding, seconds) {
    for (const watcher of watchers) watcher.found?.(finding, seconds);
  },
  progress(progress) {
    for (const watcher of watchers) watcher.progress?.(progress);
  },
});

/** What a campaign's parts share while it goes on. */
export interface Course {
  readonly options: CampaignOptions;
  readonly players: Players;
  readonly findings: Findings;
  readonly digest: PlansDigest;
  readonly tally: Tally;
  /** Replays and shrinking. */
  readonly afterwards: Tally;
  /** Which of its operations the server has shown to have. */
  readonly support: Support;
  readonly ended: AbortSignal;
  readonly start: number;
  readonly broken: string[];
  /** Known deviations at rest that a run waited for in vain: no other run waits for them. */
  readonly awaited: Set<string>;
  readonly watcher: Watcher;
  runs: number;
  phase: Progress["phase"];
  done: number;
  todo: number;
  firstSeconds: number | undefined;
  firstRuns: number | undefined;
  replays: number;
  gone: GoneError | undefined;
}

/** Plays one plan and survives everything: a server that stays away ends the campaign, a mistake of ours the run. */
export async function playSafely(
  course: Course,
  what: string,
  play: () => Promise<Played>,
): Promise<Played | undefined> {
  if (over(course)) return undefined;
  try {
    return await play();
  } catch (error) {
    if (error instanceof GoneError) course.gone ??= error;
    else if (!course.ended.aborted && course.broken.length < 10)
      course.broken.push(`${what}: ${error instanceof Error ? error.stack : error}`);
    return undefined;
  }
}

export const over = (course: Course): boolean => course.ended.aborted || course.gone !== undefined;

export function tell(course: Course): void {
  const { options, findings } = course;
  course.watcher.progress?.({
    phase: course.phase,
    runs: course.runs,
    of: options.runs === undefined ? undefined : runsOfShard(options.runs, options.shard),
    calls: course.tally.calls + course.afterwards.calls,
    signatures: findings.size,
    seconds: (performance.now() - course.start) / 1000,
    done: course.done,
    todo: course.todo,
  });
}

/** How many of the runs are this shard's. */
const runsOfShard = (runs: number, { index, of }: CampaignOptions["shard"]): number =>
  Math.max(0, Math.ceil((runs - index) / of));
