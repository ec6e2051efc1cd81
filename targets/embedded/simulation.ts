import type { BugName } from "./bugs.ts";
import { seededRandom } from "./random.ts";
import { emptyState, type State } from "./state/state.ts";
import { Traffic } from "./tasks/traffic.ts";
import { VirtualClock } from "./time/clock.ts";

export interface SimulationOptions {
  readonly speed: number | "manual";
  readonly jitter: boolean;
  readonly seed: number;
  readonly bug: BugName | undefined;
  readonly account: string;
  readonly region: string;
  /** Tasks can be reached at their addresses. */
  readonly traffic: boolean;
}

/** One life of the server: what it remembers, its time and its whims. A restart makes a new one. */
export class Simulation {
  readonly account: string;
  readonly region: string;
  readonly clock: VirtualClock;
  readonly state: State = emptyState();
  readonly traffic: Traffic | undefined;
  readonly #jitter: boolean;
  readonly #random: () => number;
  readonly #bug: BugName | undefined;

  constructor(options: SimulationOptions) {
    this.account = options.account;
    this.region = options.region;
    this.clock = new VirtualClock(options.speed);
    if (options.traffic) this.traffic = new Traffic();
    this.#jitter = options.jitter;
    this.#random = seededRandom(options.seed);
    this.#bug = options.bug;
  }

  /** Nothing happens in it any more. */
  end(): void {
    this.clock.stop();
    this.traffic?.closeAll();
  }

  /** Whether this fault is planted. */
  bugged(bug: BugName): boolean {
    return this.#bug === bug;
  }

  /** Runs a background move after about so many virtual seconds. */
  after(seconds: number, action: () => void) {
    if (!this.#jitter) return this.clock.after(seconds, action);
    return this.clock.after(seconds * (0.5 + 1.5 * this.#random()), action, this.#random());
  }

  /** The items in the order in which a background move takes them up. */
  anyOrder<T>(items: readonly T[]): readonly T[] {
    if (!this.#jitter) return items;
    return items
      .map((item) => ({ item, rank: this.#random() }))
      .sort((a, b) => a.rank - b.rank)
      .map(({ item }) => item);
  }

  arn(resource: string): string {
    return `arn:aws:ecs:${this.region}:${this.account}:${resource}`;
  }
}
