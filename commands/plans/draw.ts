import type { CommandKind } from "../language/command.ts";
import type { Group } from "../language/group.ts";
import type { Command } from "../language/plan.ts";
import { given, type Random } from "../language/random.ts";
import type { SymbolicRun } from "../language/symbolicRun.ts";

export type Wanted = "accepted" | "refused";

/** How often an operation is drawn, relative to the others. */
export type WeightOf = (kind: CommandKind, wanted: Wanted) => number;

/** How often an input is drawn again when the model returns another outcome than wanted. */
const attempts = 4;

/** A command of one of the operations, with the wanted outcome; undefined when none could be drawn. */
export function drawCommand(
  random: Random,
  run: SymbolicRun,
  from: readonly CommandKind[],
  wanted: Wanted,
  weightOf: WeightOf,
): Command | undefined {
  const kind = random.weighted(from.map((kind) => [weightOf(kind, wanted), kind] as const));
  for (let attempt = 0; attempt < attempts; attempt++) {
    const command = drawInput(random, run, kind, wanted);
    if (command === undefined) return undefined;
    if (run.predict(command)?.result.kind === wanted) return command;
  }
  return undefined;
}

/** A command whose outcome is not checked yet; undefined when the state has nothing for it. */
export function drawInput(random: Random, run: SymbolicRun, kind: CommandKind, wanted: Wanted): Command | undefined {
  const input = kind[wanted](random, run);
  if (input === undefined) return undefined;
  return { operation: kind.operation, input: given(input), ...patience(random, run, kind) };
}

/** Many faults show only at rest: calls that change something running wait for that sometimes. */
function patience(random: Random, run: SymbolicRun, { group, patience }: CommandKind): Pick<Command, "atRest"> {
  if (!run.abilities.tasks || !restless.has(group)) return {};
  return random.chance(patience?.(run) ?? 0) ? { atRest: true } : {};
}

const restless: ReadonlySet<Group> = new Set(["services", "deployments", "taskSets", "tasks", "protection", "tags"]);
