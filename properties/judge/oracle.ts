import { Bindings } from "../../checker/bindings.ts";
import { compare } from "../../checker/compare.ts";
import { type Difference, inOrder } from "../../checker/difference.ts";
import type { Exchange } from "../../clients/client.ts";
import type { Card } from "../../model/language/card.ts";
import type { Expected } from "../../model/language/expectation.ts";
import type { JsonObject } from "../../model/language/json.ts";
import type { Input } from "../../model/language/operation.ts";
import { placeholderKinds } from "../../model/language/placeholders.ts";
import { type RuleId, refusalText, rules } from "../../model/language/rules.ts";
import type { State } from "../../model/language/state.ts";
import { type Abilities, type Outcome, outcomes } from "../../model/language/step.ts";
import { isRead } from "../../model/operationFacts.ts";
import { cardOf, type Operation } from "../../model/registry.ts";
import { mayReportMissing } from "../../model/time/missingResources.ts";
import { observe } from "../../model/time/observe.ts";
import { withoutEchoes } from "./divergence.ts";
import { errorFault, type Fault, weightOf } from "./fault.ts";
import { withListedStatus } from "./listedStatus.ts";
import { Masks } from "./masks.ts";
import { saysUnsupported } from "./operationSupport.ts";
import { type Answer, parseAnswer } from "./parseAnswer.ts";
import { Quarantine } from "./quarantine.ts";
import { withoutStrays } from "./strays.ts";
import { namesKnownId, symbolicText } from "./symbolicText.ts";
import type { Reading, Verdict } from "./verdict.ts";

/** One possible state of the account, with its bindings; nearly always the only one (docs/architecture.md#the-oracle). */
interface World {
  readonly state: State;
  readonly bindings: Bindings;
}

/**
 * Follows one run: keeps the possible worlds, judges each reply, and learns from it.
 *
 * Usually there is one world, and judging is: play the step, compare the reply with each outcome, keep the outcome that
 * fits. Two things make it harder.
 *
 * **One call may have several outcomes** (`outcomes` in `model/language/step.ts`). The reply decides between them.
 * Where two outcomes fit the same reply, both states remain possible, and there are two worlds.
 *
 * **A call may get no reply.** A write may then have happened or not. For example, CreateCluster c1 times out:
 *
 *     before                 { world A: no cluster }
 *     CreateCluster c1       no reply: { world A: no cluster, world B: cluster c1 }
 *     DescribeClusters c1    replies with c1
 *       world A expects failures: [c1 MISSING]    does not fit: world A is dropped
 *       world B expects clusters: [c1]            fits: world B remains, and its bindings adopt the new values
 *     after                  { world B: cluster c1 }
 *
 * Had DescribeClusters replied with a cluster whose status is INACTIVE, no world would fit. Then the reply is a
 * **fault**, and the oracle has to choose which expectation it is a fault against: the reading with the smallest
 * `weightOf` (`fault.ts`), that is, a wrong member rather than a wrong outcome. Where known deviations explain a
 * reading completely, its weight is 0, so it is preferred (`read`). World B wins here with one wrong member. It is
 * the only world that remains, with this state:
 *
 * | the fault | the world that remains |
 * | --- | --- |
 * | wrong members | the state after the call, with the new bindings |
 * | refused, but should be accepted | the state before the call: a refused call changes nothing |
 * | accepted, but should be refused | the state before the call; the caller puts what the call names in quarantine |
 * | unreadable reply | as if there had been no reply |
 */
export class Oracle {
  readonly abilities: Abilities;
  readonly namespace: string;
  readonly quarantine = new Quarantine();
  readonly masks = new Masks(this.quarantine, (name) => this.#world.bindings.fill(name));
  #worlds: World[];

  constructor(abilities: Abilities, namespace: string, state: State, bound: Readonly<Record<string, string>>) {
    this.abilities = abilities;
    this.namespace = namespace;
    const bindings = new Bindings(placeholderKinds);
    for (const [placeholder, value] of Object.entries(bound)) bindings.bind(placeholder, value);
    this.#worlds = [{ state, bindings }];
  }

  get state(): State {
    return this.#world.state;
  }

  /** Sets the state before the first call, for what exists on the server already. */
  begin(state: State): void {
    this.#worlds = this.#worlds.map(({ bindings }) => ({ state, bindings }));
  }

  /** Applies a call without a reply, by its likeliest outcome; returns the rule that refuses it instead. */
  assume(operation: string, input: JsonObject, call: string): RuleId | undefined {
    const [likeliest] = this.#play(this.#world, operation, input, call, false);
    if (likeliest === undefined) throw new Error(`the model does not know ${operation}`);
    if (likeliest.result.kind === "refused") return likeliest.result.rule;
    this.begin(likeliest.state);
    return undefined;
  }

  /** Fills a placeholder with a value that is known from elsewhere. */
  bind(placeholder: string, value: string): void {
    for (const { bindings } of this.#worlds) bindings.bind(placeholder, value);
  }

  get #world(): World {
    const [world] = this.#worlds;
    if (world === undefined) throw new Error("a run always has a world");
    return world;
  }

  /** A string with its placeholders replaced by their values; undefined while one has no value. */
  literal(text: string): string | undefined {
    const filled = this.#world.bindings.fill(text);
    return filled.includes("«") ? undefined : filled;
  }

  /**
   * The text with ids replaced by their placeholders, by which the model identifies tasks, and with the server's region
   * and account replaced by theirs: an ARN of another region or account names no resource of this server.
   */
  symbolic(text: string): string {
    return symbolicText(text, this.#world.bindings);
  }

  /** Whether the text ends in an id of a task, a container instance or a task set that the model knows. */
  namesKnownId(text: string): boolean {
    return namesKnownId(text, this.#world.bindings);
  }

  /** Would this reply be legal? Changes nothing. What is `decisive` may not differ, not even if known or masked. */
  fits(
    operation: string,
    input: JsonObject,
    call: string,
    exchange: Exchange,
    read: (fault: Fault) => Reading,
    decisive?: (difference: Difference) => boolean,
  ): boolean {
    if (exchange.kind === "unanswered" || saysUnsupported(exchange)) return true;
    const answer = parseAnswer(exchange);
    if (answer.kind === "garbage") return decisive === undefined;
    return this.#worlds.some((world) =>
      this.#play(world, operation, input, call, false).some((outcome) => {
        const fault = this.#faultOf(outcome, answer, world.bindings.fork(), operation, input, [], decisive);
        if (fault === undefined) return true;
        if (decisive && (fault.kind !== "output" || fault.differences.some(decisive))) return false;
        return read(fault).left === undefined;
      }),
    );
  }

  /**
   * Judges a reply, keeps the worlds that it fits, and binds what it shows; see the class for an example. `read`
   * divides a fault by known deviations; a reading that they explain completely is preferred.
   */
  judge<Read extends Reading>(
    operation: string,
    input: JsonObject,
    call: string,
    exchange: Exchange,
    rest: boolean,
    read: (fault: Fault) => Read,
  ): Verdict<Read> {
    if (exchange.kind === "unanswered") return this.#withoutReply(operation, input, call, exchange.cause !== "refused");
    if (saysUnsupported(exchange))
      return { outcome: undefined, rules: [], fault: { kind: "unsupported", actual: replyText(exchange) } };
    const answer = parseAnswer(exchange);
    if (answer.kind === "garbage") {
      this.#withoutReply(operation, input, call, true);
      return {
        outcome: undefined,
        rules: [],
        fault: { kind: "reply", problem: answer.problem, detail: answer.detail },
      };
    }
    const fitting: World[] = [];
    let first: Outcome | undefined;
    let best:
      | {
          fault: Fault;
          reading: Read;
          weight: number;
          world: World;
          outcome: Outcome;
          bindings: Bindings;
          hidden: Difference[];
        }
      | undefined;
    for (const world of this.#worlds)
      for (const outcome of this.#play(world, operation, input, call, rest)) {
        const bindings = world.bindings.fork();
        const hidden: Difference[] = [];
        const fault = this.#faultOf(outcome, answer, bindings, operation, input, hidden);
        if (fault === undefined) {
          if (first === undefined) this.masks.note(hidden, operation);
          first ??= outcome;
          fitting.push(this.#kept(world, outcome, bindings, operation, input, answer, rest));
          continue;
        }
        const reading = read(fault);
        const weight = weightOf(reading.left);
        if (best === undefined || weight < best.weight)
          best = { fault, reading, weight, world, outcome, bindings, hidden };
      }
    if (first !== undefined) {
      this.#worlds = distinct(fitting);
      return { outcome: first, fault: undefined, rules: rulesOf(first) };
    }
    if (best === undefined) throw new Error(`the model does not know ${operation}`);
    const { fault, reading, world, outcome, bindings, hidden } = best;
    this.masks.note(hidden, operation);
    this.#worlds = [
      fault.kind === "output" ? this.#kept(world, outcome, bindings, operation, input, answer, rest) : world,
    ];
    return { outcome, fault, reading, rules: rulesOf(outcome) };
  }

  #play(world: World, operation: string, input: JsonObject, call: string, rest: boolean): Outcome[] {
    const setting = { ...this.abilities, rest, namespace: this.namespace, call };
    return outcomes(knownCard(operation), world.state, input as Input<Operation>, setting);
  }

  /** No reply: a write may or may not have happened, until a read decides. */
  #withoutReply(operation: string, input: JsonObject, call: string, sent: boolean): Verdict<never> {
    if (sent && !isRead(operation)) {
      const after = this.#worlds.flatMap((world) =>
        this.#play(world, operation, input, call, false)
          .filter((outcome) => outcome.result.kind === "accepted")
          .map((outcome) => ({ state: outcome.state, bindings: world.bindings.copy() })),
      );
      this.#worlds = [...this.#worlds, ...after].slice(0, mostWorlds);
    }
    return { outcome: undefined, fault: undefined, rules: [] };
  }

  #kept(
    world: World,
    outcome: Outcome,
    bindings: Bindings,
    operation: string,
    input: JsonObject,
    answer: Answer,
    rest: boolean,
  ): World {
    const own = this.#worlds.length === 1 ? world.bindings : world.bindings.copy();
    own.adopt(bindings);
    if (answer.kind !== "accepted") return { state: outcome.state, bindings: own };
    const seen = {
      operation,
      input,
      output: withoutStrays(answer.output, (key) => this.quarantine.isStray(key)),
      rest,
      placeholderOf: (kind: string, value: string) => own.placeholderOf(kind, value),
    };
    return { state: observe(outcome.state, seen), bindings: own };
  }

  #faultOf(
    { result, state }: Outcome,
    answer: Exclude<Answer, { kind: "garbage" }>,
    bindings: Bindings,
    operation: string,
    input: JsonObject,
    hidden: Difference[] = [],
    decisive?: (difference: Difference) => boolean,
  ): Fault | undefined {
    if (result.kind === "refused") {
      const rule = rules[result.rule];
      const types = rule.errors ?? [];
      if (answer.kind === "accepted")
        return {
          kind: "outcome",
          expected: types[0] ?? "a refusal",
          actual: "accepted",
          rule: result.rule,
          accepted: true,
        };
      if (mayReportMissing(state, knownCard(operation), input, result.rule, answer.type)) return undefined;
      const text = refusalText(result.rule, this.#words(result.words, bindings));
      return errorFault(result.rule, text, answer);
    }
    if (answer.kind === "refused") {
      const rule = result.rules[0];
      return { kind: "outcome", expected: "accepted", actual: answer.type, rule, accepted: false };
    }
    // The failure that a missing resource causes is masked with it.
    const all = withoutEchoes(compare(result.output as Expected, answer.output, bindings)).filter((difference) => {
      const hides = this.masks.hides(difference, operation) && decisive?.(difference) !== true;
      if (hides) hidden.push(difference);
      return !hides;
    });
    const differences = all.map((each) => withListedStatus(each, state, input));
    return all.length === 0 ? undefined : { kind: "output", differences: inOrder(differences), accepted: true };
  }

  #words(words: Readonly<Record<string, string>>, bindings: Bindings): Record<string, string> {
    return Object.fromEntries(Object.entries(words).map(([name, word]) => [name, bindings.fill(word)]));
  }
}

const replyText = ({ status, text }: Extract<Exchange, { kind: "answered" }>): string =>
  `HTTP ${status} ${text.slice(0, 120)}`;

const mostWorlds = 8;

function knownCard(operation: string): Card {
  const card = cardOf(operation);
  if (card === undefined) throw new Error(`the model does not know ${operation}`);
  return card;
}

const rulesOf = ({ result }: Outcome): readonly RuleId[] => (result.kind === "accepted" ? result.rules : [result.rule]);

const distinct = (worlds: World[]): World[] => {
  if (worlds.length === 1) return worlds;
  const seen = new Set<string>();
  return worlds.filter(({ state }) => {
    const key = JSON.stringify(state);
    return seen.has(key) ? false : seen.add(key);
  });
};
