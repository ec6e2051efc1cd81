import { current, isDraft, produce } from "immer";
import type { Expected } from "./expectation.ts";
import { placeholder } from "./expectation.ts";
import type { Input, Operation } from "./operation.ts";
import type { RuleId } from "./rules.ts";
import type { State } from "./state.ts";

/** What the target can do, as far as the model's expectations depend on it. */
export interface Abilities {
  /** Tasks start and stop by themselves. */
  readonly tasks: boolean;
  /** Containers do what their command, image and health check say. */
  readonly containers: boolean;
}

/** What a step may know beside the state and the input. */
export interface Context extends Abilities {
  /** True when the target has come to rest: converging fields have their final values. */
  readonly rest: boolean;
  /** The prefix of every name of this run: what bears it in an account-wide list must be known. */
  readonly namespace: string;
  /** A hole for an id the server chooses in this call: `«task:3.0»` is the first task of call 3. */
  newId(kind: string): string;
  /** Where ECS may do either (rows of confidence L and those that say so): both answers are tried. */
  may(rule: RuleId): boolean;
}

export interface Accepted {
  readonly kind: "accepted";
  readonly output: Expected;
  readonly rules: readonly RuleId[];
}

export interface Refused {
  readonly kind: "refused";
  readonly rule: RuleId;
  /** What stands for `‹x›` in the rule's text. */
  readonly words: Readonly<Record<string, string>>;
}

export type Result = Accepted | Refused;

/** The next state is written into the draft; a refusal's draft is dropped, so that it changes nothing. */
export type Step<Op extends Operation> = (state: State, input: Input<Op>, context: Context) => Result;

/** The circumstances of a call; `call` names it in the holes it makes. */
export interface CallContext extends Abilities {
  readonly rest: boolean;
  readonly namespace: string;
  readonly call: string;
}

/** One legal answer to a call and the state after it. */
export type Outcome = { readonly result: Result; readonly state: State };

export const accept = (output: Expected, ...rules: RuleId[]): Accepted => ({ kind: "accepted", output, rules });

export const refuse = (rule: RuleId, words: Record<string, string> = {}): Refused => ({ kind: "refused", rule, words });

/**
 * Plays one step: every legal outcome, the likeliest first. `reads` are steps that change nothing and run on
 * the frozen state itself.
 */
export function outcomes<Op extends Operation>(
  step: Step<Op>,
  reads: boolean,
  state: State,
  input: Input<Op>,
  setting: CallContext,
): Outcome[] {
  const found: Outcome[] = [];
  const pending: boolean[][] = [[]];
  for (let choices = pending.pop(); choices !== undefined; choices = pending.pop()) {
    let asked = 0;
    let made = 0;
    const given = choices;
    const context: Context = {
      tasks: setting.tasks,
      containers: setting.containers,
      rest: setting.rest,
      namespace: setting.namespace,
      newId: (kind) => placeholder(kind, `${setting.call}.${made++}`),
      may: () => {
        const index = asked++;
        if (index < given.length) return given[index] === true;
        pending.push([...given, ...Array<boolean>(index - given.length).fill(false), true]);
        return false;
      },
    };
    found.push(reads ? { result: step(state, input, context), state } : played(step, state, input, context));
  }
  return found;
}

function played<Op extends Operation>(step: Step<Op>, state: State, input: Input<Op>, context: Context): Outcome {
  let result: Result | undefined;
  const next = produce(state, (draft) => {
    result = detached(step(draft, input, context));
  });
  if (result === undefined) throw new Error("a step returned nothing");
  return result.kind === "accepted" ? { result, state: next } : { result, state };
}

/** An output must outlive the draft it was made from; what holds no draft is left as it is. */
function detached<Value>(value: Value): Value {
  if (typeof value !== "object" || value === null) return value;
  if (isDraft(value)) return current(value as object) as Value;
  let copy: Record<string, unknown> | undefined;
  for (const [member, item] of Object.entries(value)) {
    const own = detached(item);
    if (own === item) continue;
    copy ??= (Array.isArray(value) ? [...value] : { ...value }) as Record<string, unknown>;
    copy[member] = own;
  }
  return (copy as Value | undefined) ?? value;
}
