import type { Card } from "../../model/language/card.ts";
import type { Expected } from "../../model/language/expectation.ts";
import { lookup } from "../../model/language/lookup.ts";
import type { Input } from "../../model/language/operation.ts";
import { empty, type State } from "../../model/language/state.ts";
import { type Outcome, outcomes } from "../../model/language/step.ts";
import { type Operation, operations } from "../../model/registry.ts";

/** An account in the model, for tests: calls one after the other, each with its most likely outcome. */
export class Account {
  state: State = empty;
  #calls = 0;

  /** Every legal outcome of a call, without making it. */
  foresee<Op extends Operation>(operation: Op, input: Input<Op>, rest = false): Outcome[] {
    const setting = { tasks: true, containers: true, rest, namespace: "«none»", call: String(this.#calls) };
    return outcomes(operations[operation] as Card, this.state, input, setting);
  }

  /** Every legal result: the rule of a refusal, or `accepted`. */
  answers<Op extends Operation>(operation: Op, input: Input<Op>): string[] {
    return this.foresee(operation, input).map(({ result }) => (result.kind === "refused" ? result.rule : "accepted"));
  }

  /** Makes a call that must be accepted; returns its output. */
  call<Op extends Operation>(operation: Op, input: Input<Op>): Expected {
    const [first] = this.foresee(operation, input);
    if (first?.result.kind !== "accepted") throw new Error(`${operation} is refused by ${first?.result.rule}`);
    this.#calls++;
    this.state = first.state;
    return first.result.output;
  }

  /** Makes the call and reads one value of its output. */
  ask<Op extends Operation>(operation: Op, input: Input<Op>, path: string): string | number | undefined {
    return lookup(this.call(operation, input), path);
  }
}
