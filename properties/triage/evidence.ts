import type { Divergence } from "../judge/divergence.ts";
import type { Event } from "../run/runContext.ts";
import type { RunResult } from "../workers/workerPool.ts";

/** A request with its reply as a report shows them: without the run's prefix, and cut when they are long. */
export interface Exchanged {
  /** Index of the command it belongs to; for a look at rest, the number of commands. */
  readonly command: number;
  /** Made to compare, not by the plan. */
  readonly look: boolean;
  readonly operation: string;
  /** JSON. */
  readonly input: string;
  /** HTTP status; undefined without a reply. */
  readonly status?: number | undefined;
  /** The body, or the reason why there is none. */
  readonly answer: string;
}

/** A law makes many calls, and waiting for rest makes many looks. */
const mostExchanges = 80;
const mostLooks = 12;
const longestText = 2000;

/**
 * The requests and replies when a plan last showed a divergence: its commands, and the looks at the command that showed
 * it.
 */
export function evidenceOf(
  { history, prefix }: Pick<RunResult, "history" | "prefix">,
  { command }: Divergence,
): Exchanged[] {
  const looks = history.filter((event) => event.look && event.command === command).slice(-mostLooks);
  const shown = history.filter((event) => !event.look || looks.includes(event));
  const plain = (text: string): string => cut(text.replaceAll(prefix, ""));
  return shown.slice(-mostExchanges).map((event) => exchanged(event, plain));
}

function exchanged({ command, look, operation, input, exchange }: Event, plain: (text: string) => string): Exchanged {
  const base = { command, look, operation, input: plain(JSON.stringify(input)) };
  return exchange.kind === "answered"
    ? { ...base, status: exchange.status, answer: plain(exchange.text) }
    : { ...base, answer: plain(`${exchange.cause}: ${exchange.detail}`) };
}

const cut = (text: string): string => (text.length <= longestText ? text : `${text.slice(0, longestText)}…`);
