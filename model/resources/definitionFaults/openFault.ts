import type { RuleId } from "../../language/rules.ts";
import { type Refused, refuse } from "../../language/step.ts";

/** Either refused or accepted: the rows leave it unspecified. */
export interface OpenFault<Fault extends Refused = Refused> {
  readonly kind: "open";
  readonly fault: Fault;
}

export const openIf = <const Row extends RuleId>(
  holds: boolean | undefined,
  rule: Row,
  words: Record<string, string> = {},
): OpenFault<Refused<Row>> | undefined => (holds === true ? { kind: "open", fault: refuse(rule, words) } : undefined);

/** A refusal if `sure`; otherwise ECS may refuse or accept. */
export const faultOrOpen = <const Row extends RuleId>(
  isSure: boolean | undefined,
  rule: Row,
  words: Record<string, string> = {},
) => (isSure === true ? refuse(rule, words) : openIf(true, rule, words));
