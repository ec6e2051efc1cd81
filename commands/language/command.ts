import type { Input } from "../../model/language/operation.ts";
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
  /** Without it little else has anything to act on: no swarm run leaves it out. */
  readonly indispensable?: true;
  /** How often, from 0 to 1, such a call waits until what came before it has come to rest. */
  readonly patience?: (run: SymbolicRun) => number;
  /** Members that an input keeps when it is made simpler: without them the call fails, or is about what others own. */
  readonly keeps?: readonly string[];
  /** Members made simpler as a whole: what is in them fails together, and one by one would look like several faults. */
  readonly whole?: readonly string[];
  /** An input that should be accepted in this scene; undefined where none makes sense yet. */
  accepted(random: Random, run: SymbolicRun): PlanInput | undefined;
  /** An input with a single fault (row G10), to be refused; undefined where none makes sense. */
  refused(random: Random, run: SymbolicRun): PlanInput | undefined;
}

/** The same with members that the operation's input has. */
interface KindOf<Op extends Operation> extends CommandKind {
  readonly operation: Op;
  readonly keeps?: readonly (keyof Input<Op> & string)[];
  readonly whole?: readonly (keyof Input<Op> & string)[];
}

export const command = <const Op extends Operation>(kind: KindOf<Op>): CommandKind => kind;
