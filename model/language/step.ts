import { current, isDraft, produce } from "immer";
import type { Expected } from "./expectation.ts";
import { placeholder } from "./expectation.ts";
import type { RuleId } from "./rules.ts";
import type { State } from "./state.ts";

/** The capabilities of the target that the model's expectations depend on. */
export interface Abilities {
  /** Tasks start and stop by themselves. */
  readonly tasks: boolean;
  /** Containers do what their command, image and health check say. */
  readonly containers: boolean;
}

/** What a step may know in addition to the state and the input. */
export interface Context extends Abilities {
  /** True when the target is at rest: converging fields have their final values. */
  readonly rest: boolean;
  /** The prefix of every name of this run: the names with it in an account-wide list must be known. */
  readonly namespace: string;
  /** A placeholder for an id that the server chooses in this call: `«task:3.0»` is the first task of call 3. */
  newId(kind: string): string;
  /** Where ECS may behave in two ways (rows of confidence L and rows that permit both): both are tried. */
  may(rule: RuleId): boolean;
}

export interface Accepted<Row extends RuleId = RuleId> {
  readonly kind: "accepted";
  readonly output: Expected;
  readonly rules: readonly Row[];
}

export interface RefusedBy<Row extends RuleId> {
  readonly kind: "refused";
  readonly rule: Row;
  /** The words for `‹x›` in the rule's text. */
  readonly words: Readonly<Record<string, string>>;
}

/** A refusal by one of the rules: the type names them, so that the compiler can check each step against its card. */
export type Refused<Row extends RuleId = RuleId> = Row extends RuleId ? RefusedBy<Row> : never;

export type Result = Accepted | Refused;

/** The part of a card that `outcomes` plays. */
interface Playable<Given> {
  readonly reads?: true;
  step(state: State, input: Given, context: Context): Result;
}

/** The circumstances of a call; `call` names it in its placeholders. */
export interface CallContext extends Abilities {
  readonly rest: boolean;
  readonly namespace: string;
  readonly call: string;
}

/** One legal result of a call and the state after it. */
export type Outcome = { readonly result: Result; readonly state: State };

export const accept = <const Row extends RuleId>(output: Expected, ...rules: [Row, ...Row[]]): Accepted<Row> => ({
  kind: "accepted",
  output,
  rules,
});

export const refuse = <const Row extends RuleId>(rule: Row, words: Record<string, string> = {}) =>
  ({ kind: "refused", rule, words }) as Refused<Row>;

/** Is it a refusal, and not the value? */
export const isRefusal = <Value>(value: Value): value is Extract<Value, Refused> =>
  typeof value === "object" && value !== null && "kind" in value && value.kind === "refused";

/**
 * Plays a step once for each combination of answers to its `may` questions, and returns every legal outcome with its
 * state; the first outcome is the most likely one. Steps that only read (`reads`) run on the frozen state itself.
 *
 * A step is written as if ECS always behaved in one way. Where ECS may behave in two ways, the step asks
 * `context.may(rule)`: `true` means that the rule applies. For example:
 *
 *     step(state, input, context) {
 *       const revision = findRevision(state, input.taskDefinition);
 *       if (revision.status !== "ACTIVE" && context.may("TD24")) return refuse("TD24");          // question 1
 *       revision.status = "INACTIVE";
 *       return accept({ taskDefinition: context.may("TD28") ? any : viewRevision(revision) });   // question 2
 *     }
 *
 * `outcomes` plays this step three times on an inactive revision:
 *
 * | play | answers | outcome | what the play adds to `pending` |
 * | --- | --- | --- | --- |
 * | 1 | no, no | accepted, the whole view | `[yes]` and `[no, yes]` |
 * | 2 | no, yes | accepted, any view | nothing |
 * | 3 | yes | refused by TD24; question 2 is never asked | nothing |
 *
 * `pending` is a stack of answers that are still to be played. A play gives the answers of its list in order. Each
 * further question gets the answer no, and the same list with yes instead of that no goes onto the stack. The search is
 * depth-first over a binary tree whose leaves are the outcomes. A step must therefore be a function of its arguments:
 * asked again with the same answers, it must put the same questions in the same order.
 *
 * Each play has its own immer draft, so that one outcome never sees the writes of another. A refusal keeps the state
 * before the call. The oracle compares a reply with all outcomes and keeps those that fit
 * (`properties/judge/oracle.ts`).
 */
export function outcomes<Given>(card: Playable<Given>, state: State, input: Given, setting: CallContext): Outcome[] {
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
    found.push(card.reads ? { result: card.step(state, input, context), state } : played(card, state, input, context));
  }
  return found;
}

function played<Given>(card: Playable<Given>, state: State, input: Given, context: Context): Outcome {
  let result: Result | undefined;
  const next = produce(state, (draft) => {
    result = detached(card.step(draft, input, context));
  });
  if (result === undefined) throw new Error("a step returned nothing");
  return result.kind === "accepted" ? { result, state: next } : { result, state };
}

/** Copies the parts of an output that belong to a draft, because the output is used after the draft. */
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
