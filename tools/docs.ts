import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Command, CommanderError } from "commander";
import { interruption } from "../cli/interrupt.ts";
import { runProgram } from "../cli/program.ts";
import { awsExamplesPage } from "./awsExamples.ts";
import { simulatorConformanceText } from "./evidence/conformance.ts";
import { ruleEvidenceText } from "./evidence/rowEvidence.ts";
import { evidencePage, simulatorVerdicts } from "./evidence.ts";
import { membersPage } from "./members.ts";
import { operationsPage } from "./operations.ts";
import { type Counts, countingCampaign, countsOfPage, missingReasons, rulesPage } from "./rules.ts";
import { scenariosPage } from "./scenarios.ts";
import { traceSchemaFile } from "./traceSchema.ts";
import { wirePage } from "./wireAnswers.ts";

interface DocsOptions {
  readonly rows?: boolean;
  readonly report?: string;
}

const root = join(import.meta.dirname, "..");

/** Kept after the campaign, so that a page which could not be written needs no second campaign. */
const reportFolder = ".kecs-fuzz/docs";

/** Every page that is generated from the code or from records. */
const pages: readonly (readonly [file: string, page: (counts: Counts) => string | Promise<string>])[] = [
  ["docs/aws-examples.md", awsExamplesPage],
  ["docs/evidence.md", evidencePage],
  ["docs/records/conformance.json", async () => simulatorConformanceText(await simulatorVerdicts())],
  ["docs/members.md", membersPage],
  ["docs/operations.md", operationsPage],
  ["docs/rules.md", rulesPage],
  ["docs/scenarios.md", () => scenariosPage()],
  ["docs/wire-answers.md", wirePage],
  ["docs/records/trace.schema.json", traceSchemaFile],
  ["docs/records/ruleEvidence.json", ruleEvidenceText],
];

/** Ends the program with its message on stderr, before any page was changed. */
class Refused extends Error {
  readonly status: number;

  constructor(message: string, status: number) {
    super(message);
    this.status = status;
  }
}

/** Writes all pages. The campaign that counts runs in this process, and ends with it. */
async function writePages({ rows = false, report }: DocsOptions): Promise<void> {
  if (rows && report !== undefined) throw new Refused("--rows and --report exclude each other: omit one", 2);
  const file = rows ? undefined : (report ?? (await countAnew()));
  const counts = file === undefined ? countsOfPage() : countsIn(file);
  const missing = missingReasons(counts);
  if (missing.length > 0) {
    const next =
      file === undefined
        ? "or, if a rule is new, count again with npm run docs"
        : `then npm run docs -- --report ${file}`;
    throw new Refused([...missing, next].join("\n"), 1);
  }
  const texts: [path: string, text: string][] = [];
  for (const [path, page] of pages) texts.push([path, await page(counts)]);
  for (const [path, text] of texts) writeFileSync(join(root, path), text);
}

/** Plays the campaign, and returns the folder of its report. */
async function countAnew(): Promise<string> {
  const interrupt = interruption();
  const status = await runProgram(["fuzz", ...countingCampaign, "--report", join(root, reportFolder)], interrupt);
  if (status !== 0)
    throw new Refused(`the campaign that counts rows ended with status ${status}: no page was written`, status);
  return `${reportFolder}/report.json`;
}

function countsIn(file: string): Counts {
  try {
    const { rules, runs } = JSON.parse(readFileSync(file, "utf8")) as Partial<Counts>;
    if (rules !== undefined && runs !== undefined) return { rules, runs };
  } catch {
    // The error follows below: whether the file is absent or not JSON, the remedy is the same.
  }
  throw new Refused(
    `${file} is not the report of a campaign: give the report.json that npm run fuzz -- --report DIR writes`,
    2,
  );
}

const program = new Command("npm run docs --")
  .description(
    "generate the pages from the code and the records; play a campaign to count how often each rule is exercised",
  )
  .option("--rows", "play no campaign: keep the counts in docs/rules.md")
  .option("--report <file>", "take the counts from the report.json of an earlier campaign")
  .allowExcessArguments(false)
  .exitOverride()
  .configureOutput({ writeErr: () => {} })
  .action(writePages);

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof Refused) {
    for (const line of error.message.split("\n")) console.error(`npm run docs: ${line}`);
    process.exitCode = error.status;
  } else if (error instanceof CommanderError) {
    const line = error.message.replace(/^error: /, "").replaceAll("\n", " ");
    if (error.exitCode !== 0) console.error(`npm run docs: ${line}: see --help`);
    process.exitCode = error.exitCode === 0 ? 0 : 2;
  } else throw error;
}
