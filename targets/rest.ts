/** Virtual seconds of the slowest background move a simulator makes: a rollout that stops what it replaces. */
const slowestMoveSeconds = 1000;

/** Time a simulator needs to come to rest, in seconds of the wall; by hand it moves only when told to. */
export function restSecondsAtSpeed(speed: number | "manual"): number {
  return speed === "manual" ? 5 : Math.ceil(4 + slowestMoveSeconds / speed);
}
