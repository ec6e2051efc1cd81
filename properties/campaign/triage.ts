import { isSame, type Signature, text } from "../../checker/signature.ts";
import type { Plan } from "../../commands/language/plan.ts";
import { sameCause } from "../judge/sameFault.ts";
import { planKey } from "../plans/canonicalPlan.ts";
import { deduplicate } from "../triage/deduplicate.ts";
import { type Finding, findingSignature, isOfCrash, isOfRest, isShownAs, stopWhenShown } from "../triage/findings.ts";
import { fewExecutions, minimize, mostExecutions, type ShrinkHost, type ShrunkPlan } from "../triage/minimize.ts";
import { type ReportedFault, reportedFaultOf, spontaneousCrash, type Triaged } from "../triage/reportedFault.ts";
import { isCrash, type Reproduction, reproduce } from "../triage/reproduce.ts";
import { inParallel } from "../workers/inParallel.ts";
import { serverLog } from "../workers/serverLog.ts";
import type { PlayOptions, RunResult } from "../workers/workerPool.ts";
import { type CampaignState, isOver, noteMistake, playSafely } from "./campaignState.ts";

/**
 * A shrinking run waits at most this many times the slowest observed rest. A shrunk plan does less than the plan it
 * comes from, so the margin is for a slower machine.
 */
const restFactor = 5;
const leastRestMilliseconds = 200;

/**
 * Replays, shrinks and deduplicates the findings. `graceDeadline` resolves when hanging plays are no longer waited for.
 */
export async function triage(state: CampaignState, graceDeadline: Promise<void>): Promise<ReportedFault[]> {
  const findings = state.findings.inOrder();
  const reproductions = new Map<Finding, Reproduction>();
  const shrunkPlans = new Map<Finding, ShrunkPlan>();
  await Promise.race([reproduceAll(state, findings, reproductions), graceDeadline]);
  const stepped = state.pool.target.clock !== undefined;
  const worthwhile = findings.filter((finding) => isWorthShrinking(finding, reproductions.get(finding), stepped));
  await Promise.race([minimizeAll(state, worthwhile, shrunkPlans), graceDeadline]);
  const triaged = findings.map((finding) => ({
    finding,
    reproduction: reproductions.get(finding),
    shrunkPlan: usable(shrunkPlans.get(finding), reproductions.get(finding)),
  }));
  return deduplicate([
    ...triaged.filter(isCaused).map(reportedFaultOf),
    ...[spontaneousCrash(unexplained(triaged), state.pool.outages.uptimes)].filter((crash) => crash !== undefined),
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
    for (const [finding, reproduction] of await reproduce(
      first.plan,
      group,
      state.findings,
      play,
      state.pool.outages.uptimes,
    ))
      into.set(finding, reproduction);
    state.done += group.length;
  });
}

/**
 * Is it worth shrinking? Yes, if it was reproduced, also in the replay of another plan; crashes only with a cause.
 * Where the clock can be moved, shrinking may reproduce a state that three replays missed.
 */
function isWorthShrinking(finding: Finding, reproduction: Reproduction | undefined, stepped: boolean): boolean {
  if (reproduction === undefined) return false;
  if (isCrash(finding)) return reproduction.crashesHere;
  return reproduction.hits > 0 || stepped || finding.smallest.plan !== finding.first.plan;
}

/** If no replay reproduced it, keeps a shrunk plan only if it was verified. */
const usable = (shrunkPlan: ShrunkPlan | undefined, reproduction: Reproduction | undefined): ShrunkPlan | undefined =>
  shrunkPlan?.verified === true || (reproduction?.hits ?? 0) > 0 ? shrunkPlan : undefined;

/**
 * Shrinks each finding a little before it shrinks any completely: when time is short, every plan is readable although
 * none is the shortest.
 */
async function minimizeAll(state: CampaignState, findings: Finding[], into: Map<Finding, ShrunkPlan>): Promise<void> {
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
  into: Map<Finding, ShrunkPlan>,
): Promise<void> {
  const finished = new Map([...into].filter(([, { least }]) => least));
  await inParallel(state.pool.count, findings, async (finding, worker) => {
    if (isOver(state)) return;
    const { properties } = finding.first;
    const host: ShrinkHost = {
      planOptions: state.options.plan,
      shortRest: shortRest(state),
      over: () => isOver(state),
      mistake: (error) => noteMistake(state, "shrinking", error),
      log: (since, prefix) => serverLog(state.pool.target, since, prefix),
      play: (plan, options) => playAgain(state, worker, plan, [finding], { ...options, properties }),
    };
    const shrunkPlan = shownByAnother(finding, finished) ?? (await minimize(finding, host, most));
    finished.set(finding, shrunkPlan);
    into.set(finding, better(into.get(finding), shrunkPlan));
    state.done++;
  });
}

/** Keeps the verified plan of an earlier round, unless the later round found a shorter one. */
function better(before: ShrunkPlan | undefined, after: ShrunkPlan): ShrunkPlan {
  if (before === undefined || !before.verified) return after;
  const executions = before.executions + after.executions;
  return after.verified ? { ...after, executions } : { ...before, executions };
}

/** A shrunk plan of another finding that shows this one too, with the same cause. */
function shownByAnother({ signature }: Finding, shrunkPlans: ReadonlyMap<Finding, ShrunkPlan>): ShrunkPlan | undefined {
  for (const shrunkPlan of shrunkPlans.values()) {
    const divergence = shrunkPlan.shown.find((seen) => isSame(findingSignature(seen), signature));
    if (shrunkPlan.verified && divergence !== undefined && sameCause(shrunkPlan.divergence, divergence))
      return { ...shrunkPlan, divergence, executions: 0 };
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

const isCaused = ({ finding, reproduction }: Triaged): boolean =>
  !isCrash(finding) || reproduction?.crashesHere === true;

/**
 * Crashes that no operation causes, without those that other workers observed because of a crash that one does cause.
 */
function unexplained(triaged: readonly Triaged[]): Triaged[] {
  const crashes = triaged.filter(({ finding }) => isCrash(finding));
  const causes = triaged.filter((each) => isOfCrash(each.finding.signature) && isCaused(each));
  const explained = new Set(causes.flatMap(({ finding }) => [...finding.outages]));
  return crashes.filter(
    (crash) => !isCaused(crash) && [...crash.finding.outages].some((outage) => !explained.has(outage)),
  );
}
