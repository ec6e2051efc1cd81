import { performance } from "node:perf_hooks";
import type { Support } from "../judge/operationSupport.ts";
import type { Tally } from "../measures/counters.ts";
import type { PlansDigest } from "../plans/planSource.ts";
import { GoneError } from "../run/runContext.ts";
import type { Findings } from "../triage/findings.ts";
import type { Played, Players } from "../workers/workerPool.ts";
import type { CampaignOptions } from "./options.ts";
import type { Progress, Watcher } from "./progress.ts";

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
