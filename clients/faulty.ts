import { parseJson } from "./answered.ts";
import type { Client, Exchange, Unanswered } from "./client.ts";
import { random } from "./random.ts";

/**
 * What can fail between two machines. `refuse`, `resetBefore` and `errorBefore` happen before the server receives the
 * call, the others after it executed it.
 */
export type FaultKind = "refuse" | "resetBefore" | "errorBefore" | "dropReply" | "errorAfter" | "garble" | "delay";

/** One injected fault: the call's number, counted from 0, and what happened to it. */
export interface InjectedFault {
  readonly call: number;
  readonly operation: string;
  readonly kind: FaultKind;
}

export interface FaultyOptions {
  readonly seed: number;
  /** Probability of each fault, between 0 and 1 (default: 0). Their sum is at most 1. */
  readonly rates: Partial<Record<FaultKind, number>>;
  /** A delay is drawn from zero to this. */
  readonly delayMilliseconds?: number;
}

export interface FaultyClient extends Client {
  readonly injected: readonly InjectedFault[];
}

const page = "<!doctype html><html><head><title>500 Internal Server Error</title></head><body>Oops</body></html>";

/**
 * Adds network faults to any client. Which call gets which fault depends only on the seed and the number of the call.
 */
export function faultyClient(inner: Client, options: FaultyOptions): FaultyClient {
  const injected: InjectedFault[] = [];
  let calls = 0;
  return {
    injected,
    async call(operation, input) {
      const call = calls++;
      const draw = random(options.seed, call);
      const kind = pick(options.rates, draw());
      if (kind) injected.push({ call, operation, kind });
      return play(kind, () => inner.call(operation, input), draw, options.delayMilliseconds ?? 50);
    },
    close: () => inner.close(),
  };
}

function pick(rates: Partial<Record<FaultKind, number>>, drawn: number): FaultKind | undefined {
  let upTo = 0;
  for (const kind of Object.keys(rates).sort() as FaultKind[]) {
    upTo += rates[kind] ?? 0;
    if (drawn < upTo) return kind;
  }
  return undefined;
}

async function play(
  kind: FaultKind | undefined,
  call: () => Promise<Exchange>,
  draw: () => number,
  delayMilliseconds: number,
): Promise<Exchange> {
  if (kind === "refuse") return unanswered("refused", 0);
  if (kind === "resetBefore") return unanswered("reset", 0);
  if (kind === "errorBefore") return htmlError(0);
  if (kind === "delay") await new Promise((resolve) => setTimeout(resolve, draw() * delayMilliseconds));

  const exchange = await call();
  if (kind === "dropReply") return unanswered(draw() < 0.5 ? "reset" : "timeout", exchange.milliseconds);
  if (kind === "errorAfter") return htmlError(exchange.milliseconds);
  if (kind === "garble" && exchange.kind === "answered") {
    const text = exchange.text.slice(0, Math.floor(draw() * exchange.text.length));
    return { ...exchange, text, json: parseJson(text) };
  }
  return exchange;
}

function unanswered(cause: Unanswered["cause"], milliseconds: number): Exchange {
  return { kind: "unanswered", cause, detail: "injected", milliseconds };
}

function htmlError(milliseconds: number): Exchange {
  return { kind: "answered", status: 500, text: page, json: undefined, contentType: "text/html", milliseconds };
}
