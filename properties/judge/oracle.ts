import { Bindings } from "../../checker/bindings.ts";
import { compare } from "../../checker/compare.ts";
import { inOrder } from "../../checker/difference.ts";
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
import { errorFault, type Fault, severity } from "./fault.ts";
import { Masks } from "./masks.ts";
import { saysUnsupported } from "./operationSupport.ts";
import { type Answer, parseAnswer } from "./parseAnswer.ts";
import { Quarantine } from "./quarantine.ts";

/** One thing the account may look like; nearly always the only one (docs/architecture.md#the-oracle). */
interface World {
  readonly state: State;
  readonly bindings: Bindings;
}

/** A fault divided by what deviations explain of it; `left` is what none does. */
export interface Reading {
  readonly left: Fault | undefined;
}

/** The verdict on one reply. */
export interface Verdict<Read extends Reading = Reading> {
  /** What the model answers in the world that was taken; undefined when the call left nothing to know. */
  readonly outcome: Outcome | undefined;
  /** Undefined when the reply is legal. */
  readonly fault: Fault | undefined;
  /** The same fault, divided; undefined where the reply is legal or no outcome was compared. */
  readonly reading?: Read | undefined;
  /** Rules the reply was judged by. */
  readonly rules: readonly RuleId[];
}

/** Follows one run: knows the worlds that are possible, judges each reply, and keeps what it teaches. */
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

  /** Starts from what is there already, before the first call. */
  begin(state: State): void {
    this.#worlds = this.#worlds.map(({ bindings }) => ({ state, bindings }));
  }

  /** Takes a call as done that nobody saw answered, by its likeliest outcome; returns the row that refuses it instead. */
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

  /** A string with what is known of its holes put in; undefined while one is open. */
  literal(text: string): string | undefined {
    const filled = this.#world.bindings.fill(text);
    return filled.includes("«") ? undefined : filled;
  }

  /**
   * The text with holes in place of what filled them: ids, since the model knows tasks by theirs, and the region and
   * the account that answer, since an ARN of any other names nothing here.
   */
  symbolic(given: string): string {
    const { bindings } = this.#world;
    const text = this.#isHere(given) ? given.replace(/^(arn:[^:]*:ecs:)[^:]*:[^:]*:/, "$1«region»:«account»:") : given;
    const at = text.lastIndexOf("/") + 1;
    for (const kind of ["task", "containerInstance", "taskSet"]) {
      const placeholderOf = bindings.placeholderOf(kind, text.slice(at));
      if (placeholderOf !== undefined) return text.slice(0, at) + placeholderOf;
    }
    return text;
  }

  #isHere(text: string): boolean {
    if (!text.startsWith("arn:")) return false;
    const { bindings } = this.#world;
    const [, , , region, account] = text.split(":");
    return region === bindings.fill("«region»") && account === bindings.fill("«account»");
  }

  /** Would this answer be legal? Nothing is kept: for waiting until a server has caught up (row CC8). */
  fits(
    operation: string,
    input: JsonObject,
    call: string,
    exchange: Exchange,
    read: (fault: Fault) => Reading,
  ): boolean {
    if (exchange.kind === "unanswered" || saysUnsupported(exchange)) return true;
    const answer = parseAnswer(exchange);
    if (answer.kind === "garbage") return true;
    return this.#worlds.some((world) =>
      this.#play(world, operation, input, call, false).some((outcome) => {
        const fault = this.#faultOf(outcome, answer, world.bindings.fork(), operation, input);
        return fault === undefined || read(fault).left === undefined;
      }),
    );
  }

  /**
   * Judges an answer, keeps the worlds it fits and binds what it shows. When none fits, the likeliest is kept and
   * the fault told: a call wrongly refused left it as it was, one wrongly accepted is the caller's to quarantine.
   * `read` divides a fault by what deviations explain: a reading that they explain altogether goes before others.
   */
  judge<Read extends Reading>(
    operation: string,
    input: JsonObject,
    call: string,
    exchange: Exchange,
    rest: boolean,
    read: (fault: Fault) => Read,
  ): Verdict<Read> {
    if (exchange.kind === "unanswered") return this.#lost(operation, input, call, exchange.cause !== "refused");
    if (saysUnsupported(exchange))
      return { outcome: undefined, rules: [], fault: { kind: "unsupported", actual: replyText(exchange) } };
    const answer = parseAnswer(exchange);
    if (answer.kind === "garbage") {
      this.#lost(operation, input, call, true);
      return {
        outcome: undefined,
        rules: [],
        fault: { kind: "reply", problem: answer.problem, detail: answer.detail },
      };
    }
    const fitting: World[] = [];
    let first: Outcome | undefined;
    let best:
      | { fault: Fault; reading: Read; weight: number; world: World; outcome: Outcome; bindings: Bindings }
      | undefined;
    for (const world of this.#worlds)
      for (const outcome of this.#play(world, operation, input, call, rest)) {
        const bindings = world.bindings.fork();
        const fault = this.#faultOf(outcome, answer, bindings, operation, input);
        if (fault === undefined) {
          first ??= outcome;
          fitting.push(this.#kept(world, outcome, bindings, operation, input, answer, rest));
          continue;
        }
        const reading = read(fault);
        const weight = severity(reading.left);
        if (best === undefined || weight < best.weight) best = { fault, reading, weight, world, outcome, bindings };
      }
    if (first !== undefined) {
      this.#worlds = distinct(fitting);
      return { outcome: first, fault: undefined, rules: rulesOf(first) };
    }
    if (best === undefined) throw new Error(`the model does not know ${operation}`);
    const { fault, reading, world, outcome, bindings } = best;
    this.#worlds = [
      fault.kind === "output" ? this.#kept(world, outcome, bindings, operation, input, answer, rest) : world,
    ];
    return { outcome, fault, reading, rules: rulesOf(outcome) };
  }

  #play(world: World, operation: string, input: JsonObject, call: string, rest: boolean): Outcome[] {
    const setting = { ...this.abilities, rest, namespace: this.namespace, call };
    return outcomes(knownCard(operation), world.state, input as Input<Operation>, setting);
  }

  /** No reply: a write is both done and not done until a read decides. */
  #lost(operation: string, input: JsonObject, call: string, sent: boolean): Verdict<never> {
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
      output: answer.output,
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
    const all = compare(result.output as Expected, answer.output, bindings).filter(
      (difference) => !this.masks.hides(difference),
    );
    return all.length === 0 ? undefined : { kind: "output", differences: inOrder(all), accepted: true };
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
