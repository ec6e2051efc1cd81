import { performance } from "node:perf_hooks";
import type { Target } from "../../targets/target.ts";
import { OperationSupport } from "../judge/operationSupport.ts";
import { Counters } from "../measures/counters.ts";
import { PlansDigest } from "../plans/planSource.ts";
import { Findings } from "../triage/findings.ts";
import type { ReportedFault } from "../triage/reportedFault.ts";
import { WorkerPool } from "../workers/workerPool.ts";
import { type CampaignState, reportProgress } from "./campaignState.ts";
import { hunt } from "./hunt.ts";
import type { CampaignOptions } from "./options.ts";
import type { Watcher } from "./progress.ts";
import { triage } from "./triage.ts";

export interface CampaignResult {
  readonly ending: "done" | "interrupted" | "gone";
  /** Why the server counts as gone. */
  readonly reason: string | undefined;
  readonly runs: number;
  readonly earlier: number;
  readonly seconds: number;
  readonly plansDigest: string;
  /** What the hunting runs did; replays and shrinking count in `calls` only. */
  readonly counters: Counters;
  readonly calls: number;
  readonly faults: readonly ReportedFault[];
  /** Every known deviation of the target, and how many replies needed it. */
  readonly deviations: readonly { readonly id: string; readonly seen: number }[];
  /** The operations that the server answered to lack whenever they were called. */
  readonly unsupported: readonly string[];
  readonly restarts: number;
  readonly left: number;
  /** Seconds until the first divergence was seen. */
  readonly firstSeconds: number | undefined;
  /** Runs until then, or all. */
  readonly firstRuns: number;
  /** Plays of replaying and shrinking. */
  readonly replays: number;
  /** Runs that kecs-fuzz itself could not play: mistakes of ours. */
  readonly broken: readonly string[];
}

/** How long after the end what is still under way is waited for: runs clean up after themselves. */
const graceMilliseconds = 3000;

/** Plays many runs against one target and reports each distinct fault once. Never throws for what a server does. */
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
    done: 0,
    todo: 0,
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
    faults = withoutKnownCrashes(state, await triage(state, graceDeadline));
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
    broken: state.broken,
  };
}

/** Whether an operation is to blame for a crash shows only when it was replayed: then it may prove to be known. */
function withoutKnownCrashes({ options, counters }: CampaignState, faults: readonly ReportedFault[]): ReportedFault[] {
  return faults.filter(({ signature, seen }) => {
    const match = options.ledger?.match(signature);
    if (match !== undefined) counters.needed(match.deviation.id, seen);
    return match === undefined;
  });
}
