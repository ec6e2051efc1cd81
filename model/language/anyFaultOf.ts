import type { RuleId } from "./rules.ts";
import { type Context, type Refused, refuse } from "./step.ts";

/** Of several faults of a call any may be told: the order of checks is not written down (row G10). */
export function anyFaultOf<Fault extends Refused>(
  faults: readonly (Fault | undefined)[],
  context: Context,
): Fault | undefined {
  const [first, ...others] = faults.filter((fault) => fault !== undefined);
  return others.find(({ rule }) => context.may(rule)) ?? first;
}

/** The fault of a call that breaks the rule, and none of one that does not. */
export const faultIf = <const Row extends RuleId>(
  isBroken: boolean | undefined,
  rule: Row,
  words: Record<string, string> = {},
) => (isBroken === true ? refuse(rule, words) : undefined);
