import { styleText } from "node:util";
import { text } from "../checker/signature.ts";
import { rules } from "../model/language/rules.ts";
import type { CampaignResult } from "../properties/campaign/campaign.ts";
import type { Severity } from "../properties/judge/severity.ts";
import { laws } from "../properties/laws/registry.ts";
import type { ReportedFault } from "../properties/triage/reportedFault.ts";
import { numberedCalls } from "./calls.ts";
import { counted, number } from "./counted.ts";
import { sentenceOfFault } from "./divergences/ranking.ts";
import { notSentText } from "./notSent.ts";
import { documentationOf, evidenceLine, evidenceOf, evidenceShares, evidenceText } from "./ruleEvidence.ts";

const bold = (words: string) => styleText("bold", words);
const dim = (words: string) => styleText("dim", words);

/** Up to this many divergences are printed with their calls; of more, the first ones are listed. */
const mostBlocks = 3;

/** The length of the list. */
const mostListed = 10;

/**
 * The divergences of a campaign for the console: all about a few of them; of more, two lines for each of the first ten,
 * and where the others are.
 */
export function failuresText(
  faults: readonly ReportedFault[],
  directory: string,
  replayOf: (index: number) => string,
): string {
  if (faults.length <= mostBlocks)
    return faults.map((fault, index) => failureText(fault, index + 1, replayOf(index))).join("\n\n");
  const listed = faults.slice(0, mostListed);
  const others = faults.length - listed.length;
  return [
    `${bold(others === 0 ? "What to mend first" : `The first ${mostListed} of ${counted(faults.length, "divergence")} to mend`)}, the most severe first:`,
    ...listed.flatMap((fault, index) => [
      `${`${index + 1}.`.padStart(3)} ${headline(fault.rating.severity, sentenceOfFault(fault))}`,
      `    ${dim(`${text(fault.signature)} · observed in ${counted(fault.seen, "run")} · ${counted(fault.plan.length, "call")}`)}`,
    ]),
    `The calls, the differences and the replay commands of all are in ${directory}/report.html and ${directory}/report.json; \`npm run report -- issue N ${directory}\` prints one as an issue.`,
  ].join("\n");
}

const colours = { critical: "magenta", major: "red", minor: "yellow" } as const;

/** The severity and the sentence: the first line of each divergence. */
export const headline = (severity: Severity, sentence: string): string =>
  `${styleText(colours[severity], severity.padEnd("critical".length))}  ${sentence}`;

/** A fault for the console: its calls, the member that differs, the rule, and the command that replays it. */
export function failureText(fault: ReportedFault, number: number, replayCommand: string | undefined): string {
  const { severity, reason } = fault.rating;
  const lines = [
    `${styleText("red", `${number}.`)} ${bold(sentenceOfFault(fault))}`,
    `   ${styleText(colours[severity], severity)}: ${reason}`,
    `   ${dim(text(fault.signature))}`,
    ...numberedCalls(fault.plan).map((call) => `     ${call}`),
    ...differenceLines(fault).map((line) => `   ${line}`),
    `   ${dim(historyOf(fault))}`,
  ];
  if (fault.symptoms.length > 0) lines.push(`   ${dim(`also observed as ${fault.symptoms.map(text).join(" · ")}`)}`);
  if (replayCommand !== undefined) lines.push(`   ${dim("replay:")} ${replayCommand}`);
  return lines.join("\n");
}

/** Where target and model differ, and the rule that gives the expected value. */
export function differenceLines({ divergence, plan }: Pick<ReportedFault, "divergence" | "plan">): string[] {
  const lines = [
    `${placeOf(divergence, plan.length)}`,
    `  expected  ${styleText("green", divergence.expected)}`,
    `  actual    ${styleText("red", divergence.actual)}`,
  ];
  const { signature } = divergence;
  const law = signature.kind === "law" ? laws.find(({ name }) => name === signature.law) : undefined;
  if (law !== undefined) lines.push(`  law       ${law.says}`);
  if (divergence.rule !== undefined)
    lines.push(
      `  rule      ${divergence.rule}: ${rules[divergence.rule].says}`,
      `  evidence  ${evidenceText(evidenceOf(divergence.rule))}`,
    );
  const documentation = documentationOf(divergence.operation);
  if (documentation !== undefined) lines.push(`  AWS says  ${documentation}`);
  return lines;
}

function placeOf({ command, look, path, clock, operation }: ReportedFault["divergence"], commands: number): string {
  if (clock === "law") return `${operation}, compared with other replies of the server`;
  const field = path === undefined || path === "" ? "the reply" : path;
  if (command >= commands) return `${field} of ${look ?? "a look"} at rest (${clock})`;
  const reply = look === undefined ? `call ${command + 1}` : `${look} after call ${command + 1}`;
  return `${field} of ${reply} (${clock})`;
}

function historyOf({ seen, hits, tries, commandsBefore, plan, executions, note }: ReportedFault): string {
  const parts = [
    `observed in ${seen} ${seen === 1 ? "run" : "runs"}`,
    `reproduced in ${hits} of ${tries} replays`,
    ...(executions > 0 ? [`shrunk from ${commandsBefore} to ${plan.length} commands in ${executions} executions`] : []),
    ...(note === undefined ? [] : [note]),
  ];
  return parts.join(" · ");
}

/** The summary of a campaign; the verdict is on its last line. */
export function summaryText(result: CampaignResult, hasTasks: boolean): string {
  const { counters, runs, calls, seconds, faults } = result;
  const lines: string[] = [];
  if (hasTasks && runs >= 8 && counters.runsWithTasks * 4 < runs)
    lines.push(
      counters.runsWithTasks === 0
        ? "no run reached a RUNNING task: task behaviour was not tested"
        : `only ${counters.runsWithTasks} of ${runs} runs reached a RUNNING task: task behaviour was hardly tested`,
    );
  if (counters.rolloutsUnobserved > 0)
    lines.push(
      `${number(counters.rolloutsUnobserved)} of ${counted(counters.rollouts, "rollout")} finished before their limits could be checked: unobserved`,
    );
  if (counters.laws.size > 0) lines.push(lawsLine(counters.laws));
  const evidence = evidenceLine(evidenceShares(counters.rules));
  if (evidence !== undefined) lines.push(evidence);
  if (result.deviations.length > 0) lines.push(deviationsLine(result));
  const unsent = notSentText(counters.notSent, counters.commands);
  if (unsent !== undefined) lines.push(unsent);
  if (result.unproven.length > 0)
    lines.push(
      `${counted(result.unproven.length, "signature")} not reported: seen only after a run had restored a resource, and by no replay`,
    );
  if (result.unsupported.length > 0) lines.push(`not supported: ${result.unsupported.join(", ")}`);
  if (result.restarts > 0) lines.push(`the server became unavailable ${times(result.restarts)}`);
  if (result.left > 0) lines.push(`${number(result.left)} resources could not be removed`);
  for (const broken of result.broken) lines.push(`internal error of kecs-fuzz: ${broken}`);
  if (faults.length > 0) lines.push(triageLine(result));
  const refused = counters.commands === 0 ? 0 : Math.round((100 * counters.refused) / counters.commands);
  const early = result.ending === "interrupted" ? " · interrupted" : result.ending === "gone" ? " · cut short" : "";
  const verdict = faults.length === 0 ? "no divergence" : `${counted(faults.length, "divergence")}`;
  lines.push(
    `${counted(runs, "run")} · ${counted(counters.commands, "command")} (${refused} % refused) · ${counted(calls, "call")} in ${seconds.toFixed(1)} s, ${number(Math.round(calls / Math.max(seconds, 0.001)))}/s${early} · ${styleText(faults.length === 0 ? "green" : "red", verdict)}`,
  );
  return lines.join("\n");
}

/** What the workers spent their time on, and how many divergences triage has shrunk. */
function triageLine({ spent, faults, shrunk }: CampaignResult): string {
  const whole = Object.values(spent).reduce((sum, each) => sum + each, 0) || 1;
  const shares = Object.entries(spent).map(([activity, each]) => `${activity} ${Math.round((100 * each) / whole)} %`);
  return `time: ${shares.join(" · ")}; ${number(shrunk)} of ${counted(faults.length, "divergence")} shrunk`;
}

/** How many runs checked each law, violated it, or took too few samples of it. */
function lawsLine(laws: CampaignResult["counters"]["laws"]): string {
  const parts = [...laws].map(([name, { checked, violated, unobserved }]) => {
    const broken = violated > 0 ? `, violated in ${number(violated)}` : "";
    const tooFew = unobserved > 0 ? `, unobserved in ${number(unobserved)}` : "";
    return `${name} ${number(checked)}${broken}${tooFew}`;
  });
  return `runs that checked laws: ${parts.join(" · ")}`;
}

/** How many of the target's known deviations occurred, and the share of comparisons that relied on one. */
function deviationsLine({ counters, deviations }: CampaignResult): string {
  const occurred = deviations.filter((deviation) => deviation.seen > 0).length;
  const share = (100 * counters.maskedShare).toFixed(1);
  return `${number(occurred)} of ${counted(deviations.length, "known deviation")} occurred; ${share} % of ${counted(counters.compared, "comparison")} relied on one`;
}

const times = (count: number): string => (count === 1 ? "once" : `${number(count)} times`);
