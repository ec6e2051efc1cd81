import type { RuleId } from "../../model/language/rules.ts";
import type { Outcome } from "../../model/language/step.ts";
import type { Fault } from "./fault.ts";

/** A fault, divided by known deviations; `left` is the part that none of them explains. */
export interface Reading {
  readonly left: Fault | undefined;
}

/** The verdict on one reply. */
export interface Verdict<Read extends Reading = Reading> {
  /** The outcome of the model that the oracle took; undefined when the reply decides nothing. */
  readonly outcome: Outcome | undefined;
  /** Undefined when the reply is legal. */
  readonly fault: Fault | undefined;
  /** The same fault, divided; undefined when the reply is legal or no outcome was compared. */
  readonly reading?: Read | undefined;
  /** The rules that judged the reply. */
  readonly rules: readonly RuleId[];
}
