import { performance } from "node:perf_hooks";
import { type Signature, text } from "../../checker/signature.ts";
import { advance } from "../triage/advance.ts";
import { Case } from "../triage/case.ts";
import { deduplicate } from "../triage/deduplicate.ts";
import { isCrash, isOfCrash, isProven, isShownAs } from "../triage/findings.ts";
import { type ReportedFault, reportedFaultOf, spontaneousCrash } from "../triage/reportedFault.ts";
import type { TriageHost } from "../triage/search.ts";
import { serverLog } from "../workers/serverLog.ts";
import type { Background } from "./background.ts";
import { type CampaignState, isOver, noteMistake, noteProven, playSafely } from "./campaignState.ts";
import { waitingWhileHunting } from "./triageCosts.ts";

/**
 * A shrinking run waits at most this many times the slowest observed rest. A shrunk plan does less than the plan it
 * comes from, so the margin is for a slower machine.
 */
const restFactor = 3;
const leastRestMilliseconds = 200;

/** One play may be chance. */
const usualPlays = 3;

/**
 * Takes the most urgent finding one stage further; false when no finding is left or other workers have them. A finding
 * that waits for rest is triaged in the background. Crashes disturb the runs of other workers, so that they come last.
 */
export async function triageNext(
  state: CampaignState,
  worker: number,
  background: Background,
  { crashes, waiting: most }: { crashes: boolean; waiting: number },
): Promise<boolean> {
  const { queue, findings } = state;
  queue.add(findings.inOrder());
  const about = queue.take({ crashes, waiting: background.size < most });
  if (about === undefined) return false;
  const waits = queue.waits(about);
  const work = triage(state, worker, about, waits);
  if (waits) background.add(work);
  else await work;
  return true;
}

/** Begins with the findings that wait for rest: in the background they take hardly any time from the hunt. */
export function triageInBackground(state: CampaignState, worker: number, background: Background): void {
  const { queue } = state;
  while (background.size < waitingWhileHunting) {
    const about = queue.takeWaiting();
    if (about === undefined) return;
    background.add(triage(state, worker, about, true));
  }
}

async function triage(state: CampaignState, worker: number, about: Case, waits: boolean): Promise<void> {
  const { queue, costs } = state;
  const wasOpen = about.stage === "open";
  const start = performance.now();
  try {
    if (!queue.adopt(about)) await advance(about, hostFor(state, worker, about, waits));
  } catch (error) {
    about.stage = "done";
    noteMistake(state, `triage of ${text(about.finding.signature)}`, error);
  } finally {
    if (wasOpen && about.stage !== "open") costs.note(waits, performance.now() - start);
    queue.release(about);
  }
}

/** What triage has found out so far, deduplicated: at any moment the best report that is possible. */
export function triaged(state: CampaignState): ReportedFault[] {
  const { queue, findings, pool } = state;
  queue.add(findings.inOrder());
  const proven = findings.inOrder().filter(isProven);
  const cases = proven.map((finding) => queue.caseOf(finding) ?? new Case(finding));
  return deduplicate([
    ...cases.filter(isCaused).map(reportedFaultOf),
    ...[spontaneousCrash(unexplained(cases), pool.outages.uptimes)].filter((crash) => crash !== undefined),
  ]);
}

function hostFor(state: CampaignState, worker: number, { finding }: Case, waits: boolean): TriageHost {
  const { pool, options, afterwards: counters, ended: signal, findings, awaited } = state;
  const { properties } = finding.first;
  const isReportedBefore = (signature: Signature) => awaited.has(text(signature)) && !isShownAs(finding, signature);
  return {
    planOptions: options.plan,
    shortRest: shortRest(state),
    stepped: pool.target.clock !== undefined,
    enoughPlays: options.enoughPlays ?? usualPlays,
    uptimes: pool.outages.uptimes,
    over: () => isOver(state),
    mistake: (error) => noteMistake(state, "shrinking", error),
    log: (since, prefix) => serverLog(pool.target, since, prefix),
    play: async (plan, purpose, how) => {
      state.replays++;
      const play = () => pool.play(worker, plan, { ...how, properties, counters, signal, isReportedBefore });
      const safely = () => playSafely(state, "a replay", play);
      const played = await (waits ? safely() : state.spent.on(purpose, safely));
      if (played !== undefined && !played.disturbed)
        for (const finding of findings.learn(plan, played)) noteProven(state, finding);
      return signal.aborted ? undefined : played;
    },
  };
}

const shortRest = ({ pool }: CampaignState): number | undefined =>
  pool.slowestRest === 0 || pool.target.clock !== undefined
    ? undefined
    : Math.min(pool.restMilliseconds, Math.max(leastRestMilliseconds, restFactor * pool.slowestRest));

const isCaused = ({ finding, crashesHere }: Case): boolean => !isCrash(finding) || crashesHere;

/**
 * Crashes that no operation causes, without those that other workers observed because of a crash that one does cause.
 */
function unexplained(cases: readonly Case[]): Case[] {
  const crashes = cases.filter(({ finding }) => isCrash(finding));
  const causes = cases.filter((each) => isOfCrash(each.finding.signature) && isCaused(each));
  const explained = new Set(causes.flatMap(({ finding }) => [...finding.outages]));
  return crashes.filter(
    (crash) => !isCaused(crash) && [...crash.finding.outages].some((outage) => !explained.has(outage)),
  );
}
