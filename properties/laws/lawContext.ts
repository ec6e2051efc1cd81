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

/** How a server violated a law. */
export interface Violation {
  readonly operation: string;
  /** What went wrong, in words that do not change from run to run: they are part of the signature. */
  readonly what: string;
  readonly expected: string;
  readonly actual: string;
  readonly rule?: RuleId | undefined;
}

/** The law could not be checked here; not counted as a sample. */
export const inconclusive = Symbol("unseen");

/** The result of one sample of a law. */
export type Sample = Violation | undefined | typeof inconclusive;

/** The server is unavailable, the campaign is over, or the stop condition is met: no more calls are made. */
export class LawEnd extends Error {
  override readonly name = "LawEnd";
}

/** What the context needs to know about the law that it checks. */
export interface HeldLaw {
  readonly name: LawName;
  /** With fewer samples the law is unobserved, not passed. */
  readonly least: number;
  check(context: LawContext): Promise<void>;
}

/**
 * Without eventual consistency, this many looks in a row must show the violation: a background change may happen
 * between two reads.
 */
const looksBeforeTelling = 3;

/** `LawContext`: sends calls, owns names and collects violations for one run of laws. */
export class LawContext {
  readonly prefix: string;
  readonly run: RunContext;
  readonly history: Event[] = [];
  readonly divergences: Divergence[] = [];
  /** The names of this run: their resources are removed afterwards. */
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
  /** The command of the set-up that is being played. */
  step = 0;

  /** `commands`: the number of commands in the set-up; samples are numbered after them. */
  constructor(prefix: string, context: RunContext, commands: number, enough: (signature: Signature) => boolean) {
    this.prefix = prefix;
    this.run = context;
    this.#commands = commands;
    this.#enough = enough;
  }

  /** Checks a law and counts the result. */
  async hold(law: HeldLaw): Promise<void> {
    this.#law = law;
    this.#samples = 0;
    this.#violated = false;
    const { counters } = this.run;
    try {
      await law.check(this);
      counters.law(law.name, this.#violated ? "violated" : this.#samples < law.least ? "unobserved" : "held");
    } catch (error) {
      // A law that was aborted counts neither as checked nor as unobserved.
      if (this.#violated) counters.law(law.name, "violated");
      throw error;
    } finally {
      this.#law = undefined;
    }
  }

  /** Sends the calls that clean up, also after the run was aborted. */
  get #remover(): Sender {
    return {
      context: this.run,
      send: (operation, input) => {
        this.run.counters.calls++;
        return this.run.lock.shared(() => this.run.client.call(operation, input));
      },
    };
  }

  /** Registers a call that removes what is created now. */
  undo(operation: string, input: JsonObject): void {
    this.#undoing.unshift([operation, input]);
  }

  /** Removes everything that this run created; returns what it could not remove. */
  async clear(): Promise<string[]> {
    for (const [operation, input] of this.#undoing) await this.#remover.send(operation, input);
    return removeNamed(this.#remover, [...this.clusters], [...this.families]);
  }

  /** A unique name of the run's own. */
  name(word: string): string {
    return `${this.prefix}law-${word}-${this.#made++}`;
  }

  /** Makes a call; a server that crashes on it ends the run. */
  async send(operation: string, input: JsonObject): Promise<Exchange> {
    const exchange = await this.through(operation, input, () => this.run.client.call(operation, input));
    this.run.support?.observe(operation, input, exchange);
    return exchange;
  }

  /** Makes one request of any kind and records it; `crash` returns the violation if the server crashes on it. */
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

  /** The reply to a call, in terms of ECS; undefined when there is none or it is unreadable. */
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

  /** All items of a list; with `alone`, while no other run makes calls that would show in it. */
  async list(operation: string, member: string, input: JsonObject, alone = false): Promise<string[] | undefined> {
    if (this.run.signal.aborted) throw new LawEnd();
    const { lock, client, counters } = this.run;
    const readList = () => readPages(client, operation, input);
    const { exchange, pages, partial } = await (alone ? lock.exclusive(readList) : lock.shared(readList));
    counters.calls += pages.length;
    this.#note(operation, input, exchange);
    await this.#noticeCrash(operation, exchange);
    if (partial || exchange.kind !== "answered" || exchange.status !== 200) return undefined;
    return itemsIn(exchange.json, member);
  }

  /**
   * Takes a sample and counts it when the law holds. A complaint must persist: with eventual consistency (row CC8)
   * until the deadline for rest, otherwise for a few looks. The caller reports it.
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

  /** Takes a sample and reports a violation. */
  async sample(look: () => Promise<Sample>): Promise<void> {
    const complaint = await this.judge(look);
    if (complaint !== undefined) this.report(complaint);
  }

  /** Counts a sample that was judged elsewhere. */
  passed(): void {
    this.#samples++;
  }

  /** Reports a violation, except for an operation that the server lacks, which is reported elsewhere. */
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

  /** Did an earlier run report this complaint? Then it need not be waited for. */
  isReportedBefore(complaint: Violation): boolean {
    return this.run.isReportedBefore?.(this.#signatureOf(complaint)) === true;
  }

  /** Lets time pass on the target: a little at first, then more. */
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
