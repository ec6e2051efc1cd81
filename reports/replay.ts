import { styleText } from "node:util";
import { text } from "../checker/signature.ts";
import type { Plan } from "../commands/language/plan.ts";
import type { Recurrence } from "../properties/triage/recurrence.ts";
import type { RunResult } from "../properties/workers/workerPool.ts";
import { compact, numberedCalls } from "./calls.ts";
import { differenceLines } from "./console.ts";

const longestReply = 400;

/** A violation of a law takes many calls: each is cut to one line. */
const longestEvidence = 110;

/** A replay for the console: each call with its reply and its differences. */
export function replayText(plan: Plan, played: RunResult): string {
  const plain = (text: string) => text.replaceAll(played.prefix, "");
  const lines: string[] = [];
  for (const [index, call] of numberedCalls(plan).entries()) {
    lines.push(call);
    const event = played.history.find(({ command, look }) => command === index && !look);
    if (event === undefined)
      lines.push("     not sent: what it names does not exist or is in quarantine, or the server lacks the operation");
    else {
      const refers = /"ref"/.test(JSON.stringify(plan[index]?.input));
      if (refers) lines.push(`     sent ${plain(compact(event.input))}`);
      lines.push(`     ${plain(answerText(event.exchange))}`);
    }
    for (const divergence of played.divergences)
      if (divergence.command === index) lines.push(...marked(divergence, plan));
    lines.push(...knownLines(played, (command) => command === index));
  }
  for (const divergence of played.divergences)
    if (divergence.command >= plan.length)
      lines.push(...evidence(divergence, played, plain), ...marked(divergence, plan));
  return lines.join("\n");
}

/** The calls of the sample that violated a law. */
function evidence(
  { command, clock }: RunResult["divergences"][number],
  played: RunResult,
  plain: (text: string) => string,
) {
  if (clock !== "law") return [];
  return played.history
    .filter((event) => event.command === command)
    .flatMap((event) => [
      `  …  ${event.operation} ${plain(compact(event.input))}`,
      `     ${plain(answerText(event.exchange)).slice(0, longestEvidence)}`,
    ]);
}

function marked(divergence: RunResult["divergences"][number], plan: Plan): string[] {
  return [
    `  ${styleText("red", "✗")} ${styleText("bold", text(divergence.signature))}`,
    ...differenceLines({ divergence, plan }).map((line) => `    ${line}`),
  ];
}

const knownLines = ({ known }: RunResult, isAt: (command: number) => boolean): string[] =>
  known
    .filter(({ divergence }) => isAt(divergence.command))
    .map(({ id, divergence }) => styleText("dim", `  ~ ${text(divergence.signature)}, known as ${id}`));

function answerText(exchange: RunResult["history"][number]["exchange"]): string {
  if (exchange.kind === "unanswered") return `${exchange.cause}: ${exchange.detail}`;
  const text = exchange.text.length > longestReply ? `${exchange.text.slice(0, longestReply)}…` : exchange.text;
  return `${exchange.status} ${text.replaceAll(/\s+/g, " ")}`;
}

/** The verdict of repeated plays on a fault. */
export function recurrenceText({ kind, hits, tries, least, most }: Recurrence): string {
  switch (kind) {
    case "gone":
      return `gone: 0 of ${tries}: below ${percent(most, Math.ceil)} with 95 % confidence`;
    case "deterministic":
      return `deterministic: failed ${hits} of ${tries}: at least ${percent(least, Math.floor)} with 95 % confidence`;
    case "probabilistic":
      return `probabilistic: failed ${hits} of ${tries}: ${percent(hits / tries)}, with 95 % confidence ${percent(least, Math.floor)} to ${percent(most, Math.ceil)}`;
  }
}

/** Whole percents; rates near 0 or 1 with one decimal. */
function percent(rate: number, round: (value: number) => number = Math.round): string {
  const near = rate < 0.02 || rate > 0.98;
  return `${near ? round(rate * 1000) / 10 : round(rate * 100)} %`;
}
