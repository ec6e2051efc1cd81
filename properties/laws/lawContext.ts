import type { Exchange, JsonObject } from "../../clients/client.ts";
import type { RuleId } from "../../model/language/rules.ts";
import type { Divergence } from "../judge/divergence.ts";
import { type Answer, read } from "../judge/parseAnswer.ts";
import type { LawName } from "../property.ts";
import { pauseMilliseconds } from "../run/backoff.ts";
import { removeNamed, type Sender } from "../run/cleanup.ts";
import { walkPages } from "../run/pagination.ts";
import { type Event, GoneError, type Stage } from "../run/runContext.ts";
import { itemsIn } from "./jsonMembers.ts";

/** How a server broke a law. */
export interface Complaint {
  readonly operation: string;
  /** What went wrong, in words that do not change from run to run: a part of the signature. */
  readonly what: string;
  readonly expected: string;
  readonly actual: string;
  readonly rule?: RuleId | undefined;
}

/** The circumstances did not let the law be seen: no sample. */
export const unseen = Symbol("unseen");

/** What one sample of a law came to. */
export type Sample = Complaint | undefined | typeof unseen;

/** The server is gone, the campaign is over, or what was sought is found: nothing more is asked. */
export class LawEnd extends Error {
  override readonly name = "LawEnd";
}

/** What a context needs to know of the law that it holds the server to. */
export interface HeldLaw {
  readonly name: LawName;
  /** With fewer samples the law is unobserved, not passed. */
  readonly least: number;
  check(ground: Ground): Promise<void>;
}

/** A strict server must be seen to break a law so many times in a row: what moves by itself may do so between two reads. */
const looksBeforeTelling = 3;

/** Where a run of laws happens: its calls, its names, and what it has to tell. */
export class Ground {
  readonly prefix: string;
  readonly stage: Stage;
  readonly history: Event[] = [];
  readonly divergences: Divergence[] = [];
  /** Names that this run gave: they are removed afterwards. */
  readonly clusters = new Set<string>();
  readonly families = new Set<string>();
  readonly #commands: number;
  readonly #enough: (signature: string) => boolean;
  #law: HeldLaw | undefined;
  #samples = 0;
  #violated = false;
  #made = 0;
  readonly #undoing: (readonly [operation: string, input: JsonObject])[] = [];
  crashed = false;
  /** The scene's command that is being played. */
  step = 0;

  /** `commands`: how many commands the scene has; samples are counted on from there. */
  constructor(prefix: string, stage: Stage, commands: number, enough: (signature: string) => boolean) {
    this.prefix = prefix;
    this.stage = stage;
    this.#commands = commands;
    this.#enough = enough;
  }

  /** Holds the server to a law and counts what came of it. */
  async hold(law: HeldLaw): Promise<void> {
    this.#law = law;
    this.#samples = 0;
    this.#violated = false;
    const { tally } = this.stage;
    try {
      await law.check(this);
      tally.law(law.name, this.#violated ? "violated" : this.#samples < law.least ? "unobserved" : "held");
    } catch (error) {
      // A law that was cut short was neither held nor unobserved.
      if (this.#violated) tally.law(law.name, "violated");
      throw error;
    } finally {
      this.#law = undefined;
    }
  }

  /** Sends what cleans up, also when the run was cut short. */
  get #remover(): Sender {
    return {
      stage: this.stage,
      send: (operation, input) => {
        this.stage.tally.calls++;
        return this.stage.gate.shared(() => this.stage.client.call(operation, input));
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
    const exchange = await this.through(operation, input, () => this.stage.client.call(operation, input));
    this.stage.support?.see(operation, exchange);
    return exchange;
  }

  /** Makes one request of whatever kind and takes note of it; `crash` says what it means that the server dies of it. */
  async through(
    operation: string,
    input: JsonObject,
    ask: () => Promise<Exchange>,
    crash?: () => Complaint,
  ): Promise<Exchange> {
    if (this.stage.signal.aborted) throw new LawEnd();
    this.stage.tally.calls++;
    const exchange = await this.stage.gate.shared(ask);
    this.#note(operation, input, exchange);
    await this.#noticeCrash(operation, exchange, crash);
    return exchange;
  }

  /** What the server says to a call, in ECS's terms; undefined when it says nothing that can be read. */
  async ask(operation: string, input: JsonObject): Promise<Exclude<Answer, { kind: "garbage" }> | undefined> {
    const exchange = await this.send(operation, input);
    const answer = exchange.kind === "answered" ? read(exchange) : undefined;
    return answer === undefined || answer.kind === "garbage" ? undefined : answer;
  }

  /** The output of an accepted call. */
  async output(operation: string, input: JsonObject): Promise<JsonObject | undefined> {
    const answer = await this.ask(operation, input);
    return answer?.kind === "accepted" ? answer.output : undefined;
  }

  /** A whole list; `alone` where others' calls would show in it. */
  async list(operation: string, member: string, input: JsonObject, alone = false): Promise<string[] | undefined> {
    if (this.stage.signal.aborted) throw new LawEnd();
    const { gate, client, tally } = this.stage;
    const walk = () => walkPages(client, operation, input);
    const { exchange, pages, partial } = await (alone ? gate.alone(walk) : gate.shared(walk));
    tally.calls += pages.length;
    this.#note(operation, input, exchange);
    await this.#noticeCrash(operation, exchange);
    if (partial || exchange.kind !== "answered" || exchange.status !== 200) return undefined;
    return itemsIn(exchange.json, member);
  }

  /**
   * Takes a sample and counts it when the law holds. A complaint must last: where consistency is eventual (row CC8)
   * until the deadline for rest, else for a few looks. It is the caller's to tell.
   */
  async judge(look: () => Promise<Sample>): Promise<Complaint | undefined> {
    const deadline = this.stage.time.now() + this.stage.restMilliseconds;
    for (let round = 0; ; round++) {
      const seen = await look();
      if (seen === undefined) this.#samples++;
      if (seen === undefined || seen === unseen) return undefined;
      const late = this.stage.eventual ? this.stage.time.now() >= deadline : round + 1 >= looksBeforeTelling;
      if (late || this.knows(seen)) return seen;
      await this.wait(round);
    }
  }

  /** Takes a sample and tells what it shows. */
  async sample(look: () => Promise<Sample>): Promise<void> {
    const complaint = await this.judge(look);
    if (complaint !== undefined) this.tell(complaint);
  }

  /** Counts a sample that was judged elsewhere. */
  passed(): void {
    this.#samples++;
  }

  /** Tells what broke the law; of an operation that the server lacks, it is told elsewhere that it does. */
  tell(complaint: Complaint): void {
    const { operation, expected, actual, rule } = complaint;
    if (this.stage.support?.lacks(operation)) return;
    const signature = this.#signatureOf(complaint);
    this.#samples++;
    this.#violated = true;
    const place = { command: this.#commands + this.#samples, look: undefined, path: undefined };
    this.divergences.push({ ...place, signature, operation, clock: "law", expected, actual, rule });
    if (this.#enough(signature)) throw new LawEnd();
  }

  /** Was this complaint told by an earlier run? Then it need not be waited for. */
  knows(complaint: Complaint): boolean {
    return this.stage.isKnown?.(this.#signatureOf(complaint)) === true;
  }

  /** Lets time pass at the target: a little, then more. */
  async wait(round: number): Promise<void> {
    if (this.stage.signal.aborted) throw new LawEnd();
    await this.stage.time.pause(pauseMilliseconds(round));
  }

  #signatureOf({ operation, what }: Complaint): string {
    return `law/${this.#law?.name}/${operation}/${what}`.replaceAll(this.prefix, "");
  }

  #note(operation: string, input: JsonObject, exchange: Exchange): void {
    const command = this.#law === undefined ? this.step : this.#commands + this.#samples + 1;
    this.history.push({ command, look: this.#law !== undefined, operation, input, exchange });
  }

  async #noticeCrash(operation: string, exchange: Exchange, crash?: () => Complaint): Promise<void> {
    if (exchange.kind === "answered" || exchange.cause === "timeout") return;
    if (exchange.cause === "reset") {
      const probe = await this.stage.client.call("ListClusters", { maxResults: 1 });
      if (probe.kind === "answered") return;
    }
    this.crashed = true;
    if (crash === undefined) this.#tellCrash(operation, exchange.detail);
    if (!(await this.stage.back())) throw new GoneError("the server went away and did not come back");
    if (crash !== undefined) this.tell(crash());
    throw new LawEnd();
  }

  #tellCrash(operation: string, actual: string): void {
    this.divergences.push({
      signature: "server/crash",
      operation,
      clock: "reply",
      expected: "a server that stays up",
      actual,
      path: undefined,
      rule: "P1",
      command: this.#commands,
      look: undefined,
    });
  }
}
