import type { Context, Refused } from "./step.ts";

/** Of several faults of a call any may be told: the order of checks is not written down (row G10). */
export function anyFaultOf<Fault extends Refused>(
  faults: readonly (Fault | undefined)[],
  context: Context,
): Fault | undefined {
  const [first, ...others] = faults.filter((fault) => fault !== undefined);
  return others.find(({ rule }) => context.may(rule)) ?? first;
}
