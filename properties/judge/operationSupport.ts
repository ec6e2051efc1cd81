import type { Exchange } from "../../clients/client.ts";
import { isObject, type JsonObject } from "../../model/language/json.ts";
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

/** After this many such replies the operation is seldom called. */
const enough = 3;

/**
 * moto replies with a bare HTML page and status 500 to an operation that it lacks, and to one that breaks on an input.
 * If no other reply ever comes, that counts as lacking, too.
 */
const enoughFaceless = 5;

const isFaceless = (exchange: Exchange): boolean =>
  exchange.kind === "answered" && exchange.status >= 500 && parseAnswer(exchange).kind === "garbage";

/**
 * Which operations a server implements, as its replies in one campaign show. Faceless replies count by kind of input:
 * moto 4.1.1 breaks on RunTask for Fargate, and RunTask for EC2 is still called.
 */
export class OperationSupport {
  readonly #has = new Set<string>();
  readonly #missed = new Counts();
  readonly #faceless = new Counts();
  readonly #facelessKinds = new Counts();
  readonly #gates = new Map<string, Gate>();

  observe(operation: string, input: JsonObject, exchange: Exchange): void {
    if (saysUnsupported(exchange)) this.#missed.add(operation);
    else if (isFaceless(exchange)) {
      this.#faceless.add(operation);
      this.#facelessKinds.add(kindOfInput(operation, input));
    } else if (exchange.kind === "answered") this.#has.add(operation);
  }

  /** Did every reply so far report this? If only some do, that is a fault like any other. */
  lacks(operation: string): boolean {
    return (
      !this.#has.has(operation) && (this.#missed.of(operation) > 0 || this.#faceless.of(operation) >= enoughFaceless)
    );
  }

  /**
   * Is a call with this input useless, because the server has shown often enough that it lacks the operation? Now and
   * then it is not: a later call may work, and reopens the gate.
   */
  needsNoCall(operation: string, input: JsonObject): boolean {
    if (this.#has.has(operation)) return false;
    const kind = kindOfInput(operation, input);
    if (this.#missed.of(operation) < enough && this.#facelessKinds.of(kind) < enoughFaceless) return false;
    const gate = this.#gates.get(kind) ?? new Gate();
    this.#gates.set(kind, gate);
    return !gate.knocks();
  }

  /** The operations that the server lacks, in alphabetical order. */
  get lacking(): string[] {
    const asked = new Set([...this.#missed.names, ...this.#faceless.names]);
    return [...asked].filter((operation) => this.lacks(operation)).sort();
  }
}

/** The operation with those members of its input by which servers choose between ways to serve it: `RunTask FARGATE`. */
function kindOfInput(operation: string, input: JsonObject): string {
  const { launchType, capacityProviderStrategy, schedulingStrategy, deploymentController } = input;
  const controller = isObject(deploymentController) ? deploymentController.type : undefined;
  const strategy = capacityProviderStrategy === undefined ? undefined : "strategy";
  return [operation, launchType ?? strategy ?? "-", schedulingStrategy ?? "-", controller ?? "-"].join(" ");
}

/** Lets one of the first 20 useless calls through, then one of 40, of 80, and so on. */
class Gate {
  #closed = 0;
  #between = 20;

  knocks(): boolean {
    if (++this.#closed < this.#between) return false;
    this.#closed = 0;
    this.#between *= 2;
    return true;
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
