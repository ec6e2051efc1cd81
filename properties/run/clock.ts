import { performance } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";

/** How time passes for a run, in milliseconds. */
export interface RunClock {
  now(): number;
  pause(milliseconds: number): Promise<void>;
}

/** Real time. */
export const wallClock: RunClock = {
  now: () => performance.now(),
  pause: async (milliseconds) => {
    await sleep(milliseconds);
  },
};

/** Does not wait: each pause moves the target's clock by the same duration. */
export function steppedClock(skip: (milliseconds: number) => Promise<void>): RunClock {
  let skipped = 0;
  return {
    now: () => performance.now() + skipped,
    pause: async (milliseconds) => {
      if (milliseconds <= 0) return;
      skipped += milliseconds;
      await skip(milliseconds);
    },
  };
}
