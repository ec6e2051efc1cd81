import { styleText } from "node:util";
import { text } from "../checker/signature.ts";
import { rules } from "../model/language/rules.ts";
import type { CampaignResult } from "../properties/campaign/campaign.ts";
import { laws } from "../properties/laws/registry.ts";
import type { ReportedFault } from "../properties/triage/reportedFault.ts";
import { numberedCalls } from "./calls.ts";

const bold = (words: string) => styleText("bold", words);
const dim = (words: string) => styleText("dim", words);

/** A failure as a person reads it: the calls, the one field that differs, the rule, and how to see it again. */
export function failureText(entry: ReportedFault, number: number, replayCommand: string | undefined): string {
  const lines = [
    `${styleText("red", `${number}.`)} ${bold(text(entry.signature))}`,
    ...numberedCalls(entry.plan).map((call) => `     ${call}`),
    ...differenceLines(entry).map((line) => `   ${line}`),
    `   ${dim(historyOf(entry))}`,
  ];
  if (entry.symptoms.length > 0) lines.push(`   ${dim(`also seen as ${entry.symptoms.map(text).join(" · ")}`)}`);
  if (replayCommand !== undefined) lines.push(`   ${dim("again:")} ${replayCommand}`);
  return lines.join("\n");
}

/** Where target and model disagree, and which rule says so. */
export function differenceLines({ divergence, plan }: Pick<ReportedFault, "divergence" | "plan">): string[] {
  const lines = [
    `${placeOf(divergence, plan.length)}`,
    `  expected  ${styleText("green", divergence.expected)}`,
    `  actual    ${styleText("red", divergence.actual)}`,
  ];
  const { signature } = divergence;
  const law = signature.kind === "law" ? laws.find(({ name }) => name === signature.law) : undefined;
  if (law !== undefined) lines.push(`  law       ${law.says}`);
  if (divergence.rule !== undefined) lines.push(`  rule      ${divergence.rule}: ${rules[divergence.rule].says}`);
  return lines;
}

function placeOf({ command, look, path, clock, operation }: ReportedFault["divergence"], commands: number): string {
  if (clock === "law") return `${operation}, held against the server's own answers`;
  const field = path === undefined || path === "" ? "the reply" : path;
  if (command >= commands) return `${field} of ${look ?? "a look"} when all had come to rest (${clock})`;
  const reply = look === undefined ? `call ${command + 1}` : `${look} after call ${command + 1}`;
  return `${field} of ${reply} (${clock})`;
}

function historyOf({ seen, hits, tries, commandsBefore, plan, executions, note }: ReportedFault): string {
  const parts = [
    `seen in ${seen} ${seen === 1 ? "run" : "runs"}`,
    `came back in ${hits} of ${tries} replays`,
    ...(executions > 0 ? [`${commandsBefore} → ${plan.length} commands in ${executions} executions`] : []),
    ...(note === undefined ? [] : [note]),
  ];
  return parts.join(" · ");
}

/** The campaign in a few lines, its verdict last. */
export function summaryText(result: CampaignResult, hasTasks: boolean): string {
  const { counters, runs, calls, seconds, entries } = result;
  const lines: string[] = [];
  if (hasTasks && runs >= 8 && counters.runsWithTasks * 4 < runs)
    lines.push(
      `only ${counters.runsWithTasks} of ${runs} runs saw a task RUNNING: what tasks do is hardly tested here`,
    );
  if (counters.rolloutsUnobserved > 0)
    lines.push(
      `${counted(counters.rolloutsUnobserved, "rollout")} of ${number(counters.rollouts)} went by too fast to judge their bounds: unobserved`,
    );
  if (counters.laws.size > 0) lines.push(lawsLine(counters.laws));
  if (result.deviations.length > 0) lines.push(deviationsLine(result));
  if (result.unsupported.length > 0) lines.push(`not supported: ${result.unsupported.join(", ")}`);
  if (result.restarts > 0) lines.push(`the server went away ${times(result.restarts)}`);
  if (result.left > 0) lines.push(`${number(result.left)} resources could not be removed`);
  for (const broken of result.broken) lines.push(`a mistake of kecs-fuzz itself: ${broken}`);
  const refused = counters.commands === 0 ? 0 : Math.round((100 * counters.refused) / counters.commands);
  const early = result.ending === "interrupted" ? " · interrupted" : result.ending === "gone" ? " · cut short" : "";
  const verdict = entries.length === 0 ? "no divergence" : `${counted(entries.length, "divergence")}`;
  lines.push(
    `${counted(runs, "run")} · ${counted(counters.commands, "command")} (${refused} % refused) · ${counted(calls, "call")} in ${seconds.toFixed(1)} s, ${number(Math.round(calls / Math.max(seconds, 0.001)))}/s${early} · ${styleText(entries.length === 0 ? "green" : "red", verdict)}`,
  );
  return lines.join("\n");
}

/** How often each law was checked; those that were broken or seen too seldom are told beside. */
function lawsLine(laws: CampaignResult["counters"]["laws"]): string {
  const parts = [...laws].map(([name, { checked, violated, unobserved }]) => {
    const broken = violated > 0 ? `, broken in ${number(violated)}` : "";
    const unseen = unobserved > 0 ? `, unobserved in ${number(unobserved)}` : "";
    return `${name} ${number(checked)}${broken}${unseen}`;
  });
  return `runs that checked laws: ${parts.join(" · ")}`;
}

/** What the campaign met of its target's known deviations. */
function deviationsLine({ counters, deviations }: CampaignResult): string {
  const seen = deviations.filter((deviation) => deviation.seen > 0).length;
  const share = (100 * counters.maskedShare).toFixed(1);
  return `${number(seen)} of ${counted(deviations.length, "known deviation")} seen: ${share} % of ${counted(counters.compared, "comparison")} masked`;
}

export const number = (value: number): string => value.toLocaleString("en-US");

export const counted = (value: number, noun: string): string => `${number(value)} ${noun}${value === 1 ? "" : "s"}`;

const times = (count: number): string => (count === 1 ? "once" : `${number(count)} times`);
