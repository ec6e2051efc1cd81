import { performance } from "node:perf_hooks";
import type { Target } from "../../targets/target.ts";
import { Support } from "../judge/operationSupport.ts";
import { Tally } from "../measures/counters.ts";
import { PlansDigest } from "../plans/planSource.ts";
import { Findings } from "../triage/findings.ts";
import type { Entry } from "../triage/reportedFault.ts";
import { Players } from "../workers/workerPool.ts";
import { type Course, tell } from "./campaignState.ts";
import { hunt } from "./hunt.ts";
import type { CampaignOptions } from "./options.ts";
import type { Watcher } from "./progress.ts";
import { settleAll } from "./triage.ts";

export interface CampaignResult {
  readonly ending: "done" | "interrupted" | "gone";
  /** Why the server counts as gone. */
  readonly reason: string | undefined;
  readonly runs: number;
  readonly earlier: number;
  readonly seconds: number;
  readonly plansDigest: string;
  /** What the hunting runs did; replays and shrinking count in `calls` only. */
  readonly tally: Tally;
  readonly calls: number;
  readonly entries: readonly Entry[];
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
  const players = new Players(target, options.workers, options);
  const course: Course = {
    options,
    players,
    findings: new Findings(),
    digest: new PlansDigest(),
    tally: new Tally(),
    afterwards: new Tally(),
    support: new Support(),
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
  const ticking = setInterval(() => tell(course), 250);
  const whole = new Promise<void>((resolve) => {
    course.ended.addEventListener("abort", () => setTimeout(resolve, graceMilliseconds).unref(), { once: true });
  });
  let entries: readonly Entry[] = [];
  try {
    await Promise.race([hunt(course), whole]);
    entries = withoutKnownCrashes(course, await settleAll(course, whole));
  } finally {
    clearTimeout(timer);
    clearInterval(ticking);
    tell(course);
    players.close();
  }
  return {
    ending: interrupt.aborted ? "interrupted" : course.gone === undefined ? "done" : "gone",
    reason: course.gone?.message,
    runs: course.runs,
    earlier: options.earlier.length,
    seconds: (performance.now() - course.start) / 1000,
    plansDigest: course.digest.toString(),
    tally: course.tally,
    calls: course.tally.calls + course.afterwards.calls,
    entries,
    deviations: (options.ledger?.deviations ?? []).map(({ id }) => ({
      id,
      seen: course.tally.deviations.get(id) ?? 0,
    })),
    unsupported: course.support.lacking,
    restarts: players.outages.count,
    left: players.left,
    firstSeconds: course.firstSeconds,
    firstRuns: course.firstRuns ?? course.runs,
    replays: course.replays,
    broken: course.broken,
  };
}

/** Whether an operation is to blame for a crash shows only when it was replayed: then it may prove to be known. */
function withoutKnownCrashes({ options, tally }: Course, entries: readonly Entry[]): Entry[] {
  return entries.filter(({ signature, seen }) => {
    const claim = options.ledger?.claim(signature);
    if (claim !== undefined) tally.needed(claim.deviation.id, seen);
    return claim === undefined;
  });
}
