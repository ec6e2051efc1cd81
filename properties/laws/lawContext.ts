import type { Signature } from "../../checker/signature.ts";
import type { Exchange, JsonObject } from "../../clients/client.ts";
import type { RuleId } from "../../model/language/rules.ts";
import type { Divergence } from "../judge/divergence.ts";
import { type Answer, parseAnswer } from "../judge/parseAnswer.ts";
import type { LawName } from "../property.ts";
import { backoffMilliseconds } from "../run/backoff.ts";
import { removeNamed, type Sender } from "../run/cleanup.ts";
import { readPages } from "../run/pagination.ts";
import { type Event, GoneError, type RunContext } from "../run/runContext.ts";
import { crashDivergence, isServerGone } from "../run/serverCrash.ts";
import { itemsIn } from "./jsonMembers.ts";

/** How a server broke a law. */
export interface Violation {
  readonly operation: string;
  /** What went wrong, in words that do not change from run to run: a part of the signature. */
  readonly what: string;
  readonly expected: string;
  readonly actual: string;
  readonly rule?: RuleId | undefined;
}

/** The circumstances did not let the law be seen: no sample. */
export const inconclusive = Symbol("unseen");

/** What one sample of a law came to. */
export type Sample = Violation | undefined | typeof inconclusive;

/** The server is gone, the campaign is over, or what was stopWhen is found: nothing more is asked. */
export class LawEnd extends Error {
  override readonly name = "LawEnd";
}

/** What a context needs to know of the law that it holds the server to. */
export interface HeldLaw {
  readonly name: LawName;
  /** With fewer samples the law is unobserved, not passed. */
  readonly least: number;
  check(context: LawContext): Promise<void>;
}

/** A strict server must be seen to break a law so many times in a row: what moves by itself may do so between two reads. */
const looksBeforeTelling = 3;

/** Where a run of laws happens: its calls, its names, and what it has to tell. */
export class LawContext {
  readonly prefix: string;
  readonly run: RunContext;
  readonly history: Event[] = [];
  readonly divergences: Divergence[] = [];
  /** Names that this run gave: they are removed afterwards. */
  readonly clusters = new Set<string>();
  readonly families = new Set<string>();
  readonly #commands: number;
  readonly #enough: (signature: Signature) => boolean;
  #law: HeldLaw | undefined;
  #samples = 0;
  #violated = false;
  #made = 0;
  readonly #undoing: (readonly [operation: string, input: JsonObject])[] = [];
  crashed = false;
  /** The scene's command that is being played. */
  step = 0;

  /** `commands`: how many commands the scene has; samples are counted on from there. */
  constructor(prefix: string, context: RunContext, commands: number, enough: (signature: Signature) => boolean) {
    this.prefix = prefix;
    this.run = context;
    this.#commands = commands;
    this.#enough = enough;
  }

  /** Holds the server to a law and counts what came of it. */
  async hold(law: HeldLaw): Promise<void> {
    this.#law = law;
    this.#samples = 0;
    this.#violated = false;
    const { counters } = this.run;
    try {
      await law.check(this);
      counters.law(law.name, this.#violated ? "violated" : this.#samples < law.least ? "unobserved" : "held");
    } catch (error) {
      // A law that was cut short was neither held nor unobserved.
      if (this.#violated) counters.law(law.name, "violated");
      throw error;
    } finally {
      this.#law = undefined;
    }
  }

  /** Sends what cleans up, also when the run was cut short. */
  get #remover(): Sender {
    return {
      context: this.run,
      send: (operation, input) => {
        this.run.counters.calls++;
        return this.run.lock.shared(() => this.run.client.call(operation, input));
      },
    };
  }

  /** Remembers a call that removes what is made now. */
  undo(operation: string, input: JsonObject): void {
    this.#undoing.unshift([operation, input]);
  }

  /** Removes all that this run made; returns what it had to leave. */
  async clear(): Promise<string[]> {
    for (const [operation, input] of this.#undoing) await this.#remover.send(operation, input);
    return removeNamed(this.#remover, [...this.clusters], [...this.families]);
  }

  /** A name of the run's own that nothing else bears. */
  name(word: string): string {
    return `${this.prefix}law-${word}-${this.#made++}`;
  }

  /** Makes a call; a server that crashes over it ends the run. */
  async send(operation: string, input: JsonObject): Promise<Exchange> {
    const exchange = await this.through(operation, input, () => this.run.client.call(operation, input));
    this.run.support?.observe(operation, exchange);
    return exchange;
  }

  /** Makes one request of whatever kind and takes note of it; `crash` says what it means that the server dies of it. */
  async through(
    operation: string,
    input: JsonObject,
    ask: () => Promise<Exchange>,
    crash?: () => Violation,
  ): Promise<Exchange> {
    if (this.run.signal.aborted) throw new LawEnd();
    this.run.counters.calls++;
    const exchange = await this.run.lock.shared(ask);
    this.#note(operation, input, exchange);
    await this.#noticeCrash(operation, exchange, crash);
    return exchange;
  }

  /** What the server says to a call, in ECS's terms; undefined when it says nothing that can be read. */
  async ask(operation: string, input: JsonObject): Promise<Exclude<Answer, { kind: "garbage" }> | undefined> {
    const exchange = await this.send(operation, input);
    const answer = exchange.kind === "answered" ? parseAnswer(exchange) : undefined;
    return answer === undefined || answer.kind === "garbage" ? undefined : answer;
  }

  /** The output of an accepted call. */
  async output(operation: string, input: JsonObject): Promise<JsonObject | undefined> {
    const answer = await this.ask(operation, input);
    return answer?.kind === "accepted" ? answer.output : undefined;
  }

  /** A whole list; `alone` where others' calls would show in it. */
  async list(operation: string, member: string, input: JsonObject, alone = false): Promise<string[] | undefined> {
    if (this.run.signal.aborted) throw new LawEnd();
    const { lock, client, counters } = this.run;
    const walk = () => readPages(client, operation, input);
    const { exchange, pages, partial } = await (alone ? lock.exclusive(walk) : lock.shared(walk));
    counters.calls += pages.length;
    this.#note(operation, input, exchange);
    await this.#noticeCrash(operation, exchange);
    if (partial || exchange.kind !== "answered" || exchange.status !== 200) return undefined;
    return itemsIn(exchange.json, member);
  }

  /**
   * Takes a sample and counts it when the law holds. A complaint must last: where consistency is eventual (row CC8)
   * until the deadline for rest, else for a few looks. It is the caller's to tell.
   */
  async judge(look: () => Promise<Sample>): Promise<Violation | undefined> {
    const deadline = this.run.clock.now() + this.run.restMilliseconds;
    for (let round = 0; ; round++) {
      const seen = await look();
      if (seen === undefined) this.#samples++;
      if (seen === undefined || seen === inconclusive) return undefined;
      const late = this.run.eventual ? this.run.clock.now() >= deadline : round + 1 >= looksBeforeTelling;
      if (late || this.isReportedBefore(seen)) return seen;
      await this.wait(round);
    }
  }

  /** Takes a sample and tells what it shows. */
  async sample(look: () => Promise<Sample>): Promise<void> {
    const complaint = await this.judge(look);
    if (complaint !== undefined) this.report(complaint);
  }

  /** Counts a sample that was judged elsewhere. */
  passed(): void {
    this.#samples++;
  }

  /** Tells what broke the law; of an operation that the server lacks, it is told elsewhere that it does. */
  report(complaint: Violation): void {
    const { operation, expected, actual, rule } = complaint;
    if (this.run.support?.lacks(operation)) return;
    const signature = this.#signatureOf(complaint);
    this.#samples++;
    this.#violated = true;
    const place = { command: this.#commands + this.#samples, look: undefined, path: undefined };
    this.divergences.push({ ...place, signature, operation, clock: "law", expected, actual, rule });
    if (this.#enough(signature)) throw new LawEnd();
  }

  /** Was this complaint told by an earlier run? Then it need not be waited for. */
  isReportedBefore(complaint: Violation): boolean {
    return this.run.isReportedBefore?.(this.#signatureOf(complaint)) === true;
  }

  /** Lets time pass at the target: a little, then more. */
  async wait(round: number): Promise<void> {
    if (this.run.signal.aborted) throw new LawEnd();
    await this.run.clock.pause(backoffMilliseconds(round));
  }

  #signatureOf({ operation, what }: Violation): Signature {
    const law = this.#law?.name ?? "";
    return { kind: "law", law, operation, complaint: what.replaceAll(this.prefix, "") };
  }

  #note(operation: string, input: JsonObject, exchange: Exchange): void {
    const command = this.#law === undefined ? this.step : this.#commands + this.#samples + 1;
    this.history.push({ command, look: this.#law !== undefined, operation, input, exchange });
  }

  async #noticeCrash(operation: string, exchange: Exchange, crash?: () => Violation): Promise<void> {
    if (!(await isServerGone(this.run.client, exchange))) return;
    this.crashed = true;
    if (crash === undefined)
      this.divergences.push(crashDivergence({ operation, look: undefined, command: this.#commands }, exchange));
    if (!(await this.run.untilServerAnswers()))
      throw new GoneError("the server became unavailable and did not recover");
    if (crash !== undefined) this.report(crash());
    throw new LawEnd();
  }
}
