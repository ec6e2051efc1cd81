import { type Command, Option } from "commander";
import { isSame, text } from "../checker/signature.ts";
import { defaultPlanOptions } from "../commands/plans/generate.ts";
import { type CampaignResult, campaign } from "../properties/campaign/campaign.ts";
import type { CampaignOptions } from "../properties/campaign/options.ts";
import { Counters } from "../properties/measures/counters.ts";
import { allLaws, sequential } from "../properties/property.ts";
import type { ReportedFault } from "../properties/triage/reportedFault.ts";
import { abilitiesOf, WorkerPool } from "../properties/workers/workerPool.ts";
import { type SeedTrials, seedsTable } from "../reports/bugs/seeds.ts";
import { type BugTrial, bugsTable } from "../reports/bugs/trials.ts";
import { shortened } from "../reports/shortened.ts";
import { type Bug, hunted, plantable } from "../targets/embedded/bugs.ts";
import { openEmbedded } from "../targets/embedded.ts";
import type { Target } from "../targets/target.ts";
import { UsageError } from "../targets/usageError.ts";
import { callsOf, recordTrials } from "./bugRecord.ts";
import { unlessInterrupted } from "./interrupt.ts";
import { didYouMean } from "./nearest.ts";
import type { ExitStatus, Session } from "./session.ts";
import { duration, wholeNumber } from "./values.ts";

interface BugsOptions {
  readonly seed: number;
  readonly time: number;
  readonly workers: number;
  readonly write?: boolean;
  readonly seeds: number;
}

/** A campaign goes on for this long after the first divergence, to count the signatures of the bug. */
const lingerMilliseconds = 2000;

export function addBugsCommand(program: Command, session: Session): void {
  program
    .command("bugs")
    .description("switch on each bug of the simulator and report how a campaign finds it")
    .argument("[name...]", "names of bugs (default: all)")
    .addOption(new Option("--seed <number>").argParser(wholeNumber(0)).default(1))
    .addOption(new Option("--time <time>", "time for each bug").argParser(duration).default(60_000, "60s"))
    .addOption(new Option("--workers <number>").argParser(wholeNumber(1, 64)).default(2))
    .option("--write", "write the results of the named bugs to docs/bugs.md (results of all bugs are always written)")
    .addOption(
      new Option("--seeds <number>", "look for each bug with this many seeds, and count the runs it takes")
        .argParser(wholeNumber(1, 1000))
        .default(1)
        .conflicts("write"),
    )
    .action(async (names: string[], options: BugsOptions) => {
      const named = names.length === 0 ? hunted : names.map(bugNamed);
      const chosen = named.filter(isHunted);
      for (const { name } of named.filter((bug) => !isHunted(bug)))
        console.log(`${name} is found by scenarios only: npm run scenarios -- --bug ${name}`);
      const trials: BugTrial[] = [];
      const opening = openEmbedded({ seed: options.seed, speed: 1000, jitter: false });
      const healthy = await unlessInterrupted(session.interrupt, opening);
      try {
        if (options.seeds > 1) {
          session.status = await trySeeds(chosen, healthy, options, session.interrupt);
          return;
        }
        for (const bug of chosen) {
          const trial = await tryBug(bug, healthy, options, session.interrupt);
          if (trial === undefined) break;
          trials.push(trial);
          console.log(lineOf(trial, trials.length, chosen.length));
        }
      } finally {
        await healthy.close();
      }
      if (trials.length > 0) console.log(bugsTable(trials));
      const missed = trials.filter(({ found }) => !found).length;
      console.log(`${trials.length - missed} of ${trials.length} found`);
      if (trials.length === hunted.length || options.write === true) recordTrials(trials);
      session.status = session.interrupt.aborted ? 130 : missed > 0 ? 1 : 0;
    });
}

/** Can a campaign find it? Only scenarios find the others. */
const isHunted = (bug: Bug): boolean => hunted.includes(bug);

function bugNamed(name: string): Bug {
  const bug = plantable.find((each) => each.name === name);
  if (bug !== undefined) return bug;
  const names = plantable.map((each) => each.name);
  throw new UsageError(`there is no bug ${name}${didYouMean(name, names)}; npm run scenarios -- --bug list names them`);
}

/** Looks for each bug with several seeds, prints the runs that it takes, and returns the exit status. */
async function trySeeds(
  bugs: readonly Bug[],
  healthy: Target,
  options: BugsOptions,
  interrupt: AbortSignal,
): Promise<ExitStatus> {
  const trials: SeedTrials[] = [];
  for (const { name } of bugs) {
    const runs: (number | undefined)[] = [];
    for (let seed = options.seed; seed < options.seed + options.seeds && !interrupt.aborted; seed++) {
      const opening = openEmbedded({ seed, speed: 1000, jitter: false, bug: name });
      const target = await unlessInterrupted(interrupt, opening);
      try {
        const { time: milliseconds, workers } = options;
        const { result, faults } = await hunt(target, healthy, { seed, milliseconds, workers }, interrupt);
        runs.push(faults.length > 0 ? result.firstRuns : undefined);
      } finally {
        await target.close();
      }
    }
    if (interrupt.aborted) break;
    trials.push({ name, runs });
    console.log(`${trials.length}/${bugs.length}  ${name}: runs ${runs.map((each) => each ?? "never").join(", ")}`);
  }
  if (trials.length > 0) console.log(seedsTable(trials));
  if (interrupt.aborted) return 130;
  return trials.some(({ runs }) => runs.includes(undefined)) ? 1 : 0;
}

/** Runs campaigns until one finds the bug or the time is over; undefined when interrupted. */
async function tryBug(
  bug: Bug,
  healthy: Target,
  options: BugsOptions,
  interrupt: AbortSignal,
): Promise<BugTrial | undefined> {
  const opening = openEmbedded({ seed: options.seed, speed: 1000, jitter: false, bug: bug.name });
  const target = await unlessInterrupted(interrupt, opening);
  let trial: BugTrial = { bug, found: false, seconds: 0, executions: 0, told: [] };
  try {
    const start = performance.now();
    for (let seed = options.seed; !trial.found; seed++) {
      const spent = performance.now() - start;
      if (interrupt.aborted) return undefined;
      if (spent >= options.time) break;
      const { result, faults } = await hunt(
        target,
        healthy,
        { seed, milliseconds: options.time - spent, workers: options.workers },
        interrupt,
      );
      trial = {
        bug,
        found: faults.length > 0,
        seconds: spent / 1000 + (result.firstSeconds ?? 0),
        executions: trial.executions + result.firstRuns + result.replays,
        told: faults.map((fault) => ({
          signature: text(fault.signature),
          commands: fault.plan.length,
          expected: shortened(fault.divergence.expected, longestValue),
          actual: shortened(fault.divergence.actual, longestValue),
          ...callsOf(fault),
        })),
      };
    }
    return interrupt.aborted ? undefined : trial;
  } finally {
    await target.close();
  }
}

/** A longer value would hide the others in the record. */
const longestValue = 100;

/** A campaign until the first divergence; `faults` lacks the false alarms of kecs-fuzz. */
async function hunt(
  target: Target,
  healthy: Target,
  options: Pick<CampaignOptions, "seed" | "milliseconds" | "workers">,
  interrupt: AbortSignal,
): Promise<{ result: CampaignResult; faults: ReportedFault[] }> {
  const result = await campaign(
    target,
    {
      ...options,
      runs: undefined,
      shard: { index: 0, of: 1 },
      bail: true,
      lingerMilliseconds,
      enoughPlays: 1,
      eventual: false,
      plan: { ...defaultPlanOptions, abilities: abilitiesOf(target) },
      properties: [sequential, allLaws],
      earlier: [],
    },
    {},
    interrupt,
  );
  for (const broken of result.broken) console.log(`  internal error of kecs-fuzz: ${broken}`);
  return { result, faults: await withoutOurs(result.faults, healthy, interrupt) };
}

/** Drops each fault that the simulator without the bug shows too: it is a false alarm of kecs-fuzz. */
async function withoutOurs(
  faults: readonly ReportedFault[],
  healthy: Target,
  signal: AbortSignal,
): Promise<ReportedFault[]> {
  const pool = new WorkerPool(healthy, 1, { eventual: false });
  const theirs: ReportedFault[] = [];
  try {
    for (const fault of faults) {
      const { divergences } = await pool.play(0, fault.plan, {
        properties: [fault.property],
        counters: new Counters(),
        signal,
      });
      if (!divergences.some(({ signature }) => isSame(signature, fault.divergence.signature))) theirs.push(fault);
      else console.log(`  false alarm: the simulator without the bug shows it too: ${text(fault.signature)}`);
    }
  } finally {
    pool.close();
  }
  return theirs;
}

function lineOf({ bug, found, seconds, told }: BugTrial, number: number, of: number): string {
  const commands = told.map((each) => each.commands).join(" and ");
  const outcome = found
    ? `found after ${seconds.toFixed(1)} s, ${commands} commands, ${told.length} ${told.length === 1 ? "signature" : "signatures"}`
    : "NOT found";
  return `${String(number).padStart(String(of).length)}/${of}  ${bug.name}: ${outcome}`;
}
