import { isRead } from "../../../model/operationFacts.ts";
import type { CommandKind } from "../../language/command.ts";
import type { Command } from "../../language/plan.ts";
import { given, type Random } from "../../language/random.ts";
import type { SymbolicRun } from "../../language/symbolicRun.ts";
import { kinds } from "../../registry.ts";
import { type Goal, goals } from "./goals.ts";
import type { Step } from "./steps.ts";

/** How often the input of a step is drawn until the model accepts it and it makes what the step is for. */
const attempts = 12;

/** A goal for a plan with these operations; undefined when they suffice for none. */
export function goalOf(random: Random, chosen: readonly CommandKind[]): Goal | undefined {
  const operations = new Set<string>(chosen.map(({ operation }) => operation));
  const possible = goals.filter(({ steps }) => steps.every(({ operation }) => operations.has(operation)));
  return possible.length === 0 ? undefined : random.weighted(possible.map((goal) => [goal.weight, goal] as const));
}

/**
 * The shortest way to a goal in the model: the steps after the last one whose result the state has already. It ends at
 * the goal, or where a step cannot be made.
 */
export function* towards(goal: Goal, random: Random, run: SymbolicRun): Generator<Command, undefined> {
  const done = goal.steps.findLastIndex(({ holds }) => holds(run.state));
  for (const step of goal.steps.slice(done + 1)) {
    const command = commandOf(step, random, run);
    if (command === undefined) return undefined;
    yield command;
  }
  return undefined;
}

function commandOf(step: Step, random: Random, run: SymbolicRun): Command | undefined {
  const { operation, holds, atRest } = step;
  const draw = step.input ?? kinds[operation].accepted;
  for (let attempt = 0; attempt < attempts; attempt++) {
    const input = draw(random, run);
    if (input === undefined) continue;
    const command: Command = { operation, input: given(input), ...(atRest && run.abilities.tasks ? { atRest } : {}) };
    const prediction = run.predict(command);
    if (prediction?.result.kind === "accepted" && (isRead(operation) || holds(prediction.state))) return command;
  }
  return undefined;
}
