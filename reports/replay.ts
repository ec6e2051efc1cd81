import { styleText } from "node:util";
import type { Plan } from "../commands/plan.ts";
import type { Played } from "../properties/players.ts";
import { compact, numberedCalls } from "./calls.ts";
import { differenceLines } from "./console.ts";

const longestReply = 400;

/** A replay as a person reads it: each call as it was sent and answered, and where it differs. */
export function replayText(plan: Plan, played: Played): string {
  const plain = (text: string) => text.replaceAll(played.prefix, "");
  const lines: string[] = [];
  for (const [index, call] of numberedCalls(plan).entries()) {
    lines.push(call);
    const event = played.history.find(({ command, look }) => command === index && !look);
    if (event === undefined) lines.push("     not sent: what it refers to is not there");
    else {
      const refers = /"ref"/.test(JSON.stringify(plan[index]?.input));
      if (refers) lines.push(`     sent ${plain(compact(event.input))}`);
      lines.push(`     ${plain(answerText(event.exchange))}`);
    }
    for (const divergence of played.divergences)
      if (divergence.command === index) lines.push(...marked(divergence, plan));
  }
  for (const divergence of played.divergences)
    if (divergence.command >= plan.length) lines.push(...marked(divergence, plan));
  return lines.join("\n");
}

function marked(divergence: Played["divergences"][number], plan: Plan): string[] {
  return [
    `  ${styleText("red", "✗")} ${styleText("bold", divergence.signature)}`,
    ...differenceLines({ divergence, plan }).map((line) => `    ${line}`),
  ];
}

function answerText(exchange: Played["history"][number]["exchange"]): string {
  if (exchange.kind === "unanswered") return `${exchange.cause}: ${exchange.detail}`;
  const text = exchange.text.length > longestReply ? `${exchange.text.slice(0, longestReply)}…` : exchange.text;
  return `${exchange.status} ${text.replaceAll(/\s+/g, " ")}`;
}
