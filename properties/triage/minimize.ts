import * as fc from "fast-check";
import { isSame, text } from "../../checker/signature.ts";
import type { Plan } from "../../commands/language/plan.ts";
import { PlanArbitrary } from "../../commands/plans/arbitrary.ts";
import { lastWriteAbout } from "../../commands/plans/backwardSlice.ts";
import type { PlanOptions } from "../../commands/plans/generate.ts";
import type { Divergence } from "../judge/divergence.ts";
import { sameFault } from "../judge/sameFault.ts";
import { canonical, planKey } from "../plans/canonicalPlan.ts";
import type { PlayOptions, RunResult } from "../workers/workerPool.ts";
import { type Exchanged, evidenceOf } from "./evidence.ts";
import { type Finding, findingSignature, isOfRest, type Sighting, stopWhenShown } from "./findings.ts";

/** The limit of executions to shrink one signature (docs/architecture.md#a-campaign). */
export const mostExecutions = 60;
/** Enough to reduce a plan to what its failing command depends on, which is most of the work. */
export const fewExecutions = 10;
/** Executions reserved for renaming and for the final check with the full deadline. */
const reserved = 3;

/** What shrinking needs of the campaign. */
export interface ShrinkHost {
  /** Plays a plan; undefined when the campaign has no time left or the server did not recover. */
  play(
    plan: Plan,
    options: Pick<PlayOptions, "stopWhen" | "restMilliseconds" | "stepped">,
  ): Promise<RunResult | undefined>;
  readonly planOptions: PlanOptions;
  /** The server's log since then, without this prefix. */
  log(since: Date, prefix: string): Promise<readonly string[]>;
  /** How long an execution waits for rest. */
  readonly shortRest: number | undefined;
  /** Records an internal error of kecs-fuzz: the campaign ends with status 70. */
  mistake(error: unknown): void;
  /** True when nothing more may be played. */
  over(): boolean;
}

/** The shortest plan found for a signature. */
export interface ShrunkPlan {
  readonly plan: Plan;
  readonly divergence: Divergence;
  /** Everything the plan shows, in the order in which it was reported. */
  readonly shown: readonly Divergence[];
  /** Requests and replies of the execution that verified it. */
  readonly evidence: readonly Exchanged[];
  /** The server's log of that time. */
  readonly log: readonly string[];
  readonly executions: number;
  /** fast-check's path to the plan, for information. */
  readonly path: string;
  /**
   * Verified with the full deadline? False when the time was over first, or the shorter plan did not show the signature
   * then.
   */
  readonly verified: boolean;
  /** No smaller plan is left to try. */
  readonly least: boolean;
}

/**
 * Shrinks a plan to the shortest that still shows the signature. fast-check plays the plans that `PlanArbitrary`
 * proposes; the property only says whether the signature was shown.
 */
export async function minimize(finding: Finding, host: ShrinkHost, most = mostExecutions): Promise<ShrunkPlan> {
  const start = finding.smallest;
  const startKey = planKey(start.plan);
  const failing = new WeakMap<Plan, number>([[start.plan, placeOf(start)]]);
  const stopWhen = stopWhenShown([finding], isOfRest(start));
  let best = start;
  let executions = 0;
  const spent = () => executions >= most - reserved || host.over();
  const shows = async (plan: Plan): Promise<Divergence | undefined> => {
    for (let attempt = 0; attempt < 2; attempt++) {
      executions++;
      const played = await host.play(plan, { stopWhen, restMilliseconds: host.shortRest, stepped: true });
      if (played === undefined) return undefined;
      const divergence = shownIn(played, finding);
      if (divergence !== undefined) return played.disturbed ? undefined : divergence;
      if (!played.disturbed && (!played.crashed || finding.signature.kind === "crash")) return undefined;
      if (spent()) return undefined;
    }
    return undefined;
  };
  const property = fc.asyncProperty(new Bounded(host, failing, spent), async (plan) => {
    if (planKey(plan) === startKey) throw new Error(text(finding.signature));
    if (spent()) return;
    const divergence = await shows(plan);
    if (divergence === undefined) return;
    best = { ...start, plan, divergence };
    failing.set(plan, placeOf(best));
    throw new Error(text(finding.signature));
  });
  const details = await fc.check(property, { examples: [[start.plan]], numRuns: 1 });
  const least = !spent();
  const renamed = canonical(best.plan);
  if (planKey(renamed) !== planKey(best.plan) && !host.over()) {
    const divergence = await shows(renamed);
    if (divergence !== undefined) best = { ...start, plan: renamed, divergence };
  }
  const path = details.counterexamplePath ?? "0";
  for (let attempt = 0; attempt < 2 && !host.over(); attempt++) {
    executions++;
    const since = new Date();
    const played = await host.play(best.plan, { stopWhen: stopWhenShown([finding], isOfRest(best)) });
    const divergence = played && shownIn(played, finding);
    if (played === undefined || divergence === undefined) continue;
    const evidence = evidenceOf(played, divergence);
    const log = await host.log(since, played.prefix);
    const shown = played.divergences;
    return { plan: best.plan, divergence, shown, evidence, log, executions, path, verified: true, least };
  }
  const last = host.over() ? best : start;
  return { ...last, shown: [last.divergence], evidence: [], log: [], executions, path, verified: false, least };
}

/** The command from which to slice backwards; for a divergence at rest, the last write to the resource. */
function placeOf({ plan, divergence }: Sighting): number {
  const { command, resource } = divergence;
  return command >= plan.length && resource !== undefined ? (lastWriteAbout(plan, resource) ?? command) : command;
}

/** The signature itself, or the same fault reported by another read. */
const shownIn = (played: RunResult, { signature }: Finding): Divergence | undefined =>
  played.divergences.find((seen) => isSame(findingSignature(seen), signature)) ??
  played.divergences.find((seen) => sameFault(signature, findingSignature(seen)));

/**
 * Proposes nothing more once the budget is spent. If a proposal fails with an error, keeps what was found and records
 * the error.
 */
class Bounded extends PlanArbitrary {
  readonly #host: ShrinkHost;
  readonly #spent: () => boolean;

  constructor(host: ShrinkHost, failing: WeakMap<Plan, number>, spent: () => boolean) {
    super(host.planOptions, failing);
    this.#host = host;
    this.#spent = spent;
  }

  override shrink(plan: Plan, context?: unknown): fc.Stream<fc.Value<Plan>> {
    return fc.stream(this.#safely(super.shrink(plan, context)));
  }

  *#safely(plans: fc.Stream<fc.Value<Plan>>): Generator<fc.Value<Plan>> {
    try {
      for (const plan of plans) {
        if (this.#spent()) return;
        yield plan;
      }
    } catch (error) {
      this.#host.mistake(error);
    }
  }
}
