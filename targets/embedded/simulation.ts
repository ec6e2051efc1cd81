import type { Override, Rule } from "./bugs/overrides/rule.ts";
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
  /** The rules that the planted bug replaces. */
  readonly overrides: readonly Override[];
  readonly account: string;
  readonly region: string;
  /** Tasks can be reached at their addresses. */
  readonly traffic: boolean;
}

/** State, clock and randomness of one server process. A restart creates a new one. */
export class Simulation {
  readonly account: string;
  readonly region: string;
  readonly clock: VirtualClock;
  readonly state: State = emptyState();
  readonly traffic: Traffic | undefined;
  readonly #jitter: boolean;
  readonly #random: () => number;
  readonly #bug: BugName | undefined;
  readonly #overrides: ReadonlyMap<Rule, Rule>;

  constructor(options: SimulationOptions) {
    this.account = options.account;
    this.region = options.region;
    this.clock = new VirtualClock(options.speed);
    if (options.traffic) this.traffic = new Traffic();
    this.#jitter = options.jitter;
    this.#random = seededRandom(options.seed);
    this.#bug = options.bug;
    this.#overrides = new Map(options.overrides.map(({ truth, planted }) => [truth, planted]));
  }

  /** Cancels all events and closes all ports. */
  end(): void {
    this.clock.stop();
    this.traffic?.closeAll();
  }

  /** Whether this bug is planted. At most one bug asks so in a function; where several bend it, they override it. */
  bugged(bug: BugName): boolean {
    return this.#bug === bug;
  }

  /** The rule as given, or the one that the planted bug puts in its place (`bugs/overrides/`). */
  rule<R extends Rule>(truth: R): R {
    return (this.#overrides.get(truth) as R | undefined) ?? truth;
  }

  /** Runs a background move after this many virtual seconds; with jitter after half to twice as many. */
  after(seconds: number, action: () => void) {
    if (!this.#jitter) return this.clock.after(seconds, action);
    return this.clock.after(seconds * (0.5 + 1.5 * this.#random()), action, this.#random());
  }

  /** The items in the order in which a background move handles them: random with jitter. */
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
