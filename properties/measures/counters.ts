import type { RuleId } from "../../model/language/rules.ts";
import type { OutcomeName } from "../../model/operationFacts.ts";
import { Durations } from "./durations.ts";
import type { Transition } from "./transitions.ts";

/** In how many runs a law was checked, violated and unobserved. */
export interface LawCount {
  checked: number;
  violated: number;
  unobserved: number;
}

/**
 * Why a command of a plan was not sent: it refers to a value that no reply contained and that the model cannot predict;
 * the server does not implement its operation; it names what others use, which runs leave alone; or a fault made unknown
 * what it names.
 */
export type NotSent = "unresolved" | "unsupported" | "shared" | "quarantined";

/** The counts of runs. */
export class Counters {
  commands = 0;
  calls = 0;
  looks = 0;
  refused = 0;
  /** Commands that were not sent, by reason. */
  readonly notSent: Record<NotSent, number> = { unresolved: 0, unsupported: 0, shared: 0, quarantined: 0 };
  /** Runs in which a task was observed RUNNING. */
  runsWithTasks = 0;
  /** Rollouts that were watched, and how many of them had too few samples to judge their bounds. */
  rollouts = 0;
  rolloutsUnobserved = 0;
  /** Replies that were compared with the model, and how many of them relied on a known deviation. */
  compared = 0;
  masked = 0;
  /** For each id of a deviation: the replies that needed it. */
  readonly deviations = new Map<string, number>();
  /** The results of each law. */
  readonly laws = new Map<string, LawCount>();
  /** For the operations that no row describes, whether the server implements them. */
  readonly newer = new Map<string, "there" | "lacking">();
  readonly operations = new Map<string, { accepted: number; refused: number }>();
  /** For each operation and outcome: how many commands had it, as the oracle took it. */
  readonly outcomes = new Map<string, Map<OutcomeName, number>>();
  readonly rules = new Map<RuleId, number>();
  /** `task PENDING→RUNNING`: how often it was observed, and how long it took. */
  readonly transitions = new Map<string, Transition>();
  /** How long runs took until they were at rest. */
  readonly rests = new Durations();

  /** The commands that were not sent. */
  get skipped(): number {
    return Object.values(this.notSent).reduce((sum, times) => sum + times, 0);
  }

  /** Counts a command that is not sent. */
  leftOut(reason: NotSent): undefined {
    this.notSent[reason]++;
    return undefined;
  }

  /** Counts a command, and its outcome when it is known. */
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

  /** The share of comparisons that relied on a known deviation. */
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
