import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, extname, join } from "node:path";
import { type Command, InvalidArgumentError } from "commander";
import { readLedger } from "../properties/deviations/ledger.ts";
import { type Severity, severities } from "../properties/judge/severity.ts";
import { readSavedPlan } from "../properties/plans/savedPlan.ts";
import { counted } from "../reports/counted.ts";
import { coverageLine } from "../reports/coverage.ts";
import { renderReport, scenariosIn } from "../reports/folder.ts";
import { reportToGitHub } from "../reports/github.ts";
import { historyLines } from "../reports/history/history.ts";
import { issueText, type Versions } from "../reports/issues/issue.ts";
import { writeIssues } from "../reports/issues/issueFiles.ts";
import { writeDocument } from "../reports/json.ts";
import { mergeReports, readReport } from "../reports/merge.ts";
import { scorecardMarkdown } from "../reports/scorecard/markdown.ts";
import { scorecardPage } from "../reports/scorecard/page.ts";
import { type Scorecard, scorecardOf } from "../reports/scorecard/scorecard.ts";
import { ledgerFolder } from "../targets/ledgers.ts";
import { UsageError } from "../targets/usageError.ts";
import type { Session } from "./session.ts";
import { oneOf, wholeNumber } from "./values.ts";
import { version } from "./version.ts";
import { checkDirectory, checkFile } from "./writable.ts";

export function addReportCommand(program: Command, session: Session): void {
  const report = program
    .command("report")
    .description("merge reports, write divergences as issues, or say what works on a server");
  report
    .command("merge")
    .description("merge the reports of several shards or campaigns into one")
    .argument("<dir...>", "folders with a report.json")
    .requiredOption("--report <dir>", "folder for the merged report and its plans")
    .option("--json <file>", "write the report to this file too")
    .action((directories: string[], options: { report: string; json?: string }) => {
      session.status = merge(directories, options);
    });
  report
    .command("issue")
    .description("print a divergence as the text of an issue for the server's maintainers")
    .argument("<number>", "number of the divergence, counted from 1", (text) => wholeNumber(1)(text))
    .argument("[dir]", "folder with a report.json", lastReport)
    .option("--server <text>", "the server and its version, for the text")
    .action((number: number, directory: string, { server }: { server?: string }) => {
      console.log(issue(number, directory, { tester: version, server }));
    });
  report
    .command("issues")
    .description("write the text of an issue for each divergence")
    .argument("[dir]", "folder with a report.json", lastReport)
    .requiredOption("--dir <dir>", "folder for the issues, one file each")
    .option("--severity <severity>", "only those that are at least this severe: critical, major or minor", severity)
    .option("--server <text>", "the server and its version, for the texts")
    .action((directory: string, options: { dir: string; severity?: Severity; server?: string }) => {
      issues(directory, options);
    });
  addScorecardCommand(report);
}

function addScorecardCommand(report: Command): void {
  report
    .command("scorecard")
    .description("say for each operation of one server whether it works, from its reports")
    .argument("<dir...>", "folders with a report.json, and the scenarios.json next to it")
    .option("--out <file>", "write it to this .md, .html or .json file instead; can be repeated", outFiles, [])
    .option("--target-config <file>", "the file of the server, if it has a ledger")
    .action((directories: string[], options: { out: string[]; targetConfig?: string }) => {
      scorecard(directories, options);
    });
}

const lastReport = ".kecs-fuzz/last";

const severity = oneOf("severity", severities, "give critical, major or minor");

function merge(directories: readonly string[], { report: into, json }: { report: string; json?: string }): 0 | 1 {
  checkDirectory(into);
  if (json !== undefined) checkFile(json);
  const merged = mergeReports(directories, into);
  const { history } = renderReport(into, merged, new Date());
  if (json !== undefined) writeDocument(json, merged, into);
  for (const { signature, seen } of merged.divergences)
    console.log(`${signature} · observed in ${counted(seen, "run")}`);
  for (const line of historyLines(history)) console.log(line);
  if (merged.coverage !== undefined) console.log(coverageLine(merged.coverage));
  console.log(
    `${counted(directories.length, "report")} of ${merged.target}: ${counted(merged.runs, "run")} · ${counted(merged.calls, "call")} · ${counted(merged.divergences.length, "divergence")} · ${into}/report.json`,
  );
  reportToGitHub(merged, history, console.log);
  return merged.divergences.length > 0 ? 1 : 0;
}

function issue(number: number, directory: string, versions: Versions): string {
  const report = readReport(directory);
  const divergence = report.divergences[number - 1];
  if (divergence === undefined)
    throw new UsageError(
      `${directory} has ${counted(report.divergences.length, "divergence")}: there is no number ${number}`,
    );
  return issueText(report, divergence, readSavedPlan(join(directory, divergence.plan)).commands, versions);
}

function issues(
  directory: string,
  { dir, severity = "minor", server }: { dir: string; severity?: Severity; server?: string },
): void {
  const report = readReport(directory);
  checkDirectory(dir);
  const planOf = (file: string) => readSavedPlan(join(directory, file)).commands;
  const files = writeIssues(dir, report, planOf, { tester: version, server }, severity);
  for (const file of files) console.log(file);
  console.log(`${counted(files.length, "issue")} of ${counted(report.divergences.length, "divergence")} in ${dir}`);
}

const forms: Readonly<Record<string, (scorecard: Scorecard) => string>> = {
  ".md": scorecardMarkdown,
  ".html": scorecardPage,
  ".json": (scorecard) => `${JSON.stringify(scorecard, null, 2)}\n`,
};

function outFiles(file: string, before: readonly string[]): string[] {
  if (Object.hasOwn(forms, extname(file))) return [...before, file];
  throw new InvalidArgumentError("Give a file that ends in .md, .html or .json.");
}

function scorecard(
  directories: readonly string[],
  { out, targetConfig }: { out: string[]; targetConfig?: string },
): void {
  const [first, ...others] = directories.map((directory) => {
    const report = readReport(directory);
    return { directory, report, scenarios: scenariosIn(directory, report.target) };
  });
  if (first === undefined) throw new UsageError("report scorecard needs the folders of reports");
  const { target } = first.report;
  const other = others.find(({ report }) => report.target !== target);
  if (other !== undefined)
    throw new UsageError(
      `${first.directory} is of ${target}, but ${other.directory} of ${other.report.target}: give reports of one server`,
    );
  for (const file of out) checkFile(file);
  const card = scorecardOf([first, ...others], readLedger(ledgerFolder(target, targetConfig)).deviations);
  if (out.length === 0) console.log(scorecardMarkdown(card));
  for (const file of out) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, forms[extname(file)]?.(card) ?? "");
    console.log(file);
  }
}
