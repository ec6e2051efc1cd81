import { globSync } from "node:fs";
import { extname, join, relative } from "node:path";
import type { Reporter, TestCase, TestModule } from "vitest/node";
import type { Assignment } from "../scenario.ts";
import type { ScenarioOutcome, ScenarioResult } from "./result.ts";

const root = join(import.meta.dirname, "../../..");

export interface RunnerOptions {
  readonly assignment: Assignment;
  readonly phases: readonly number[];
  /** Only scenarios whose name has these words in it. */
  readonly only: string | undefined;
  /** The seed of the order. */
  readonly seed: number;
  readonly workers: number;
  readonly interrupt: AbortSignal;
  report(result: ScenarioResult): void;
}

export interface RunnerResult {
  readonly results: readonly ScenarioResult[];
  /** Internal errors: files that could not be loaded, errors outside scenarios. */
  readonly broken: readonly string[];
}

/** The files of a phase are in a folder that begins with its number. */
const filesOf = (phases: readonly number[]): string[] =>
  phases.flatMap((phase) =>
    globSync(`scenarios/${phase}-*/*${extname(import.meta.filename)}`, { cwd: root, exclude: ["**/*.d.ts"] }),
  );

/** Plays the scenarios of some phases, files in parallel, all in an order that depends on the seed. */
export async function runScenarios(options: RunnerOptions): Promise<RunnerResult> {
  const results: ScenarioResult[] = [];
  const broken: string[] = [];
  const { interrupt } = options;
  const leaveSignalsToUs = signalKeeper();
  const reporter: Reporter = {
    onInit(vitest) {
      leaveSignalsToUs();
      interrupt.addEventListener("abort", () => vitest.cancelCurrentRun("keyboard-input"), { once: true });
    },
    onTestCaseResult(test) {
      const result = resultOf(test);
      if (result === undefined || interrupt.aborted) return;
      results.push(result);
      options.report(result);
    },
    onTestModuleEnd(module) {
      broken.push(...module.errors().map(({ message }) => `${fileOf(module)}: ${message}`));
    },
    onTestRunEnd(_, errors) {
      broken.push(...errors.map(({ message, stack }) => stack ?? message));
    },
  };
  const files = filesOf(options.phases);
  if (files.length === 0) return { results, broken };
  // Loaded here, so that no other subcommand has to wait for it.
  const { startVitest } = await import("vitest/node");
  const vitest = await startVitest([], {
    config: false,
    root,
    run: true,
    watch: false,
    include: files,
    exclude: [],
    reporters: [reporter],
    maxWorkers: options.workers,
    isolate: false,
    pool: "threads",
    testTimeout: longestMilliseconds,
    teardownTimeout: 1000,
    cache: false,
    provide: { assignment: options.assignment },
    sequence: { seed: options.seed, shuffle: { files: true, tests: true } },
    ...(options.only === undefined ? {} : { testNamePattern: literally(options.only) }),
  });
  await vitest.close();
  return { results, broken };
}

const literally = (words: string): RegExp => new RegExp(words.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&"));

const signals = ["SIGINT", "SIGTERM"] as const;

/**
 * vitest's signal listeners end the process at once; the returned function removes them, because the cli has its own.
 */
function signalKeeper(): () => void {
  const ours = new Set(signals.flatMap((signal) => process.listeners(signal)));
  return () => {
    for (const signal of signals)
      for (const listener of process.listeners(signal)) if (!ours.has(listener)) process.off(signal, listener);
  };
}

/** A scenario has its own deadlines; this limit is for one that hangs. */
const longestMilliseconds = 1_200_000;

const outcomes: Readonly<Record<string, ScenarioOutcome>> = { passed: "passed", failed: "failed", skipped: "skipped" };

function resultOf(test: TestCase): ScenarioResult | undefined {
  const result = test.result();
  const outcome = outcomes[result.state];
  if (outcome === undefined || test.options.mode === "skip") return undefined;
  const { deviation, failure, plays, crashes, left = [], measured } = test.meta();
  const reason =
    result.state === "skipped" ? result.note : result.errors?.map(({ message, stack }) => message || stack).join("\n");
  const why = failure ?? reason;
  const file = fileOf(test.module);
  return {
    name: test.name,
    phase: Number(/^scenarios\/(\d+)/.exec(file)?.[1]),
    file,
    outcome: failure === undefined ? outcome : "expected",
    seconds: (test.diagnostic()?.duration ?? 0) / 1000,
    why,
    deviation,
    plays,
    crashes,
    left,
    measured,
  };
}

const fileOf = (module: TestModule): string => relative(root, module.moduleId);
