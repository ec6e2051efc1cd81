import { performance } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import type { Target, VirtualClock } from "../../targets/target.ts";

/** How time passes for a scenario, in seconds of the target's own clock. */
export interface Pace {
  /** The clock stands still between calls and is stepped from move to move: every state is seen. */
  readonly stepped: boolean;
  /** How long what must come true may take. */
  readonly patienceSeconds: number;
  /** How long what must stay true is watched. */
  readonly watchSeconds: number;
  /** Since the scenario began. */
  now(): number;
  /** Lets time pass: to the next background move where the clock is stepped, a moment elsewhere. */
  pass(mostSeconds: number): Promise<void>;
}

export const paceOf = (target: Target): Pace =>
  target.clock?.manual === true ? steppedPace(target.clock) : wallPace(target.restSeconds);

/** Longer than the slowest rollout of the simulator, crash loops with their growing delays included. */
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

/** Between two looks at a server whose time is the wall's. */
const lookSeconds = 0.1;

/** Parts of the deadline for rest. */
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
