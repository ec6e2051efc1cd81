import { mapTexts, type Signature } from "../../checker/signature.ts";
import type { Plan } from "../../commands/language/plan.ts";
import type { KnownDivergence } from "../deviations/deviationMatcher.ts";
import { type Divergence, firstOfEachSignature } from "../judge/divergence.ts";
import { lockAccountSettings } from "./accountSettingsLock.ts";
import { cleanUp } from "./cleanup.ts";
import { meetDefaultCluster } from "./defaultCluster.ts";
import { awaitQuiescence } from "./quiescence.ts";
import { lookAgain } from "./recovery/lookAgain.ts";
import { recover } from "./recovery/recovery.ts";
import { Run } from "./run.ts";
import type { Event, RunContext } from "./runContext.ts";
import { learnPlace } from "./surroundings.ts";

/** The results of one run. */
export interface RunReport {
  readonly divergences: readonly Divergence[];
  /** The divergences that known deviations explain. */
  readonly known: readonly KnownDivergence[];
  readonly history: readonly Event[];
  /** Milliseconds until everything was at rest. */
  readonly restMilliseconds: number;
  /** What could not be removed afterwards. */
  readonly left: readonly string[];
  readonly crashed: boolean;
  /** Was a task observed RUNNING? */
  readonly sawRunning: boolean;
}

/** What a replay looks for. */
export interface StopCondition {
  /** Nothing more needs to be played once these signatures were shown. */
  readonly met: (shown: readonly Signature[]) => boolean;
  /** It shows at rest, not at a command. */
  readonly atRest: boolean;
}

/**
 * The sequential property: play, compare every reply, look after every write, wait for rest, compare everything, clean
 * up. A divergence never ends a run, unless the stop condition `stopWhen` is met: then the rest of the plan is skipped,
 * and the wait for rest too if it cannot show there. Divergences are reported without the run's prefix.
 */
export async function playPlan(
  plan: Plan,
  prefix: string,
  context: RunContext,
  stopWhen?: StopCondition,
): Promise<RunReport> {
  const run = new Run(plan, prefix, context);
  const plain = (text: string): string => text.replaceAll(prefix, "");
  const found = () => stopWhen?.met(run.divergences.map(({ signature }) => mapTexts(signature, plain))) === true;
  const lock = await lockAccountSettings(run);
  await playAll(run, found);
  const rests = !run.crashed && (stopWhen === undefined || (stopWhen.atRest && !found()));
  const restMilliseconds = rests ? await awaitQuiescence(run) : 0;
  if (rests && !run.crashed) context.counters.rests.add(restMilliseconds);
  run.rollouts.finish();
  const left = [...(await cleanUp(run)), ...(await lock.release())];
  const bare = (divergence: Divergence): Divergence => ({
    ...divergence,
    signature: mapTexts(divergence.signature, plain),
    expected: plain(divergence.expected),
    actual: plain(divergence.actual),
    resource: divergence.resource && plain(divergence.resource),
  });
  return {
    divergences: firstOfEachSignature(run.divergences).map(bare),
    known: run.known.divergences.map(({ id, divergence }) => ({ id, divergence: bare(divergence) })),
    history: run.history,
    restMilliseconds,
    left,
    crashed: run.crashed,
    sawRunning: run.history.some(showsRunning),
  };
}

/** Plays every command; stops early when the server crashed, the campaign's time is over or `enough` returns true. */
async function playAll(run: Run, enough: () => boolean): Promise<void> {
  if (Run.meansDefault(run.plan)) await meetDefaultCluster(run);
  for (const [index, command] of run.plan.entries()) {
    if (run.crashed || run.context.signal.aborted || enough()) return;
    const input = run.resolved(command);
    await learnPlace(run, index, input);
    if (input !== undefined) await lookAgain(run, index, command.operation, input);
    await run.play(index, command);
    await recover(run, index);
  }
}

export const showsRunning = ({ operation, exchange }: Event): boolean =>
  /^(Describe|Stop)Tasks?$/.test(operation) &&
  exchange.kind === "answered" &&
  /"lastStatus":\s*"RUNNING"/.test(exchange.text);
