import type { Exchange } from "../../clients/client.ts";
import { errorTypes } from "../../model/language/rules.ts";
import { parseAnswer } from "./parseAnswer.ts";

/** What servers call an operation they do not have: ECS itself the first, KECS and MiniStack the second. */
const unknownTypes = new Set(["UnknownOperationException", "InvalidAction", "UnknownOperation", "NotImplemented"]);

/** Does the answer say that the server does not have the operation, whatever it was asked? */
export function saysUnsupported(exchange: Exchange): boolean {
  if (exchange.kind === "unanswered") return false;
  if (exchange.status === 501) return true;
  const answer = parseAnswer(exchange);
  if (answer.kind === "garbage") return exchange.status === 404;
  if (answer.kind === "accepted") return false;
  const { type, message, status } = answer;
  if (unknownTypes.has(type)) return true;
  if (status === 404 && !errorTypes.has(type)) return true;
  return status >= 500 && /\bnot (?:been |yet )*implemented\b/i.test(message);
}

/** So many answers that say so are enough; more calls would be in vain. */
const enough = 3;

/** moto answers a bare page of HTML, status 500, to what it does not have: where nothing else ever comes, that says so too. */
const enoughFaceless = 5;

const isFaceless = (exchange: Exchange): boolean =>
  exchange.kind === "answered" && exchange.status >= 500 && parseAnswer(exchange).kind === "garbage";

/** Which operations a server has, as its answers in one campaign show. */
export class OperationSupport {
  readonly #has = new Set<string>();
  readonly #missed = new Counts();
  readonly #faceless = new Counts();

  observe(operation: string, exchange: Exchange): void {
    if (saysUnsupported(exchange)) this.#missed.add(operation);
    else if (isFaceless(exchange)) this.#faceless.add(operation);
    else if (exchange.kind === "answered") this.#has.add(operation);
  }

  /** Did every answer so far say so? One that says so now and then is a fault like any other. */
  lacks(operation: string): boolean {
    return !this.#has.has(operation) && (this.#missed.of(operation) > 0 || this.#isFaceless(operation));
  }

  /** Would another call be in vain? */
  needsNoCall(operation: string): boolean {
    return !this.#has.has(operation) && (this.#missed.of(operation) >= enough || this.#isFaceless(operation));
  }

  /** The operations that the server lacks, in the order of the alphabet. */
  get lacking(): string[] {
    const asked = new Set([...this.#missed.names, ...this.#faceless.names]);
    return [...asked].filter((operation) => this.lacks(operation)).sort();
  }

  #isFaceless(operation: string): boolean {
    return this.#faceless.of(operation) >= enoughFaceless;
  }
}

class Counts {
  readonly #counts = new Map<string, number>();

  add(name: string): void {
    this.#counts.set(name, this.of(name) + 1);
  }

  of(name: string): number {
    return this.#counts.get(name) ?? 0;
  }

  get names(): Iterable<string> {
    return this.#counts.keys();
  }
}
