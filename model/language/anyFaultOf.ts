import type { Context, Refused } from "./step.ts";

/** Which of several faults is reported is unspecified (G10). */
export function anyFaultOf<Fault extends Refused>(
  faults: readonly (Fault | undefined)[],
  context: Context,
): Fault | undefined {
  const [first, ...others] = faults.filter((fault) => fault !== undefined);
  return others.find(({ rule }) => context.may(rule)) ?? first;
}
