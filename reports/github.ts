import { appendFileSync } from "node:fs";
import { counted } from "./counted.ts";
import { byRank, ranked } from "./divergences/ranking.ts";
import type { ReportDocument, ReportedDivergence } from "./document.ts";
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
    for (const divergence of report.divergences.toSorted(byRank).slice(0, mostAnnotations))
      print(annotation(divergence));
  if (GITHUB_STEP_SUMMARY !== undefined && GITHUB_STEP_SUMMARY !== "")
    appendFileSync(GITHUB_STEP_SUMMARY, summary(report, history));
}

const levels = { critical: "error", major: "warning", minor: "notice" } as const;

function annotation(divergence: ReportedDivergence): string {
  const { rating, sentence } = ranked(divergence);
  const { signature, expected, actual } = divergence;
  const message = `${sentence} Expected ${expected}, got ${actual}`;
  return `::${levels[rating.severity]} title=${property(`${rating.severity}: ${signature}`)}::${data(message)}`;
}

/** The campaign as GitHub's Markdown. */
function summary(report: ReportDocument, history: readonly HistoryLine[]): string {
  const { target, runs, calls, seconds, divergences } = report;
  const analysis = failureAnalysis(history);
  const rows = divergences.toSorted(byRank).map((divergence) => {
    const { signature, seen, reproduced, expected, actual } = divergence;
    const { rating, sentence } = ranked(divergence);
    const state = analysis.get(signature)?.state ?? "new";
    return `| ${rating.severity} | ${prose(sentence)} | ${cell(signature)} | ${state} | ${seen} | ${reproduced} | ${cell(expected)} | ${cell(actual)} |`;
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
          "| severity | what is wrong | signature | state | runs | reproduced | expected | actual |",
          "| --- | --- | --- | --- | ---: | ---: | --- | --- |",
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

/** A sentence as a table cell: it may contain values that a server returned. */
const prose = (sentence: string): string =>
  sentence.replaceAll(/\s+/g, " ").replaceAll(/[|<[]/g, (sign) => `\\${sign}`);

const data = (text: string): string => text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");

const property = (text: string): string => data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
