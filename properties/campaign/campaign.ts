import { performance } from "node:perf_hooks";
import { text } from "../../checker/signature.ts";
import type { Target } from "../../targets/target.ts";
import { OperationSupport } from "../judge/operationSupport.ts";
import { Counters } from "../measures/counters.ts";
import { PlansDigest } from "../plans/planSource.ts";
import { waitsForRest } from "../triage/case.ts";
import { Findings, isProven } from "../triage/findings.ts";
import { TriageQueue } from "../triage/queue.ts";
import type { ReportedFault } from "../triage/reportedFault.ts";
import { WorkerPool } from "../workers/workerPool.ts";
import { type CampaignState, reportProgress } from "./campaignState.ts";
import { hunt } from "./hunt.ts";
import type { CampaignOptions } from "./options.ts";
import type { Watcher } from "./progress.ts";
import { type Spent, TimeSpent } from "./timeSpent.ts";
import { triaged } from "./triage.ts";
import { TriageCosts } from "./triageCosts.ts";

export interface CampaignResult {
  readonly ending: "done" | "interrupted" | "gone";
  /** Why the server counts as permanently unavailable. */
  readonly reason: string | undefined;
  readonly runs: number;
  readonly earlier: number;
  readonly seconds: number;
  readonly plansDigest: string;
  /** The counts of hunting runs; replays and shrinking count in `calls` only. */
  readonly counters: Counters;
  readonly calls: number;
  readonly faults: readonly ReportedFault[];
  /** Signatures that are not reported, because they showed only after a run had restored a resource. */
  readonly unproven: readonly string[];
  /** Every known deviation of the target, and how many replies needed it. */
  readonly deviations: readonly { readonly id: string; readonly seen: number }[];
  /** The operations that the server always reported as not implemented. */
  readonly unsupported: readonly string[];
  readonly restarts: number;
  readonly left: number;
  /** Seconds until the first divergence was observed. */
  readonly firstSeconds: number | undefined;
  /** Runs until then, or all. */
  readonly firstRuns: number;
  /** Replays and executions of shrinking. */
  readonly replays: number;
  /** Seconds of all workers. */
  readonly spent: Spent;
  /** How many of the faults have a shrunk plan. */
  readonly shrunk: number;
  /** Runs that kecs-fuzz could not play because of an internal error. */
  readonly broken: readonly string[];
}

/** How long running plays may take after the end of the campaign: runs clean up after themselves. */
const graceMilliseconds = 3000;

/** Plays many runs on one target and reports each distinct fault once. Never throws for anything a server does. */
export async function campaign(
  target: Target,
  options: CampaignOptions,
  watcher: Watcher,
  interrupt: AbortSignal,
): Promise<CampaignResult> {
  const end = new AbortController();
  const pool = new WorkerPool(target, options.workers, options);
  const state: CampaignState = {
    options,
    pool,
    findings: new Findings(),
    digest: new PlansDigest(),
    counters: new Counters(),
    afterwards: new Counters(),
    support: new OperationSupport(),
    ended: AbortSignal.any([interrupt, end.signal]),
    start: performance.now(),
    broken: [],
    awaited: new Set(),
    watcher,
    runs: 0,
    phase: "hunting",
    queue: new TriageQueue(target.clock === undefined && options.workers > 1 ? waitsForRest : () => false),
    costs: new TriageCosts(),
    spent: new TimeSpent(),
    newInRun: [],
    firstSeconds: undefined,
    firstRuns: undefined,
    replays: 0,
    gone: undefined,
  };
  const timer = options.milliseconds === undefined ? undefined : setTimeout(() => end.abort(), options.milliseconds);
  const ticking = setInterval(() => reportProgress(state), 250);
  const graceDeadline = new Promise<void>((resolve) => {
    state.ended.addEventListener("abort", () => setTimeout(resolve, graceMilliseconds).unref(), { once: true });
  });
  let faults: readonly ReportedFault[] = [];
  try {
    await Promise.race([hunt(state), graceDeadline]);
    faults = withoutKnownCrashes(state, triaged(state));
  } finally {
    clearTimeout(timer);
    clearInterval(ticking);
    reportProgress(state);
    pool.close();
  }
  return {
    ending: interrupt.aborted ? "interrupted" : state.gone === undefined ? "done" : "gone",
    reason: state.gone?.message,
    runs: state.runs,
    earlier: options.earlier.length,
    seconds: (performance.now() - state.start) / 1000,
    plansDigest: state.digest.toString(),
    counters: state.counters,
    calls: state.counters.calls + state.afterwards.calls,
    faults,
    unproven: state.findings.inOrder().flatMap((each) => (isProven(each) ? [] : [text(each.signature)])),
    deviations: (options.ledger?.deviations ?? []).map(({ id }) => ({
      id,
      seen: state.counters.deviations.get(id) ?? 0,
    })),
    unsupported: state.support.lacking,
    restarts: pool.outages.count,
    left: pool.left,
    firstSeconds: state.firstSeconds,
    firstRuns: state.firstRuns ?? state.runs,
    replays: state.replays,
    spent: state.spent.seconds,
    shrunk: faults.filter((fault) => fault.shrunk).length,
    broken: state.broken,
  };
}

/** Only a replay proves which operation causes a crash, so crashes are compared with the ledger here. */
function withoutKnownCrashes({ options, counters }: CampaignState, faults: readonly ReportedFault[]): ReportedFault[] {
  return faults.filter(({ signature, seen }) => {
    const match = options.ledger?.match(signature);
    if (match !== undefined) counters.needed(match.deviation.id, seen);
    return match === undefined;
  });
}
