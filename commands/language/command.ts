import type { Operation } from "../../model/registry.ts";
import type { Group } from "./group.ts";
import type { Random } from "./random.ts";
import type { PlanInput } from "./reference.ts";
import type { SymbolicRun } from "./symbolicRun.ts";

/** How the inputs of one operation are tried. */
export interface CommandKind {
  readonly operation: Operation;
  readonly group: Group;
  /** How often, in comparison with the others. */
  readonly weight: number;
  /** The same among those that are to be refused, where much can stand in the way. */
  readonly refusalWeight?: number;
  /** An input that should be accepted in this scene; undefined where none makes sense yet. */
  accepted(random: Random, run: SymbolicRun): PlanInput | undefined;
  /** An input with a single fault (row G10), to be refused; undefined where none makes sense. */
  refused(random: Random, run: SymbolicRun): PlanInput | undefined;
}

export const command = (kind: CommandKind): CommandKind => kind;
