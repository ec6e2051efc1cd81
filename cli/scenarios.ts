import { randomInt } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { type Command, Option } from "commander";
import { EcspressoUnavailable, ecspressoExecutable, locateEcspresso } from "../clients/ecspresso/locate.ts";
import { Ledger } from "../properties/deviations/ledger.ts";
import { scenariosPage } from "../reports/html/scenariosPage.ts";
import { junit } from "../reports/junit.ts";
import { prometheusText } from "../reports/prometheus.ts";
import { scenarioLine, scenarioSummary, scenariosDocument } from "../reports/scenarios.ts";
import { runScenarios } from "../scenarios/kit/runner/runner.ts";
import { handleOf } from "../targets/attach.ts";
import { plantable } from "../targets/embedded/bugs.ts";
import { ledgerFolder } from "../targets/ledgers.ts";
import { openTarget } from "../targets/open.ts";
import type { Target } from "../targets/target.ts";
import { UsageError } from "../targets/usageError.ts";
import { ledgerOf, targetLine } from "./campaignTarget.ts";
import { unlessInterrupted } from "./interrupt.ts";
import { bugOption, listBugs, targetOption } from "./options.ts";
import type { ExitStatus, Session } from "./session.ts";
import { wholeNumber } from "./values.ts";
import { checkDirectory } from "./writable.ts";

interface ScenariosOptions {
  readonly target: string;
  readonly targetConfig?: string;
  readonly phase?: number;
  readonly only?: string;
  readonly seed?: number;
  readonly workers?: number;
  readonly bug?: string;
  readonly jitter?: boolean;
  readonly report?: string;
  readonly deviations: boolean;
  readonly allowRemote?: boolean;
  readonly reuse?: boolean;
}

/** The phases that are played without `--phase`. */
const phases = [1, 2, 3, 4, 5];

/** Programs that wait by real time cannot wait for a clock that is moved step by step, so the clock runs at this speed. */
const flowing = { from: 6, to: 7, speed: 200 };

const programsPhase = 6;
const loadPhase = 7;

/** Loads that run at the same time would distort each other's measurements. */
const workersFor = ({ workers, phase }: ScenariosOptions): number => workers ?? (phase === loadPhase ? 1 : 2);

export function addScenariosCommand(program: Command, session: Session): void {
  program
    .command("scenarios")
    .description("play fixed sequences of calls with assertions")
    .addOption(targetOption())
    .option("--target-config <file>", "JSON file with the capabilities and fixtures of a URL")
    .addOption(new Option("--phase <number>", "phase to play (default: 1 to 5)").argParser(wholeNumber(1, flowing.to)))
    .option("--only <words>", "play only scenarios with these words in their name")
    .addOption(new Option("--seed <number>", "seed of the order (default: random)").argParser(wholeNumber(0)))
    .addOption(
      new Option("--workers <number>", "number of files at the same time (default: 2, for loads 1)").argParser(
        wholeNumber(1, 64),
      ),
    )
    .addOption(bugOption())
    .option("--jitter", "vary the simulator's delays, depending on the seed")
    .option("--report <dir>", "folder for junit.xml, scenarios.json, scenarios.html and, with loads, metrics.prom")
    .option("--no-deviations", "expect no failures: judge without the target's ledger")
    .option("--allow-remote", "permit a target on another machine")
    .option("--reuse", "leave the target's containers running, and use running ones")
    .action(async (options: ScenariosOptions) => {
      session.status = await playScenarios(options, session.interrupt);
    });
}

async function playScenarios(options: ScenariosOptions, interrupt: AbortSignal): Promise<ExitStatus> {
  if (options.bug === listBugs) {
    for (const { name } of plantable) console.log(name);
    return 0;
  }
  if (options.report !== undefined) checkDirectory(options.report);
  if (options.phase === loadPhase && options.allowRemote === true)
    throw new UsageError("a load may only go to this machine: omit --allow-remote");
  const ecspresso = options.phase !== programsPhase ? undefined : await ecspressoOfThisMachine();
  const seed = options.seed ?? randomInt(2 ** 31);
  const ledger = options.deviations ? ledgerOf(options) : new Ledger();
  const targets = await openAll(options, seed, interrupt);
  const [target] = targets as [Target, ...Target[]];
  const start = performance.now();
  try {
    console.log(`seed ${seed}`);
    console.log(targetLine(target, options, ledger));
    if (ecspresso !== undefined) console.log(ecspresso);
    const { results, broken } = await runScenarios({
      assignment: {
        targets: await Promise.all(targets.map(handleOf)),
        ledger: (options.deviations ? ledgerFolder(options.target, options.targetConfig) : undefined) ?? null,
      },
      phases: options.phase === undefined ? phases : [options.phase],
      only: options.only,
      seed,
      // Two workers that move one clock would skip states that the other one needs.
      workers: target.clock?.manual === true ? targets.length : workersFor(options),
      interrupt,
      report: (result) => console.log(scenarioLine(result)),
    });
    for (const each of broken) console.error(`internal error of kecs-fuzz: ${each}`);
    if (results.length === 0 && broken.length === 0 && !interrupt.aborted)
      throw new UsageError(
        options.only === undefined ? "there are no such scenarios" : `no scenario has "${options.only}" in its name`,
      );
    console.log(scenarioSummary(results, (performance.now() - start) / 1000));
    if (options.report !== undefined) {
      mkdirSync(options.report, { recursive: true });
      writeFileSync(join(options.report, "junit.xml"), junit(target.name, results));
      writeFileSync(join(options.report, "scenarios.json"), scenariosDocument(target.name, seed, results));
      writeFileSync(join(options.report, "scenarios.html"), scenariosPage(target.name, results));
      const loads = results.flatMap(({ name: scenario, measured: metrics }) =>
        metrics ? [{ scenario, metrics }] : [],
      );
      if (loads.length > 0) writeFileSync(join(options.report, "metrics.prom"), prometheusText(target.name, loads));
    }
    if (interrupt.aborted) return 130;
    if (results.some(({ outcome }) => outcome === "failed")) return (await target.alive()) ? 1 : 3;
    return broken.length > 0 ? 70 : 0;
  } finally {
    await Promise.all(targets.map((each) => each.close()));
  }
}

/** The version and path of ecspresso, for the report; undefined when it is not installed, so that its scenarios are skipped. */
async function ecspressoOfThisMachine(): Promise<string | undefined> {
  try {
    if (ecspressoExecutable() === undefined) return undefined;
    const { executable, version } = await locateEcspresso();
    return `ecspresso ${version} (${executable})`;
  } catch (error) {
    throw error instanceof EcspressoUnavailable ? new UsageError(error.message) : error;
  }
}

/** Each worker gets a simulator of its own, because it moves its clock; other servers are shared. */
async function openAll(options: ScenariosOptions, seed: number, interrupt: AbortSignal): Promise<Target[]> {
  const { target, targetConfig, bug, jitter, allowRemote, reuse, phase = 1 } = options;
  const open = () =>
    openTarget(target, {
      seed,
      speed: phase < flowing.from ? "manual" : flowing.speed,
      jitter: jitter === true,
      bug,
      traffic: true,
      targetConfig,
      allowRemote: allowRemote === true,
      reuse: reuse === true,
    });
  const count = target === "embedded" && phase < flowing.from ? workersFor(options) : 1;
  return unlessInterrupted(interrupt, Promise.all(Array.from({ length: count }, open)));
}
