import { randomInt } from "node:crypto";
import { allOperations } from "../commands/plans/generate.ts";
import { type Profile, profiles } from "../commands/plans/profile.ts";
import { campaign } from "../properties/campaign/campaign.ts";
import { watchedBy } from "../properties/campaign/progress.ts";
import { newer as newerLaw } from "../properties/laws/newer.ts";
import { earlierPlans } from "../properties/plans/savedPlan.ts";
import { allLaws, sequential } from "../properties/property.ts";
import { failuresText, summaryText } from "../reports/console.ts";
import { coverageLine, coverageTable } from "../reports/coverage.ts";
import { EventLog } from "../reports/events.ts";
import { renderReport } from "../reports/folder.ts";
import { reportToGitHub } from "../reports/github.ts";
import { historyLines } from "../reports/history/history.ts";
import { coverageIn, planFile, writeDocument, writeReport } from "../reports/json.ts";
import { ProgressReport } from "../reports/progress.ts";
import { replayCommand } from "../reports/replayCommand.ts";
import type { Target } from "../targets/target.ts";
import {
  askedOf,
  defaultReport,
  ledgerOf,
  open,
  planOptions,
  statusOf,
  targetLine,
  toleratedLine,
  untestedLine,
} from "./campaignTarget.ts";
import { unlessInterrupted } from "./interrupt.ts";
import type { FuzzOptions } from "./options.ts";
import type { ExitStatus } from "./session.ts";
import { checkDirectory, checkFile } from "./writable.ts";

const defaultRuns = 100;

export async function hunt(options: FuzzOptions, interrupt: AbortSignal): Promise<ExitStatus> {
  const seed = options.seed ?? randomInt(2 ** 32);
  const directory = options.report ?? defaultReport;
  checkDirectory(directory);
  if (options.json !== undefined) checkFile(options.json);
  const ledger = ledgerOf(options);
  const target = await unlessInterrupted(interrupt, open(options, seed));
  try {
    console.log(`seed ${seed}`);
    console.log(targetLine(target, options, ledger));
    const asked = askedOf(options, target, seed);
    const [progress, events] = [new ProgressReport(process.stdout), new EventLog(directory, asked)];
    const result = await campaign(
      target,
      {
        seed,
        runs: options.runs ?? (options.time === undefined ? defaultRuns : undefined),
        milliseconds: options.time,
        shard: options.shard ?? { index: 0, of: 1 },
        workers: options.workers,
        bail: options.bail === true,
        eventual: options.consistency === "eventual",
        plan: planOptions(options, target),
        properties: options.properties ?? defaultProperties(options),
        earlier: earlierPlans(directory, target.name),
        ledger,
      },
      watchedBy(progress, events),
      interrupt,
    );
    progress.clear();
    events.ended(result);
    const report = writeReport(directory, result, asked);
    const { history } = renderReport(directory, report, new Date());
    if (options.json !== undefined) writeDocument(options.json, report, directory);
    if (result.faults.length > 0)
      console.log(
        `\n${failuresText(result.faults, directory, (index) => replayCommand(`${directory}/${planFile(index)}`, asked.replayFlags))}`,
      );
    const coverage = coverageIn(result.counters);
    if (options.coverage) console.log(`\n${coverageTable(coverage)}`);
    console.log(`${result.faults.length > 0 || options.coverage ? "\n" : ""}${coverageLine(coverage)}`);
    for (const line of historyLines(history)) console.log(line);
    console.log(`${summaryText(result, mayRunTasks(options, target))}`);
    reportToGitHub(report, history, console.log);
    const tolerated = toleratedLine(result, options.failOn);
    if (tolerated !== undefined) console.log(tolerated);
    if (result.ending === "gone") console.error(`kecs-fuzz: ${result.reason}`);
    const untested = untestedLine(result, options.time);
    if (untested !== undefined) console.error(`kecs-fuzz: ${untested}`);
    return untested === undefined ? statusOf(result, options.failOn) : 3;
  } finally {
    await target.close();
  }
}

/** Can a campaign with these operations start tasks? */
const mayRunTasks = ({ operations }: FuzzOptions, target: Target): boolean =>
  target.capabilities.has("tasks") && (operations.includes("RunTask") || operations.includes("CreateService"));

/** Sequential and laws; only sequential when operations are named, because laws call other operations too. */
function defaultProperties({ operations, profile }: FuzzOptions): readonly string[] {
  if (operations.length < allOperations.length) return [sequential];
  const { newer }: Profile = profiles[profile];
  return newer === true ? [sequential, allLaws, newerLaw.name] : [sequential, allLaws];
}
