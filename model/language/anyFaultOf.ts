import type { RuleId } from "./rules.ts";
import { type Context, type Refused, refuse } from "./step.ts";

/** Which of several faults is reported is unspecified (G10). */
export function anyFaultOf<Fault extends Refused>(
  faults: readonly (Fault | undefined)[],
  context: Context,
): Fault | undefined {
  const [first, ...others] = faults.filter((fault) => fault !== undefined);
  return others.find(({ rule }) => context.may(rule)) ?? first;
}

/** The refusal if the call breaks the rule. */
export const faultIf = <const Row extends RuleId>(
  isBroken: boolean | undefined,
  rule: Row,
  words: Record<string, string> = {},
) => (isBroken === true ? refuse(rule, words) : undefined);
