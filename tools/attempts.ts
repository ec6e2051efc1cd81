import { SymbolicRun } from "../commands/language/symbolicRun.ts";
import { defaultPlanOptions, type PlanOptions } from "../commands/plans/generate.ts";
import { outcomeKey, pairsOf } from "../commands/plans/guidance/attempt.ts";
import { PlanSource } from "../properties/plans/planSource.ts";

/** How often each outcome and each pair of a state class and an operation occurred. */
export interface Attempts {
  readonly outcomes: Map<string, number>;
  readonly pairs: Map<string, number>;
}

/** What the plans of a seed attempt, as the model alone plays them; `after` is called after each plan. */
export function attemptsOf(
  seed: number,
  plans: number,
  options: Partial<PlanOptions>,
  after: (plans: number, attempts: Attempts) => void = () => {},
): Attempts {
  const attempts: Attempts = { outcomes: new Map(), pairs: new Map() };
  const source = new PlanSource(seed, { ...defaultPlanOptions, ...options });
  for (let run = 0; run < plans; run++) {
    const symbolicRun = new SymbolicRun(defaultPlanOptions.abilities);
    for (const command of source.at(run)) {
      const prediction = symbolicRun.predict(command);
      if (prediction !== undefined) {
        count(attempts.outcomes, outcomeKey(command.operation, prediction.result));
        for (const pair of pairsOf(symbolicRun, command)) count(attempts.pairs, pair);
      }
      symbolicRun.add(command);
    }
    after(run + 1, attempts);
  }
  return attempts;
}

const count = (counts: Map<string, number>, key: string): void => void counts.set(key, (counts.get(key) ?? 0) + 1);
