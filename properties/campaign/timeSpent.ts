import { performance } from "node:perf_hooks";
import type { Purpose } from "../triage/search.ts";

type Activity = "hunting" | Purpose;

/** Seconds that the workers spent, all together. */
export type Spent = Readonly<Record<Activity, number>>;

/** Measures what the workers spend their time on. Plays in the background take none of it. */
export class TimeSpent {
  readonly #milliseconds: Record<Activity, number> = { hunting: 0, replaying: 0, shrinking: 0 };

  async on<Value>(activity: Activity, work: () => Promise<Value>): Promise<Value> {
    const start = performance.now();
    try {
      return await work();
    } finally {
      this.add(activity, performance.now() - start);
    }
  }

  add(activity: Activity, milliseconds: number): void {
    this.#milliseconds[activity] += milliseconds;
  }

  get seconds(): Spent {
    const { hunting, replaying, shrinking } = this.#milliseconds;
    return { hunting: hunting / 1000, replaying: replaying / 1000, shrinking: shrinking / 1000 };
  }

  /** The share of triage, from 0 to 1. */
  get triage(): number {
    const { hunting, replaying, shrinking } = this.seconds;
    const triage = replaying + shrinking;
    return triage === 0 ? 0 : triage / (hunting + triage);
  }
}
