import type { Plan } from "../../commands/language/plan.ts";
import { slicesOf } from "../../commands/plans/shrink.ts";
import { canonical, planKey } from "../plans/canonicalPlan.ts";
import { type Case, isReadable } from "./case.ts";
import { isCrash, type Sighting } from "./findings.ts";
import { fewExecutions, type Minimized, minimize, mostExecutions, patientExecutions, verified } from "./minimize.ts";
import { reproduceCrash } from "./reproduce.ts";
import { failingCommandOf, replay, shows, type TriageHost } from "./search.ts";

/** So many plays without it prove that a finding does not recur. */
const enoughPlays = 3;
/** Plays that another fault cut short are not counted, but the number of plays is limited. */
const mostReplays = 2 * enoughPlays;

/**
 * Takes a finding one stage further. Stages keep triage useful at any moment: when time is short, every plan is
 * readable although none is the shortest.
 */
export async function advance(about: Case, host: TriageHost): Promise<void> {
  switch (about.stage) {
    case "open":
      return open(about, host);
    case "shrinking":
      return shrink(about, shortestOf(about), host, mostExecutions);
    case "confirming":
      return confirm(about, host);
    case "polishing":
      about.polished = true;
      return shrink(about, shortestOf(about), host, patientExecutions);
    case "done":
      return;
  }
}

/** The shortest plan that triage has observed to show it: its own shrunk plan, or one that another finding led to. */
function shortestOf({ finding: { smallest }, shrunkPlan }: Case): Sighting {
  if (shrunkPlan === undefined || smallest.plan.length < shrunkPlan.plan.length) return smallest;
  return { ...smallest, plan: shrunkPlan.plan, divergence: shrunkPlan.divergence };
}

/** Shows it again with the shortest plan that can show it, and shrinks that one a little. */
async function open(about: Case, host: TriageHost): Promise<void> {
  about.tried = about.finding.smallest;
  const start = isCrash(about.finding) ? await blamed(about, host) : await shownAgain(about, host);
  if (start !== undefined) await shrink(about, start, host, fewExecutions);
  else if (!host.over()) about.stage = "done";
}

/** The shortest plan whose last command crashes the server each time, or else the first plan of the crash if it does. */
async function blamed(about: Case, host: TriageHost): Promise<Sighting | undefined> {
  const { first } = about.finding;
  const slices = shortcuts(first, host).map((plan) => ({
    ...first,
    plan,
    divergence: { ...first.divergence, command: plan.length - 1 },
  }));
  for (const sighting of [...slices, first]) {
    if (host.over()) return undefined;
    about.crashesHere = await reproduceCrash(about, sighting, host);
    if (about.crashesHere) return sighting;
  }
  return undefined;
}

/**
 * The shortest plan that shows the finding again: what its failing command depends on or, if none of these plans shows
 * it, its whole plan. Undefined if nothing shows it again.
 */
async function shownAgain(about: Case, host: TriageHost): Promise<Sighting | undefined> {
  const { smallest } = about.finding;
  if (smallest.again === true) return smallest;
  for (const plan of shortcuts(smallest, host)) {
    if (host.over()) return undefined;
    const divergence = await shows(about, plan, host);
    if (divergence !== undefined) return { ...smallest, plan, divergence };
  }
  // A longer rest is not enough where a divergence shows for a moment only: then the clock must be moved.
  const stepped = host.stepped && !host.over() ? await shows(about, smallest.plan, host) : undefined;
  if (stepped !== undefined) return { ...smallest, divergence: stepped };
  return (await recurs(about, smallest, host)) ? smallest : undefined;
}

/**
 * Plans that may show a sighting and are shorter than its own. A law creates what its set-up lacks. All except the
 * longest have canonical names, which most divergences do not depend on.
 */
function shortcuts(sighting: Sighting, host: TriageHost): Plan[] {
  const { plan, divergence } = sighting;
  const slices =
    divergence.clock === "law"
      ? [plan.slice(0, 1)]
      : slicesOf(plan, host.planOptions.abilities, failingCommandOf(sighting));
  return [...slices.slice(0, -1).map(canonical), ...slices.slice(-1)].filter(
    (slice) => slice.length > 0 && slice.length < plan.length,
  );
}

/** Replays a plan until it shows the finding, or often enough to say that it does not. */
async function recurs(about: Case, sighting: Sighting, host: TriageHost): Promise<boolean> {
  for (let replays = 0; replays < mostReplays && !host.over(); replays++) {
    await replay(about, sighting, host);
    const { hits, tries } = about.rateOf(sighting.plan);
    if (hits > 0) return true;
    if (tries >= enoughPlays) return false;
  }
  return false;
}

async function shrink(about: Case, start: Sighting, host: TriageHost, most: number): Promise<void> {
  const minimized = await minimize(about, start, host, most);
  const { shortest, least } = minimized;
  if (about.shrunkPlan === undefined || planKey(shortest.plan) !== planKey(about.shrunkPlan.plan))
    about.shrunkPlan = (await verifiedPlan(about, start, minimized, host)) ?? about.shrunkPlan;
  if (host.over()) return;
  about.least = least;
  if (about.shrunkPlan === undefined) about.stage = "done";
  else about.stage = least || most >= mostExecutions ? "confirming" : "shrinking";
  if (about.stage === "confirming" && isConfirmed(about, host)) about.stage = afterConfirmation(about);
}

/** To polish a plan that is readable costs more than it helps. */
const afterConfirmation = (about: Case): Case["stage"] =>
  about.least || about.polished || isReadable(about.shrunkPlan?.plan ?? []) ? "done" : "polishing";

/** Without the full deadline a shorter plan may show what it does not show with it: then the longer plan may. */
async function verifiedPlan(about: Case, start: Sighting, minimized: Minimized, host: TriageHost) {
  const plan = await verified(about, minimized, host);
  if (plan !== undefined || planKey(start.plan) === planKey(minimized.shortest.plan)) return plan;
  return verified(about, { ...minimized, shortest: start }, host);
}

/** Is it sure enough that the finding recurs? */
function isConfirmed(about: Case, { enoughPlays }: TriageHost): boolean {
  const { finding, shrunkPlan } = about;
  if (shrunkPlan === undefined) return false;
  return finding.seen >= enoughPlays || about.rateOf(shrunkPlan.plan).tries >= enoughPlays;
}

async function confirm(about: Case, host: TriageHost): Promise<void> {
  const { finding, shrunkPlan } = about;
  if (shrunkPlan === undefined) return;
  for (let replays = 0; replays < mostReplays && !isConfirmed(about, host) && !host.over(); replays++)
    await replay(about, { ...finding.smallest, plan: shrunkPlan.plan, divergence: shrunkPlan.divergence }, host);
  if (!host.over()) about.stage = afterConfirmation(about);
}
