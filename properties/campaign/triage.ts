import type { Plan } from "../../commands/language/plan.ts";
import { isBeside } from "../judge/sameFault.ts";
import { planKey } from "../plans/canonicalPlan.ts";
import { mergeSymptoms } from "../triage/deduplicate.ts";
import { causeOf, type Finding, isOfCrash, isOfRest, isShownAs, soughtOf } from "../triage/findings.ts";
import { type Bench, fewExecutions, type Minimal, minimize, mostExecutions } from "../triage/minimize.ts";
import { type Entry, entryOf, type Settled, spontaneousCrash } from "../triage/reportedFault.ts";
import { type Confirmation, confirm, isCrash } from "../triage/reproduce.ts";
import { inParallel } from "../workers/inParallel.ts";
import { serverLog } from "../workers/serverLog.ts";
import type { Played, PlayOptions } from "../workers/workerPool.ts";
import { type Course, over, playSafely } from "./campaignState.ts";

/** A shrinking run waits at most so many times the slowest rest that was seen. */
const restFactor = 5;
const leastRestMilliseconds = 200;

/**
 * Replays, shrinks and merges what hunting found. `whole` ends the waiting for plays that hang: what is known by
 * then is reported.
 */
export async function settleAll(course: Course, whole: Promise<void>): Promise<Entry[]> {
  const findings = course.findings.inOrder();
  const confirmations = new Map<Finding, Confirmation>();
  const minimals = new Map<Finding, Minimal>();
  await Promise.race([confirmAll(course, findings, confirmations), whole]);
  const stepped = course.players.target.clock !== undefined;
  const worthwhile = findings.filter((finding) => isWorthShrinking(finding, confirmations.get(finding), stepped));
  await Promise.race([minimizeAll(course, worthwhile, minimals), whole]);
  const settled = findings.map((finding) => ({
    finding,
    confirmation: confirmations.get(finding),
    minimal: heldIn(minimals.get(finding), confirmations.get(finding)),
  }));
  return mergeSymptoms([
    ...settled.filter(isCaused).map(entryOf),
    ...[spontaneousCrash(unexplained(settled), course.players.outages.uptimes)].filter((crash) => crash !== undefined),
  ]);
}

async function confirmAll(course: Course, findings: Finding[], into: Map<Finding, Confirmation>): Promise<void> {
  course.phase = "replaying";
  course.done = 0;
  course.todo = findings.length;
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = `${finding.first.properties} ${planKey(finding.first.plan)}`;
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  await inParallel(course.players.count, groups.values(), async (group, worker) => {
    if (over(course)) return;
    const [{ first }] = group as [Finding, ...Finding[]];
    const { properties } = first;
    const atRest = course.players.target.clock !== undefined || group.some((finding) => isOfRest(finding.first));
    const sought = soughtOf(group, atRest);
    const play = (plan: Plan) => playAgain(course, worker, plan, group, { properties, sought });
    for (const [finding, confirmation] of await confirm(
      first.plan,
      group,
      course.findings,
      play,
      course.players.outages.uptimes,
    ))
      into.set(finding, confirmation);
    course.done += group.length;
  });
}

/**
 * What came back, be it in the replay of another's plan; of crashes only those that have a cause. Where the clock can
 * be stepped, a moment that three replays missed may come back for sure.
 */
function isWorthShrinking(finding: Finding, confirmation: Confirmation | undefined, stepped: boolean): boolean {
  if (confirmation === undefined) return false;
  if (isCrash(finding)) return confirmation.crashesHere;
  return confirmation.hits > 0 || stepped || finding.smallest.plan !== finding.first.plan;
}

/** Of what never came back only a plan that was pinned is a shorter one. */
const heldIn = (minimal: Minimal | undefined, confirmation: Confirmation | undefined): Minimal | undefined =>
  minimal?.pinned === true || (confirmation?.hits ?? 0) > 0 ? minimal : undefined;

/** Shrinks each a little before any to the end: where time is short, every plan is readable and none is perfect. */
async function minimizeAll(course: Course, findings: Finding[], into: Map<Finding, Minimal>): Promise<void> {
  course.phase = "shrinking";
  for (const most of [fewExecutions, mostExecutions]) {
    const left = findings.filter((finding) => into.get(finding)?.least !== true);
    course.done = 0;
    course.todo = left.length;
    await minimizeEach(course, left, most, into);
  }
}

async function minimizeEach(
  course: Course,
  findings: readonly Finding[],
  most: number,
  into: Map<Finding, Minimal>,
): Promise<void> {
  const settled = new Map([...into].filter(([, { least }]) => least));
  await inParallel(course.players.count, findings, async (finding, worker) => {
    if (over(course)) return;
    const { properties } = finding.first;
    const bench: Bench = {
      planOptions: course.options.plan,
      shortRest: shortRest(course),
      over: () => over(course),
      log: (since, prefix) => serverLog(course.players.target, since, prefix),
      play: (plan, options) => playAgain(course, worker, plan, [finding], { ...options, properties }),
    };
    const minimal = shownBeside(finding, settled) ?? (await minimize(finding, bench, most));
    settled.set(finding, minimal);
    into.set(finding, better(into.get(finding), minimal));
    course.done++;
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
    const divergence = minimal.shown.find((seen) => causeOf(seen) === signature);
    if (minimal.pinned && divergence !== undefined && isBeside(minimal.divergence, divergence))
      return { ...minimal, divergence, executions: 0 };
  }
  return undefined;
}

const shortRest = ({ players }: Course): number | undefined =>
  players.slowestRest === 0 || players.target.clock !== undefined
    ? undefined
    : Math.min(players.restMilliseconds, Math.max(leastRestMilliseconds, restFactor * players.slowestRest));

async function playAgain(
  course: Course,
  worker: number,
  plan: Plan,
  about: readonly Finding[],
  options: Pick<PlayOptions, "sought" | "restMilliseconds" | "properties" | "stepped">,
): Promise<Played | undefined> {
  const { players, afterwards: tally, ended: signal, findings, awaited } = course;
  const isKnown = (signature: string) =>
    awaited.has(signature) && !about.some((finding) => isShownAs(finding, signature));
  course.replays++;
  const played = await playSafely(course, "a replay", () =>
    players.play(worker, plan, { ...options, tally, signal, isKnown }),
  );
  if (played !== undefined && !played.disturbed) findings.learn(plan, played);
  return signal.aborted ? undefined : played;
}

const isCaused = ({ finding, confirmation }: Settled): boolean =>
  !isCrash(finding) || confirmation?.crashesHere === true;

/** Crashes that no operation answers for, less those that other workers only saw because one of those happened. */
function unexplained(settled: readonly Settled[]): Settled[] {
  const crashes = settled.filter(({ finding }) => isCrash(finding));
  const causes = settled.filter((each) => isOfCrash(each.finding.signature) && isCaused(each));
  const explained = new Set(causes.flatMap(({ finding }) => [...finding.outages]));
  return crashes.filter(
    (crash) => !isCaused(crash) && [...crash.finding.outages].some((outage) => !explained.has(outage)),
  );
}
