import { appendFileSync } from "node:fs";
import { counted } from "./counted.ts";
import type { ReportDocument } from "./document.ts";
import { failureAnalysis } from "./history/history.ts";
import type { HistoryLine } from "./history/historyLine.ts";
import { trendsOf } from "./history/trend.ts";

/** GitHub shows at most this many annotations of a step. */
const mostAnnotations = 10;

/** On GitHub Actions: prints an annotation for each divergence, and writes the job's summary. */
export function reportToGitHub(
  report: ReportDocument,
  history: readonly HistoryLine[],
  print: (line: string) => void,
  { GITHUB_ACTIONS, GITHUB_STEP_SUMMARY }: NodeJS.ProcessEnv = process.env,
): void {
  if (GITHUB_ACTIONS === "true")
    for (const { signature, expected, actual } of report.divergences.slice(0, mostAnnotations))
      print(`::error title=${property(signature)}::${data(`expected ${expected}, got ${actual}`)}`);
  if (GITHUB_STEP_SUMMARY !== undefined && GITHUB_STEP_SUMMARY !== "")
    appendFileSync(GITHUB_STEP_SUMMARY, summary(report, history));
}

/** The campaign as GitHub's Markdown. */
function summary(report: ReportDocument, history: readonly HistoryLine[]): string {
  const { target, runs, calls, seconds, divergences } = report;
  const analysis = failureAnalysis(history);
  const rows = divergences.map(({ signature, seen, reproduced, expected, actual }) => {
    const state = analysis.get(signature)?.state ?? "new";
    return `| ${cell(signature)} | ${state} | ${seen} | ${reproduced} | ${cell(expected)} | ${cell(actual)} |`;
  });
  const gone = [...analysis]
    .filter(([, { state }]) => state === "gone")
    .map(([signature]) => `- gone: ${cell(signature)}`);
  const regressions = trendsOf(history).flatMap(({ name, unit, regression }) =>
    regression === undefined ? [] : [`- **${name}**: ${regression.last} ${unit}, usually ${regression.usual} ${unit}`],
  );
  return [
    `### kecs-fuzz: ${target}, ${divergences.length === 0 ? "no divergence" : counted(divergences.length, "divergence")}`,
    "",
    `${runs} runs, ${calls} calls in ${seconds.toFixed(1)} s, seed ${report.seed}`,
    ...(rows.length === 0
      ? []
      : [
          "",
          "| signature | state | runs | reproduced | expected | actual |",
          "| --- | --- | ---: | ---: | --- | --- |",
          ...rows,
        ]),
    ...(gone.length === 0 ? [] : ["", ...gone]),
    ...(regressions.length === 0 ? [] : ["", ...regressions]),
    "",
    "",
  ].join("\n");
}

/** A text of the server as a table cell, without any markup. */
const cell = (text: string): string =>
  `\`${text.replaceAll(/\s+/g, " ").replaceAll("`", "ˋ").replaceAll("|", "\\|").slice(0, 200)}\``;

const data = (text: string): string => text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");

const property = (text: string): string => data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
