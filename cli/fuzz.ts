import { randomInt } from "node:crypto";
import type { Command } from "commander";
import { allOperations } from "../commands/plans/generate.ts";
import { type Profile, profiles } from "../commands/plans/profile.ts";
import { campaign } from "../properties/campaign/campaign.ts";
import { watchedBy } from "../properties/campaign/progress.ts";
import { newer as newerLaw } from "../properties/laws/newer.ts";
import { earlierPlans } from "../properties/plans/savedPlan.ts";
import { allLaws, sequential } from "../properties/property.ts";
import { failureText, summaryText } from "../reports/console.ts";
import { coverageLine, coverageTable } from "../reports/coverage.ts";
import { EventLog } from "../reports/events.ts";
import { renderReport } from "../reports/folder.ts";
import { tellGitHub } from "../reports/github.ts";
import { historyLines } from "../reports/history.ts";
import { coverageIn, planFile, writeDocument, writeReport } from "../reports/json.ts";
import { ProgressReport } from "../reports/progress.ts";
import { replayCommand } from "../reports/replayCommand.ts";
import { bugs } from "../targets/embedded/bugs.ts";
import type { Target } from "../targets/target.ts";
import { UsageError } from "../targets/usageError.ts";
import { defaultReport, ledgerOf, open, planOptions, replayFlags, statusOf, targetLine } from "./campaignTarget.ts";
import { accept, checkDeviations } from "./deviations.ts";
import { unlessInterrupted } from "./interrupt.ts";
import { addFuzzOptions, type FuzzOptions, listBugs } from "./options.ts";
import { replay } from "./replay.ts";
import type { ExitStatus, Session } from "./session.ts";
import { checkDirectory, checkFile } from "./writable.ts";

const defaultRuns = 100;

export function addFuzzCommand(program: Command, session: Session): void {
  addFuzzOptions(program.command("fuzz").description("plays random plans against a server and the model")).action(
    async (options: FuzzOptions) => {
      session.status = await fuzz(options, session.interrupt);
    },
  );
}

async function fuzz(options: FuzzOptions, interrupt: AbortSignal): Promise<ExitStatus> {
  if (options.bug === listBugs) {
    for (const { name } of bugs) console.log(name);
    return 0;
  }
  if (options.shard !== undefined && options.seed === undefined)
    throw new UsageError("--shard needs --seed: shards without a common seed play different campaigns");
  const verbs = (["replay", "checkDeviations", "accept"] as const).filter((verb) => options[verb] !== undefined);
  if (verbs.length > 1)
    throw new UsageError("--replay, --check-deviations and --accept are different things to do: give one of them");
  if (options.checkDeviations && !options.deviations)
    throw new UsageError("--check-deviations checks what --no-deviations leaves out: give one of them");
  if (options.checkDeviations) return checkDeviations(options, interrupt);
  if (options.accept !== undefined) return accept(options, options.accept);
  if (options.replay !== undefined) return replay(options, options.replay, interrupt);
  for (const flag of ["shrink", "repeat"] as const)
    if (options[flag] !== undefined) throw new UsageError(`--${flag} goes with --replay FILE`);
  return hunt(options, interrupt);
}

async function hunt(options: FuzzOptions, interrupt: AbortSignal): Promise<ExitStatus> {
  const seed = options.seed ?? randomInt(2 ** 32);
  const directory = options.report ?? defaultReport;
  checkDirectory(directory);
  if (options.json !== undefined) checkFile(options.json);
  const ledger = ledgerOf(options);
  const target = await unlessInterrupted(interrupt, open(options, seed));
  try {
    console.log(`seed ${seed}`);
    console.log(targetLine(target, options, ledger));
    const asked = { target: target.name, seed, bug: options.bug, replayFlags: replayFlags(options) };
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
    for (const [index, entry] of result.entries.entries())
      console.log(
        `\n${failureText(entry, index + 1, replayCommand(`${directory}/${planFile(index)}`, asked.replayFlags))}`,
      );
    const coverage = coverageIn(result.counters);
    if (options.coverage) console.log(`\n${coverageTable(coverage)}`);
    console.log(`${result.entries.length > 0 || options.coverage ? "\n" : ""}${coverageLine(coverage)}`);
    for (const line of historyLines(history)) console.log(line);
    console.log(`${summaryText(result, mayRunTasks(options, target))}`);
    tellGitHub(report, history, console.log);
    if (result.ending === "gone") console.error(`kecs-fuzz: ${result.reason}`);
    return statusOf(result);
  } finally {
    await target.close();
  }
}

/** Should tasks be seen in a campaign of these operations? */
const mayRunTasks = ({ operations }: FuzzOptions, target: Target): boolean =>
  target.capabilities.has("tasks") && (operations.includes("RunTask") || operations.includes("CreateService"));

/** All, unless some operations are named: laws call what they need. */
function defaultProperties({ operations, profile }: FuzzOptions): readonly string[] {
  if (operations.length < allOperations.length) return [sequential];
  const { newer }: Profile = profiles[profile];
  return newer === true ? [sequential, allLaws, newerLaw.name] : [sequential, allLaws];
}
