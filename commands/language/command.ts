import type { Input } from "../../model/language/operation.ts";
import type { Operation } from "../../model/registry.ts";
import type { Group } from "./group.ts";
import type { Random } from "./random.ts";
import type { PlanInput } from "./reference.ts";
import type { SymbolicRun } from "./symbolicRun.ts";

/** How the inputs of one operation are drawn. */
export interface CommandKind {
  readonly operation: Operation;
  readonly group: Group;
  /** The relative frequency. */
  readonly weight: number;
  /** The relative frequency among calls that should be refused, for operations that are refused more often. */
  readonly refusalWeight?: number;
  /** Little else works without it: no swarm run leaves it out. */
  readonly indispensable?: true;
  /** How often, from 0 to 1, such a call waits until the effects of earlier calls are at rest. */
  readonly patience?: (run: SymbolicRun) => number;
  /**
   * Members that an input keeps when it is simplified: without them the call fails, or concerns resources of others.
   */
  readonly keeps?: readonly string[];
  /**
   * Members that are simplified as a whole: their parts fail together, and one by one would look like several faults.
   */
  readonly whole?: readonly string[];
  /** An input that should be accepted in this state; undefined when there is none yet. */
  accepted(random: Random, run: SymbolicRun): PlanInput | undefined;
  /** An input with a single mistake (row G10), which should be refused; undefined when there is none. */
  refused(random: Random, run: SymbolicRun): PlanInput | undefined;
}

/** The same, with the members of the operation's input. */
interface KindOf<Op extends Operation> extends CommandKind {
  readonly operation: Op;
  readonly keeps?: readonly (keyof Input<Op> & string)[];
  readonly whole?: readonly (keyof Input<Op> & string)[];
}

export const command = <const Op extends Operation>(kind: KindOf<Op>): CommandKind => kind;
