import { performance } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import type { Target, VirtualClock } from "../../targets/target.ts";

/** How time passes for a scenario, in seconds of the target's own clock. */
export interface Pace {
  /** The clock is stopped between calls and advances from one change to the next: every state is observed. */
  readonly stepped: boolean;
  /** The time limit for a condition to become true. */
  readonly patienceSeconds: number;
  /** The time for which a condition must stay true. */
  readonly watchSeconds: number;
  /** Since the scenario began. */
  now(): number;
  /** Lets time pass: to the next background change where the clock is moved step by step, for a moment elsewhere. */
  pass(mostSeconds: number): Promise<void>;
}

export const paceOf = (target: Target): Pace =>
  target.clock?.manual === true ? steppedPace(target.clock) : wallPace(target.restSeconds);

/** Longer than the slowest rollout of the simulator, including crash loops with their growing delays. */
const steppedPatienceSeconds = 4000;
const steppedWatchSeconds = 120;

function steppedPace(clock: VirtualClock): Pace {
  let start: number | undefined;
  let now = 0;
  return {
    stepped: true,
    patienceSeconds: steppedPatienceSeconds,
    watchSeconds: steppedWatchSeconds,
    now: () => now,
    async pass(mostSeconds) {
      start ??= await clock.step(0);
      now = (await clock.step(mostSeconds)) - start;
    },
  };
}

/** The time between two looks at a server with real time. */
const lookSeconds = 0.1;

/** A share of the deadline for rest. */
const wallWatchShare = 0.25;

function wallPace(restSeconds: number): Pace {
  const start = performance.now();
  return {
    stepped: false,
    patienceSeconds: restSeconds,
    watchSeconds: restSeconds * wallWatchShare,
    now: () => (performance.now() - start) / 1000,
    pass: (mostSeconds) => sleep(Math.min(mostSeconds, lookSeconds) * 1000),
  };
}
