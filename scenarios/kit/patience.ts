import type { ScenarioContext } from "./context.ts";

/** Safety factor on the expected duration. */
const allowance = 1.5;

/**
 * The patience for something that takes this many seconds by itself, on any target: with a stepped clock nothing is
 * added, elsewhere the target's own deadline.
 */
export const patienceFor = ({ pace }: Pick<ScenarioContext, "pace">, seconds: number): number =>
  (pace.stepped ? 0 : 1) + (allowance * seconds) / pace.patienceSeconds;
