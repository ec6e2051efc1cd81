import type { RuleId } from "../../model/language/rules.ts";
import type { OutcomeName } from "../../model/operationFacts.ts";
import { Durations } from "./durations.ts";
import type { Transition } from "./transitions.ts";

/** In how many runs a law was checked, in how many of them it was broken, and in how many seen too seldom to say. */
export interface LawCount {
  checked: number;
  violated: number;
  unobserved: number;
}

/** What runs did, in numbers. */
export class Counters {
  commands = 0;
  calls = 0;
  looks = 0;
  refused = 0;
  skipped = 0;
  /** Runs in which a task was seen RUNNING. */
  runsWithTasks = 0;
  /** Rollouts that were watched, and how many of them were seen too seldom to judge their bounds. */
  rollouts = 0;
  rolloutsUnobserved = 0;
  /** Replies that were held against the model, and how many of them needed a known deviation. */
  compared = 0;
  masked = 0;
  /** By the id of a deviation: replies that needed it. */
  readonly deviations = new Map<string, number>();
  /** What came of each law. */
  readonly laws = new Map<string, LawCount>();
  /** Of the operations that no row describes, whether the server has them. */
  readonly newer = new Map<string, "there" | "lacking">();
  readonly operations = new Map<string, { accepted: number; refused: number }>();
  /** By operation and outcome: what came of its commands, as the model tells it. */
  readonly outcomes = new Map<string, Map<OutcomeName, number>>();
  readonly rules = new Map<RuleId, number>();
  /** `task PENDING→RUNNING`: how often it was seen, and how long it took. */
  readonly transitions = new Map<string, Transition>();
  /** How long runs took to come to rest. */
  readonly rests = new Durations();

  /** Counts a command, and its outcome where that is known. */
  command(operation: string, accepted: boolean, outcome?: OutcomeName): void {
    this.commands++;
    if (!accepted) this.refused++;
    const counts = this.operations.get(operation) ?? { accepted: 0, refused: 0 };
    counts[accepted ? "accepted" : "refused"]++;
    this.operations.set(operation, counts);
    if (outcome === undefined) return;
    const outcomes = this.outcomes.get(operation) ?? new Map<OutcomeName, number>();
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    this.outcomes.set(operation, outcomes);
  }

  /** How blind known deviations make the comparison. */
  get maskedShare(): number {
    return this.compared === 0 ? 0 : this.masked / this.compared;
  }

  needed(deviation: string, times = 1): void {
    this.deviations.set(deviation, (this.deviations.get(deviation) ?? 0) + times);
  }

  law(name: string, outcome: "held" | "violated" | "unobserved"): void {
    const counts = this.laws.get(name) ?? { checked: 0, violated: 0, unobserved: 0 };
    if (outcome !== "held") counts[outcome]++;
    if (outcome !== "unobserved") counts.checked++;
    this.laws.set(name, counts);
  }

  judgedBy(rules: readonly RuleId[]): void {
    for (const rule of rules) this.rules.set(rule, (this.rules.get(rule) ?? 0) + 1);
  }
}
