import type { RuleId } from "../../language/rules.ts";
import { type Refused, refuse } from "../../language/step.ts";

/** What may be refused, and may be taken: the rows leave it open. */
export interface OpenFault<Fault extends Refused = Refused> {
  readonly kind: "open";
  readonly fault: Fault;
}

export const openIf = <const Row extends RuleId>(
  holds: boolean | undefined,
  rule: Row,
  words: Record<string, string> = {},
): OpenFault<Refused<Row>> | undefined => (holds === true ? { kind: "open", fault: refuse(rule, words) } : undefined);

/** A fault that is sure, or one that is open. */
export const faultOrOpen = <const Row extends RuleId>(
  isSure: boolean | undefined,
  rule: Row,
  words: Record<string, string> = {},
) => (isSure === true ? refuse(rule, words) : openIf(true, rule, words));
