import type { Exchange } from "../../clients/client.ts";
import { errorTypes } from "../../model/language/rules.ts";
import { parseAnswer } from "./parseAnswer.ts";

/** Error types for an unknown operation: ECS uses the first, KECS and MiniStack the second. */
const unknownTypes = new Set(["UnknownOperationException", "InvalidAction", "UnknownOperation", "NotImplemented"]);

/** Does the reply say that the server does not implement the operation, whatever the input was? */
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

/** After this many such replies the operation is not called any more. */
const enough = 3;

/**
 * moto replies with a bare HTML page and status 500 to an operation that it lacks. If no other reply ever comes, that
 * counts too.
 */
const enoughFaceless = 5;

const isFaceless = (exchange: Exchange): boolean =>
  exchange.kind === "answered" && exchange.status >= 500 && parseAnswer(exchange).kind === "garbage";

/** Which operations a server implements, as its replies in one campaign show. */
export class OperationSupport {
  readonly #has = new Set<string>();
  readonly #missed = new Counts();
  readonly #faceless = new Counts();

  observe(operation: string, exchange: Exchange): void {
    if (saysUnsupported(exchange)) this.#missed.add(operation);
    else if (isFaceless(exchange)) this.#faceless.add(operation);
    else if (exchange.kind === "answered") this.#has.add(operation);
  }

  /** Did every reply so far report this? If only some do, that is a fault like any other. */
  lacks(operation: string): boolean {
    return !this.#has.has(operation) && (this.#missed.of(operation) > 0 || this.#isFaceless(operation));
  }

  /** Has the server shown often enough that it lacks the operation? */
  needsNoCall(operation: string): boolean {
    return !this.#has.has(operation) && (this.#missed.of(operation) >= enough || this.#isFaceless(operation));
  }

  /** The operations that the server lacks, in alphabetical order. */
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
