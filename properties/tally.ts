import type { RuleId } from "../model/rules.ts";

/** What runs did, in numbers. */
export class Tally {
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
  readonly operations = new Map<string, { accepted: number; refused: number }>();
  readonly rules = new Map<RuleId, number>();

  command(operation: string, accepted: boolean): void {
    this.commands++;
    if (!accepted) this.refused++;
    const counts = this.operations.get(operation) ?? { accepted: 0, refused: 0 };
    counts[accepted ? "accepted" : "refused"]++;
    this.operations.set(operation, counts);
  }

  judgedBy(rules: readonly RuleId[]): void {
    for (const rule of rules) this.rules.set(rule, (this.rules.get(rule) ?? 0) + 1);
  }
}
