import { isSame, type Signature, text } from "../../checker/signature.ts";
import type { Plan } from "../../commands/language/plan.ts";
import { sameCause } from "../judge/sameFault.ts";
import { planKey } from "../plans/canonicalPlan.ts";
import { deduplicate } from "../triage/deduplicate.ts";
import { type Finding, findingSignature, isOfCrash, isOfRest, isShownAs, stopWhenShown } from "../triage/findings.ts";
import { fewExecutions, type Minimal, minimize, mostExecutions, type ShrinkHost } from "../triage/minimize.ts";
import { type ReportedFault, reportedFaultOf, spontaneousCrash, type Triaged } from "../triage/reportedFault.ts";
import { isCrash, type Reproduction, reproduce } from "../triage/reproduce.ts";
import { inParallel } from "../workers/inParallel.ts";
import { serverLog } from "../workers/serverLog.ts";
import type { PlayOptions, RunResult } from "../workers/workerPool.ts";
import { type CampaignState, isOver, noteMistake, playSafely } from "./campaignState.ts";

/** A shrinking run waits at most so many times the slowest rest that was seen. */
const restFactor = 5;
const leastRestMilliseconds = 200;

/**
 * Replays, shrinks and merges what hunting found. `whole` ends the waiting for plays that hang: what is known by
 * then is reported.
 */
export async function triage(state: CampaignState, graceDeadline: Promise<void>): Promise<ReportedFault[]> {
  const findings = state.findings.inOrder();
  const confirmations = new Map<Finding, Reproduction>();
  const minimals = new Map<Finding, Minimal>();
  await Promise.race([reproduceAll(state, findings, confirmations), graceDeadline]);
  const stepped = state.pool.target.clock !== undefined;
  const worthwhile = findings.filter((finding) => isWorthShrinking(finding, confirmations.get(finding), stepped));
  await Promise.race([minimizeAll(state, worthwhile, minimals), graceDeadline]);
  const settled = findings.map((finding) => ({
    finding,
    confirmation: confirmations.get(finding),
    minimal: heldIn(minimals.get(finding), confirmations.get(finding)),
  }));
  return deduplicate([
    ...settled.filter(isCaused).map(reportedFaultOf),
    ...[spontaneousCrash(unexplained(settled), state.pool.outages.uptimes)].filter((crash) => crash !== undefined),
  ]);
}

async function reproduceAll(
  state: CampaignState,
  findings: Finding[],
  into: Map<Finding, Reproduction>,
): Promise<void> {
  state.phase = "replaying";
  state.done = 0;
  state.todo = findings.length;
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = `${finding.first.properties} ${planKey(finding.first.plan)}`;
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  await inParallel(state.pool.count, groups.values(), async (group, worker) => {
    if (isOver(state)) return;
    const [{ first }] = group as [Finding, ...Finding[]];
    const { properties } = first;
    const atRest = state.pool.target.clock !== undefined || group.some((finding) => isOfRest(finding.first));
    const stopWhen = stopWhenShown(group, atRest);
    const play = (plan: Plan) => playAgain(state, worker, plan, group, { properties, stopWhen });
    for (const [finding, confirmation] of await reproduce(
      first.plan,
      group,
      state.findings,
      play,
      state.pool.outages.uptimes,
    ))
      into.set(finding, confirmation);
    state.done += group.length;
  });
}

/**
 * What came back, be it in the replay of another's plan; of crashes only those that have a cause. Where the clock can
 * be stepped, a moment that three replays missed may come back for sure.
 */
function isWorthShrinking(finding: Finding, confirmation: Reproduction | undefined, stepped: boolean): boolean {
  if (confirmation === undefined) return false;
  if (isCrash(finding)) return confirmation.crashesHere;
  return confirmation.hits > 0 || stepped || finding.smallest.plan !== finding.first.plan;
}

/** Of what never came back only a plan that was pinned is a shorter one. */
const heldIn = (minimal: Minimal | undefined, confirmation: Reproduction | undefined): Minimal | undefined =>
  minimal?.pinned === true || (confirmation?.hits ?? 0) > 0 ? minimal : undefined;

/** Shrinks each a little before any to the end: where time is short, every plan is readable and none is perfect. */
async function minimizeAll(state: CampaignState, findings: Finding[], into: Map<Finding, Minimal>): Promise<void> {
  state.phase = "shrinking";
  for (const most of [fewExecutions, mostExecutions]) {
    const left = findings.filter((finding) => into.get(finding)?.least !== true);
    state.done = 0;
    state.todo = left.length;
    await minimizeEach(state, left, most, into);
  }
}

async function minimizeEach(
  state: CampaignState,
  findings: readonly Finding[],
  most: number,
  into: Map<Finding, Minimal>,
): Promise<void> {
  const settled = new Map([...into].filter(([, { least }]) => least));
  await inParallel(state.pool.count, findings, async (finding, worker) => {
    if (isOver(state)) return;
    const { properties } = finding.first;
    const bench: ShrinkHost = {
      planOptions: state.options.plan,
      shortRest: shortRest(state),
      over: () => isOver(state),
      mistake: (error) => noteMistake(state, "shrinking", error),
      log: (since, prefix) => serverLog(state.pool.target, since, prefix),
      play: (plan, options) => playAgain(state, worker, plan, [finding], { ...options, properties }),
    };
    const minimal = shownBeside(finding, settled) ?? (await minimize(finding, bench, most));
    settled.set(finding, minimal);
    into.set(finding, better(into.get(finding), minimal));
    state.done++;
  });
}

/** What an earlier round pinned stays, where the later one came to nothing shorter. */
function better(before: Minimal | undefined, after: Minimal): Minimal {
  if (before === undefined || !before.pinned) return after;
  const executions = before.executions + after.executions;
  return after.pinned ? { ...after, executions } : { ...before, executions };
}

/** A shrunk plan that shows this too, and of one cause. */
function shownBeside({ signature }: Finding, minimals: ReadonlyMap<Finding, Minimal>): Minimal | undefined {
  for (const minimal of minimals.values()) {
    const divergence = minimal.shown.find((seen) => isSame(findingSignature(seen), signature));
    if (minimal.pinned && divergence !== undefined && sameCause(minimal.divergence, divergence))
      return { ...minimal, divergence, executions: 0 };
  }
  return undefined;
}

const shortRest = ({ pool }: CampaignState): number | undefined =>
  pool.slowestRest === 0 || pool.target.clock !== undefined
    ? undefined
    : Math.min(pool.restMilliseconds, Math.max(leastRestMilliseconds, restFactor * pool.slowestRest));

async function playAgain(
  state: CampaignState,
  worker: number,
  plan: Plan,
  about: readonly Finding[],
  options: Pick<PlayOptions, "stopWhen" | "restMilliseconds" | "properties" | "stepped">,
): Promise<RunResult | undefined> {
  const { pool, afterwards: counters, ended: signal, findings, awaited } = state;
  const isReportedBefore = (signature: Signature) =>
    awaited.has(text(signature)) && !about.some((finding) => isShownAs(finding, signature));
  state.replays++;
  const played = await playSafely(state, "a replay", () =>
    pool.play(worker, plan, { ...options, counters, signal, isReportedBefore }),
  );
  if (played !== undefined && !played.disturbed) findings.learn(plan, played);
  return signal.aborted ? undefined : played;
}

const isCaused = ({ finding, confirmation }: Triaged): boolean =>
  !isCrash(finding) || confirmation?.crashesHere === true;

/** Crashes that no operation answers for, less those that other workers only saw because one of those happened. */
function unexplained(settled: readonly Triaged[]): Triaged[] {
  const crashes = settled.filter(({ finding }) => isCrash(finding));
  const causes = settled.filter((each) => isOfCrash(each.finding.signature) && isCaused(each));
  const explained = new Set(causes.flatMap(({ finding }) => [...finding.outages]));
  return crashes.filter(
    (crash) => !isCaused(crash) && [...crash.finding.outages].some((outage) => !explained.has(outage)),
  );
}
