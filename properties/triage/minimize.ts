import * as fc from "fast-check";
import { text } from "../../checker/signature.ts";
import type { Plan } from "../../commands/language/plan.ts";
import { type FailingCommands, PlanArbitrary } from "../../commands/plans/arbitrary.ts";
import { canonical, planKey } from "../plans/canonicalPlan.ts";
import { type Case, type Hit, isReadable, type ShrunkPlan, shownIn } from "./case.ts";
import { evidenceOf } from "./evidence.ts";
import type { Sighting } from "./findings.ts";
import { failingCommandOf, replay, shows, type TriageHost, waitsForNothing } from "./search.ts";

/** The limit of executions to shrink one signature, as long as others wait (docs/architecture.md#a-campaign). */
export const mostExecutions = 25;
/** The limit for a plan that is still long, when every finding has a shrunk plan. */
export const patientExecutions = 60;
/** Enough to reduce a plan to what its failing command depends on, which is most of the work. */
export const fewExecutions = 6;
/** So many if the plan is not readable before. */
export const executionsUntilReadable = 12;

/** So many proposals that only simplify inputs come with these: few commands make a plan readable. */
const fewInputs = 2;

/** A shorter plan, and whether a still shorter one is left to try. */
export interface Minimized {
  readonly shortest: Sighting;
  readonly least: boolean;
  readonly path: string;
}

/**
 * Searches for the shortest plan that still shows the signature, from one that does. fast-check plays the plans that
 * `PlanArbitrary` proposes; the property only says whether the signature was shown. A plan that was played before is
 * not played again.
 */
export async function minimize(about: Case, start: Sighting, host: TriageHost, most: number): Promise<Minimized> {
  // The set-up of a law does not show its cause, so that its inputs do not matter.
  if (start.divergence.clock === "law" && start.plan.length === 1) return { shortest: start, least: true, path: "0" };
  const { signature } = about.finding;
  const startKey = planKey(start.plan);
  const thorough = most > fewExecutions;
  const failing: FailingCommands = new WeakMap([[start.plan, failingCommandOf(start, thorough)]]);
  let shortest = start;
  const limit = () => (isReadable(shortest.plan) ? most : Math.max(most, executionsUntilReadable));
  const spent = () => about.executions >= limit() || host.over();
  const proposals = new Bounded(host, failing, spent, thorough ? Number.POSITIVE_INFINITY : fewInputs);
  const property = fc.asyncProperty(proposals, async (plan) => {
    if (planKey(plan) === startKey) throw new Error(text(signature));
    if (spent()) return;
    const divergence = await shows(about, plan, host);
    if (divergence === undefined) return;
    shortest = { ...start, plan, divergence };
    failing.set(plan, failingCommandOf(shortest, thorough));
    throw new Error(text(signature));
  });
  const details = await fc.check(property, { examples: [[start.plan]], numRuns: 1 });
  return { shortest, least: !spent() && !proposals.isCut, path: details.counterexamplePath ?? "0" };
}

/**
 * Verifies the shortest plan with the full deadline, with its names in canonical form if it shows the signature then
 * too. Undefined when the shorter plan did not show it.
 */
export async function verified(
  about: Case,
  { shortest, path }: Minimized,
  host: TriageHost,
): Promise<ShrunkPlan | undefined> {
  const renamed = { ...shortest, plan: canonical(shortest.plan) };
  const isRenamed = planKey(renamed.plan) !== planKey(shortest.plan);
  for (const sighting of isRenamed ? [renamed, shortest, shortest] : [shortest, shortest]) {
    if (host.over()) break;
    const hit = lastHitOf(about, sighting, host) ?? (await hitBy(about, sighting, host));
    if (hit === undefined) continue;
    const { plan, divergence, played, since } = hit;
    const log = await host.log(since, played.prefix);
    const evidence = evidenceOf(played, divergence);
    return { plan, divergence, shown: played.divergences, evidence, log, path, verified: true };
  }
  return host.over() ? unverified(shortest, path) : undefined;
}

/** The last execution, if it was the same as a replay of this plan. */
const lastHitOf = ({ lastHit }: Case, { plan }: Sighting, host: TriageHost): Hit | undefined =>
  lastHit !== undefined && planKey(lastHit.plan) === planKey(plan) && waitsForNothing(lastHit, host)
    ? lastHit
    : undefined;

async function hitBy(about: Case, sighting: Sighting, host: TriageHost): Promise<Hit | undefined> {
  const since = new Date();
  const played = await replay(about, sighting, host);
  const divergence = played && shownIn(played.divergences, about.finding);
  return divergence && { plan: sighting.plan, divergence, played, since };
}

const unverified = ({ plan, divergence }: Sighting, path: string): ShrunkPlan => ({
  plan,
  divergence,
  shown: [divergence],
  evidence: [],
  log: [],
  path,
  verified: false,
});

/**
 * Proposes nothing more once the budget is spent. If a proposal fails with an error, keeps what was found and records
 * the error.
 */
class Bounded extends PlanArbitrary {
  /** Were proposals left out that only simplify inputs? */
  isCut = false;
  readonly #host: TriageHost;
  readonly #spent: () => boolean;
  #inputsLeft: number;

  constructor(host: TriageHost, failing: FailingCommands, spent: () => boolean, mostInputs: number) {
    super(host.planOptions, failing);
    this.#host = host;
    this.#spent = spent;
    this.#inputsLeft = mostInputs;
  }

  override shrink(plan: Plan, context?: unknown): fc.Stream<fc.Value<Plan>> {
    return fc.stream(this.#safely(plan.length, super.shrink(plan, context)));
  }

  *#safely(commands: number, plans: fc.Stream<fc.Value<Plan>>): Generator<fc.Value<Plan>> {
    try {
      for (const plan of plans) {
        if (this.#spent()) return;
        if (plan.value.length === commands && this.#inputsLeft-- <= 0) {
          this.isCut = true;
          return;
        }
        yield plan;
      }
    } catch (error) {
      this.#host.mistake(error);
    }
  }
}
