import { text } from "../../../checker/signature.ts";
import type { Client } from "../../../clients/client.ts";
import type { Ledger } from "../../../properties/deviations/ledger.ts";
import { Counters } from "../../../properties/measures/counters.ts";
import { steppedClock, wallClock } from "../../../properties/run/clock.ts";
import { ReadWriteLock } from "../../../properties/run/readWriteLock.ts";
import { GoneError, type RunContext } from "../../../properties/run/runContext.ts";
import { newRunPrefix } from "../../../properties/run/runPrefix.ts";
import { abilitiesOf } from "../../../properties/workers/workerPool.ts";
import { type Target, TargetError } from "../../../targets/target.ts";
import { brief } from "../brief.ts";
import { ScenarioContext } from "../context.ts";
import { ServerCrash } from "../crash.ts";
import { JudgedCaller } from "../judgedCaller.ts";
import type { LoadMetrics } from "../load/metricsCollector.ts";
import { paceOf } from "../pace.ts";
import { ScenarioFailure, Waiting } from "../waiting.ts";
import type { Scenario } from "./declared.ts";
import { diagnosis } from "./diagnosis.ts";

export interface PlayOptions {
  readonly ledger: Ledger;
  readonly signal: AbortSignal;
  /** False: only the scenario's own assertions count. */
  readonly judged: boolean;
  /** Gets the measurements of a load, also of one that failed. */
  readonly measured?: (metrics: LoadMetrics) => void;
}

/**
 * Plays a scenario on a target, in a namespace and a cluster of its own, and removes what it created. Throws when an
 * assertion fails or the model finds a divergence, and a ServerCrash when the server crashed meanwhile; returns what
 * the server did not remove.
 */
export async function playScenario(
  { body }: Scenario,
  target: Target,
  { ledger, signal, judged, measured }: PlayOptions,
): Promise<string[]> {
  const prefix = newRunPrefix("s");
  const client = target.client();
  const caller = new JudgedCaller(prefix, runContextOf(target, client, ledger, signal));
  try {
    let crash: ServerCrash | undefined;
    const context = new ScenarioContext(target, prefix, caller, new Waiting(paceOf(target), signal));
    const failures: string[] = [];
    try {
      await context.ecs.createCluster(context.cluster);
      await body(context);
      if (judged) await caller.rest();
    } catch (error) {
      if (signal.aborted) await caller.cleanUp();
      if (error instanceof GoneError || error instanceof TargetError || signal.aborted) throw error;
      if (error instanceof ServerCrash) crash = error;
      else failures.push(errorText(error));
    }
    crash ??= caller.crash;
    if (context.measured !== undefined) measured?.(context.measured);
    if (crash !== undefined) throw new ServerCrash(crash.message, [...context.left, ...(await caller.cleanUp())]);
    if (judged) failures.push(...caller.divergences.map(toldAsDivergence));
    // For a load this text would be much too long.
    if (failures.length > 0 && context.measured === undefined) failures.push(...(await diagnosis(context, client)));
    const left = [...context.left, ...(await caller.cleanUp())];
    if (failures.length > 0) throw new ScenarioFailure(failures.join("\n").replaceAll(prefix, ""));
    return left;
  } finally {
    client.close();
  }
}

/** The message, and the line of the scenario at which it was thrown. */
function errorText(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const [place] = /\(?[^\s(]*\/scenarios\/\d[^\s)]*/.exec(error.stack ?? "") ?? [];
  const { expected, actual } = error as { expected?: unknown; actual?: unknown };
  const values = "actual" in error ? `\n    expected ${brief(expected)}\n    got ${brief(actual)}` : "";
  return `${error.message}${values}${place === undefined ? "" : `\n    at ${place.replace(/^.*(?=scenarios\/\d)/, "")}`}`;
}

const toldAsDivergence = ({ signature, expected, actual }: JudgedCaller["divergences"][number]): string =>
  `the model finds a divergence: ${text(signature)}: expected ${expected}, got ${actual}`;

function runContextOf(target: Target, client: Client, ledger: Ledger, signal: AbortSignal): RunContext {
  const { clock, fixtures, restSeconds } = target;
  return {
    client,
    abilities: abilitiesOf(target),
    bound: {},
    instances: fixtures.instances ?? [],
    lock: new ReadWriteLock(),
    counters: new Counters(),
    untilServerAnswers: () => target.alive(),
    restMilliseconds: restSeconds * 1000,
    eventual: false,
    ledger,
    signal,
    clock: clock?.manual === true ? steppedClock((milliseconds) => clock.skip(milliseconds)) : wallClock,
  };
}
