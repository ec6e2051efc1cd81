import { inject, test } from "vitest";
import { Ledger, readLedger } from "../../properties/deviations/ledger.ts";
import { attach, type TargetHandle } from "../../targets/attach.ts";
import type { ScenarioContext } from "./context.ts";
import { ServerCrash, throughCrashes } from "./crash.ts";
import type { LoadMetrics } from "./load/metricsCollector.ts";
import type { Scenario, ScenarioOptions } from "./runner/declared.ts";
import { playScenario } from "./runner/play.ts";
import { missingProgram } from "./runner/programs.ts";
import { ScenarioFailure } from "./waiting.ts";

/** What the runner passes to its workers. */
export interface Assignment {
  /** One target for each worker, or one for all. */
  readonly targets: readonly TargetHandle[];
  /** The folder of known deviations. */
  readonly ledger: string | null;
}

declare module "vitest" {
  interface ProvidedContext {
    assignment: Assignment;
  }
  interface TaskMeta {
    /** The file of the deviation that expects this scenario to fail. */
    deviation?: string;
    /** The failure, when it was expected. */
    failure?: string;
    /** How often it was played. */
    plays?: number;
    /** The number of crashes that were observed meanwhile. */
    crashes?: number;
    /** What the server did not remove. */
    left?: string[];
    /** The measurements of a load. */
    measured?: LoadMetrics;
  }
}

/** Every scenario that was declared in this process. */
export const scenarios: Scenario[] = [];

/** Declares a scenario: a test of the runner, named after its row of the test plan. */
export function scenario(
  name: string,
  { needs = [], programs = [], bug }: ScenarioOptions,
  body: (context: ScenarioContext) => Promise<void>,
): void {
  if (scenarios.some((each) => each.name === name)) throw new Error(`there are two scenarios "${name}"`);
  const declared: Scenario = { name, needs, programs, bug, body };
  scenarios.push(declared);
  const assignment = inject("assignment") as Assignment | undefined;
  if (assignment === undefined) return;
  test(name, async ({ task, skip, signal }) => {
    const target = attach(handleFor(assignment));
    const ledger = assignment.ledger === null ? new Ledger() : readLedger(assignment.ledger);
    const missing = needs.filter((capability) => !target.capabilities.has(capability));
    if (missing.length > 0) skip(`${target.name} lacks ${missing.join(", ")}`);
    const lack = missingProgram(programs);
    if (lack !== undefined) skip(lack);
    const deviation = ledger.deviations.find(({ scenarios }) => scenarios.includes(name));
    if (deviation !== undefined) task.meta.deviation = deviation.file;
    const left: string[] = [];
    task.meta.left = left;
    const play = async (): Promise<ScenarioFailure | undefined> => {
      task.meta.plays = (task.meta.plays ?? 0) + 1;
      try {
        const measured = (metrics: LoadMetrics): void => {
          task.meta.measured = metrics;
        };
        left.push(...(await playScenario(declared, target, { ledger, signal, judged: true, measured })));
        return undefined;
      } catch (error) {
        if (error instanceof ServerCrash) {
          task.meta.crashes = (task.meta.crashes ?? 0) + 1;
          left.push(...error.left);
        }
        // Only faults of the server are expected failures, not its unavailability.
        if (error instanceof ScenarioFailure) return error;
        throw error;
      }
    };
    const isSurprise = (failure?: ScenarioFailure) => (failure === undefined) === (deviation !== undefined);
    const failure = await throughCrashes(ledger, play, isSurprise);
    if (failure !== undefined && deviation === undefined) throw failure;
    if (failure !== undefined) task.meta.failure = failure.message;
    else if (deviation !== undefined)
      throw new Error(
        `${deviation.file} is stale: it expects "${name}" to fail, and it passed; delete it from "scenarios"`,
      );
  });
}

/** Workers that move a clock have one server each; they are numbered from 1. */
function handleFor({ targets }: Assignment): TargetHandle {
  const worker = Number(process.env.VITEST_POOL_ID ?? 1) - 1;
  const handle = targets[worker % targets.length];
  if (handle === undefined) throw new Error("the runner gave no target");
  return handle;
}
