/** Virtual seconds of the simulator's slowest background change: a rollout that stops the tasks it replaces. */
const slowestMoveSeconds = 1000;

/** Real seconds until a simulator is at rest; with a manual clock it changes only when the clock is moved. */
export function restSecondsAtSpeed(speed: number | "manual"): number {
  return speed === "manual" ? 5 : Math.ceil(4 + slowestMoveSeconds / speed);
}
