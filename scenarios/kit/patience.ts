import type { ScenarioContext } from "./context.ts";

/** Some more than what it takes, for what happens on the way. */
const allowance = 1.5;

/**
 * Patience for what takes so many seconds by itself, whatever the target: where the clock is stepped nothing comes on
 * top of that, elsewhere the target's own deadline does.
 */
export const patienceFor = ({ pace }: Pick<ScenarioContext, "pace">, seconds: number): number =>
  (pace.stepped ? 0 : 1) + (allowance * seconds) / pace.patienceSeconds;
