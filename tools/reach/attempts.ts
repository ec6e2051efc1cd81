import { SymbolicRun } from "../../commands/language/symbolicRun.ts";
import { defaultPlanOptions, type PlanOptions } from "../../commands/plans/generate.ts";
import { outcomeKey, pairsOf } from "../../commands/plans/guidance/attempt.ts";
import { PlanSource } from "../../properties/plans/planSource.ts";

/** How often each outcome and each pair of a state class and an operation occurred. */
export interface Attempts {
  readonly outcomes: Map<string, number>;
  readonly pairs: Map<string, number>;
  /** In how many plans each of both occurred. */
  readonly plans: Map<string, number>;
}

/** What the plans of a seed attempt, as the model alone plays them; `after` is called after each plan. */
export function attemptsOf(
  seed: number,
  plans: number,
  options: Partial<PlanOptions>,
  after: (plans: number, attempts: Attempts) => void = () => {},
): Attempts {
  const attempts: Attempts = { outcomes: new Map(), pairs: new Map(), plans: new Map() };
  const source = new PlanSource(seed, { ...defaultPlanOptions, ...options });
  for (let run = 0; run < plans; run++) {
    const symbolicRun = new SymbolicRun(defaultPlanOptions.abilities);
    const inPlan = new Set<string>();
    for (const command of source.at(run)) {
      const prediction = symbolicRun.predict(command);
      if (prediction !== undefined) {
        const outcome = outcomeKey(command.operation, prediction.result);
        const pairs = pairsOf(symbolicRun, command);
        count(attempts.outcomes, outcome);
        for (const pair of pairs) count(attempts.pairs, pair);
        for (const key of [outcome, ...pairs]) inPlan.add(key);
      }
      symbolicRun.add(command);
    }
    for (const key of inPlan) count(attempts.plans, key);
    after(run + 1, attempts);
  }
  return attempts;
}

const count = (counts: Map<string, number>, key: string): void => void counts.set(key, (counts.get(key) ?? 0) + 1);
