import type { Exchange } from "../../clients/client.ts";
import type { JsonObject } from "../../model/language/json.ts";
import type { Divergence } from "../judge/divergence.ts";

/** A request of a run with its reply. */
export interface Sent {
  /** Index of the command it belongs to. */
  readonly command: number;
  readonly look: boolean;
  readonly operation: string;
  readonly input: JsonObject;
  readonly exchange: Exchange;
}

/** A call of a run, as the conditions of a patch examine it. */
export interface Call {
  readonly operation: string;
  readonly input: JsonObject;
  readonly outcome: CallOutcome;
}

export const callOutcomes = ["accepted", "refused", "unanswered"] as const;
type CallOutcome = (typeof callOutcomes)[number];

/** What became of a call, from the HTTP status of its reply. */
export const outcomeOf = (status: number | undefined): CallOutcome =>
  status === undefined ? "unanswered" : status === 200 ? "accepted" : "refused";

/** What was observed of a divergence in addition to its signature. What is undefined is unknown. */
export interface Observation {
  /** What ECS shows, and what the server shows, as short texts. */
  readonly expected: string | undefined;
  readonly actual: string | undefined;
  /** The command whose reply or looks showed it; `none` at rest. */
  readonly call: Call | "none" | undefined;
  /** The commands before that one; at rest, all commands. */
  readonly before: readonly Call[] | undefined;
}

/** What a run observed of a divergence; `plain` removes the prefix of the run. */
export function observationOf(
  { expected, actual, command }: Pick<Divergence, "expected" | "actual" | "command">,
  history: readonly Sent[],
  plain: (text: string) => string,
): Observation {
  const commands = history.filter(({ look }) => !look);
  const own = commands.find((event) => event.command === command);
  const callOf = ({ operation, input, exchange }: Sent): Call => {
    const status = exchange.kind === "answered" ? exchange.status : undefined;
    return { operation, input: JSON.parse(plain(JSON.stringify(input))) as JsonObject, outcome: outcomeOf(status) };
  };
  return {
    expected: plain(expected),
    actual: plain(actual),
    call: own === undefined ? "none" : callOf(own),
    before: commands.filter((event) => event.command < command).map(callOf),
  };
}
