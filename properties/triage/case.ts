import { isSame } from "../../checker/signature.ts";
import type { Plan } from "../../commands/language/plan.ts";
import type { Divergence } from "../judge/divergence.ts";
import { sameFault } from "../judge/sameFault.ts";
import { planKey } from "../plans/canonicalPlan.ts";
import type { RunResult } from "../workers/workerPool.ts";
import type { Exchanged } from "./evidence.ts";
import { type Finding, findingSignature, isOfCrash, type Sighting } from "./findings.ts";

/** The shortest plan found for a signature. */
export interface ShrunkPlan {
  readonly plan: Plan;
  readonly divergence: Divergence;
  /** Everything the plan showed when it was verified, in the order in which it was reported. */
  readonly shown: readonly Divergence[];
  /** Requests and replies of the play that verified it. */
  readonly evidence: readonly Exchanged[];
  /** The server's log of that time. */
  readonly log: readonly string[];
  /** fast-check's path to the plan, for information. */
  readonly path: string;
  /** Did it show the signature with the full deadline? False when the time was over first. */
  readonly verified: boolean;
}

/** What each play of a plan showed. */
export type Plays = (readonly Divergence[])[];

/**
 * How far triage is with a finding:
 *
 * - `open`: nothing was done;
 * - `shrinking`: its plan is readable, but there is more to try;
 * - `confirming`: its plan is the shortest so far, but it has not recurred often enough;
 * - `polishing`: its plan is still long, and there is more to try;
 * - `done`: nothing is left to do, also because it does not recur.
 */
export type Stage = "open" | "shrinking" | "confirming" | "polishing" | "done";

/** A play that showed the finding. */
export interface Hit {
  readonly plan: Plan;
  readonly divergence: Divergence;
  readonly played: RunResult;
  readonly since: Date;
}

/** A finding in triage. */
export class Case {
  readonly finding: Finding;
  stage: Stage = "open";
  shrunkPlan: ShrunkPlan | undefined;
  /** The last execution that showed the finding. */
  lastHit: Hit | undefined;
  /** The sighting that triage began with. */
  tried: Sighting | undefined;
  /** Did shrinking try every shorter plan? */
  least = false;
  /** Was it polished? */
  polished = false;
  /** Plays of candidate plans, which shrinking took. */
  executions = 0;
  /** The server crashed or restarted during a play, not counting crashes by the plan itself. */
  restarted = false;
  /** All replays of one plan crashed at the command where the crash was observed. */
  crashesHere = false;
  readonly #plays = new Map<string, Plays>();

  constructor(finding: Finding) {
    this.finding = finding;
  }

  /** The plays of a plan by this triage. */
  playsOf(plan: Plan): Plays {
    return this.#plays.get(planKey(plan)) ?? [];
  }

  note(plan: Plan, shown: readonly Divergence[]): void {
    this.#plays.set(planKey(plan), [...this.playsOf(plan), shown]);
  }

  /** How many of the plays of this plan showed the finding, and how many there were. */
  rateOf(plan: Plan): { hits: number; tries: number } {
    const plays = this.playsOf(plan);
    return { hits: plays.filter((shown) => shownIn(shown, this.finding) !== undefined).length, tries: plays.length };
  }
}

/** The signature itself, or the same fault reported by another read. */
export const shownIn = (shown: readonly Divergence[], { signature }: Finding): Divergence | undefined =>
  shown.find((seen) => isSame(findingSignature(seen), signature)) ??
  shown.find((seen) => sameFault(signature, findingSignature(seen)));

/** Do its plays wait for rest, at the end or before a command? A crash ends them before. */
export function waitsForRest({ finding, shrunkPlan }: Case): boolean {
  const { plan, divergence } = shrunkPlan ?? finding.smallest;
  if (isOfCrash(finding.signature)) return false;
  return divergence.command >= plan.length || plan.some(({ atRest }) => atRest === true);
}

/** A plan of so many commands is readable. */
const readableCommands = 6;

export const isReadable = (plan: Plan): boolean => plan.length <= readableCommands;
