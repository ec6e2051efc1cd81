import * as fc from "fast-check";
import type { Abilities } from "../../model/language/step.ts";
import { isPlan, type Plan } from "../language/plan.ts";
import { generate, type PlanOptions } from "./generate.ts";
import { type FailingCommand, smallerPlans } from "./shrink.ts";

/** What a search for smaller plans remembers from one success to the next. */
interface Tried {
  readonly plans: Set<string>;
  /** Changes proposed since the last success, by the plan they make. */
  readonly asked: Map<string, string>;
  /** Changes after which the property held, so that they did not work. */
  readonly refused: Set<string>;
}

const nothingTried = (): Tried => ({ plans: new Set(), asked: new Map(), refused: new Set() });

/**
 * The failing command of a plan, which the property passes to the shrinker: by identity, because plans are plain data.
 */
export type FailingCommands = WeakMap<Plan, FailingCommand>;

/**
 * Plans as a fast-check arbitrary: generated with the model, and shrunk along dependences. Every candidate is tried
 * once, although fast-check calls `shrink` again after each success.
 */
export class PlanArbitrary extends fc.Arbitrary<Plan> {
  readonly #options: PlanOptions;
  readonly #failing: FailingCommands;

  constructor(options: PlanOptions, failing: FailingCommands = new WeakMap()) {
    super();
    this.#options = options;
    this.#failing = failing;
  }

  override generate(random: fc.Random): fc.Value<Plan> {
    return new fc.Value(generate(random, this.#options), nothingTried());
  }

  override canShrinkWithoutContext(value: unknown): value is Plan {
    return isPlan(value);
  }

  override shrink(plan: Plan, context?: unknown): fc.Stream<fc.Value<Plan>> {
    const tried = (context as Tried | undefined) ?? nothingTried();
    const key = JSON.stringify(plan);
    tried.plans.add(key);
    // This plan failed, so every other plan that was proposed since the last success did not.
    for (const [other, change] of tried.asked) if (other !== key) tried.refused.add(change);
    tried.asked.clear();
    return fc
      .stream(untried(plan, this.#options.abilities, tried, this.#failing))
      .map((smaller) => new fc.Value(smaller, tried));
  }
}

function* untried(plan: Plan, abilities: Abilities, tried: Tried, failing: FailingCommands): Generator<Plan> {
  for (const { plan: smaller, change } of smallerPlans(plan, abilities, failing.get(plan), tried.refused)) {
    const key = JSON.stringify(smaller);
    if (smaller.length === 0 || tried.plans.has(key)) continue;
    tried.plans.add(key);
    if (change !== undefined) tried.asked.set(key, change);
    yield smaller;
  }
}
