import { performance } from "node:perf_hooks";
import type { OperationSupport } from "../judge/operationSupport.ts";
import type { Counters } from "../measures/counters.ts";
import type { PlansDigest } from "../plans/planSource.ts";
import { GoneError } from "../run/runContext.ts";
import type { Finding, Findings } from "../triage/findings.ts";
import type { TriageQueue } from "../triage/queue.ts";
import type { RunResult, WorkerPool } from "../workers/workerPool.ts";
import type { CampaignOptions } from "./options.ts";
import type { Progress, Watcher } from "./progress.ts";
import type { TimeSpent } from "./timeSpent.ts";
import type { TriageCosts } from "./triageCosts.ts";

/** The state that the parts of a campaign share. */
export interface CampaignState {
  readonly options: CampaignOptions;
  readonly pool: WorkerPool;
  readonly findings: Findings;
  readonly queue: TriageQueue;
  readonly spent: TimeSpent;
  readonly costs: TriageCosts;
  readonly digest: PlansDigest;
  readonly counters: Counters;
  /** The counts of replays and shrinking. */
  readonly afterwards: Counters;
  /** Which operations the server has shown to implement. */
  readonly support: OperationSupport;
  readonly ended: AbortSignal;
  readonly start: number;
  readonly broken: string[];
  /** Known deviations at rest that one run already waited for without success: no other run waits for them. */
  readonly awaited: Set<string>;
  readonly watcher: Watcher;
  runs: number;
  /** How many new findings each of the hunting runs showed. */
  readonly newInRun: number[];
  phase: Progress["phase"];
  firstSeconds: number | undefined;
  firstRuns: number | undefined;
  replays: number;
  gone: GoneError | undefined;
}

/**
 * Plays one plan and catches every error: a server that does not recover ends the campaign, an internal error ends the
 * run.
 */
export async function playSafely(
  state: CampaignState,
  what: string,
  play: () => Promise<RunResult>,
): Promise<RunResult | undefined> {
  if (isOver(state)) return undefined;
  try {
    return await play();
  } catch (error) {
    if (error instanceof GoneError) state.gone ??= error;
    else if (!state.ended.aborted) noteMistake(state, what, error);
    return undefined;
  }
}

const mostMistakes = 10;

/** Records an internal error of kecs-fuzz: the campaign goes on and ends with status 70. */
export function noteMistake({ broken }: CampaignState, what: string, error: unknown): void {
  if (broken.length < mostMistakes) broken.push(`${what}: ${error instanceof Error ? error.stack : error}`);
}

/** A finding is new, and the plan alone shows it. */
export function noteProven(state: CampaignState, finding: Finding): void {
  const seconds = (performance.now() - state.start) / 1000;
  state.firstSeconds ??= seconds;
  state.firstRuns ??= state.runs;
  state.watcher.found?.(finding, seconds);
}

export const isOver = (state: CampaignState): boolean => state.ended.aborted || state.gone !== undefined;

export function reportProgress(state: CampaignState): void {
  const { options, findings, queue } = state;
  state.watcher.progress?.({
    phase: state.phase,
    runs: state.runs,
    of: options.runs === undefined ? undefined : runsOfShard(options.runs, options.shard),
    calls: state.counters.calls + state.afterwards.calls,
    signatures: findings.size,
    seconds: (performance.now() - state.start) / 1000,
    done: queue.done,
    todo: findings.size,
  });
}

/** How many of the runs belong to this shard. */
const runsOfShard = (runs: number, { index, of }: CampaignOptions["shard"]): number =>
  Math.max(0, Math.ceil((runs - index) / of));
