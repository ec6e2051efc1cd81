import { mapTexts, type Signature } from "../../checker/signature.ts";
import type { Plan } from "../../commands/language/plan.ts";
import type { KnownDivergence } from "../deviations/deviationMatcher.ts";
import { type Divergence, firstOfEachSignature } from "../judge/divergence.ts";
import { lockAccountSettings } from "./accountSettingsLock.ts";
import { cleanUp } from "./cleanup.ts";
import { awaitQuiescence } from "./quiescence.ts";
import { Run } from "./run.ts";
import type { Event, RunContext } from "./runContext.ts";

/** What one run showed. */
export interface RunReport {
  readonly divergences: readonly Divergence[];
  /** What the target's known deviations took away. */
  readonly known: readonly KnownDivergence[];
  readonly history: readonly Event[];
  /** Milliseconds until everything rested. */
  readonly restMilliseconds: number;
  /** What could not be removed afterwards. */
  readonly left: readonly string[];
  readonly crashed: boolean;
  /** Was a task seen RUNNING? */
  readonly sawRunning: boolean;
}

/** What matters to whoever plays a plan again. */
export interface StopCondition {
  /** Nothing more need be played once these were shown. */
  readonly met: (shown: readonly Signature[]) => boolean;
  /** It shows when all has come to rest, not at a command. */
  readonly atRest: boolean;
}

/**
 * The sequential property: play, compare every reply, look after every write, come to rest, compare everything,
 * clean up. A divergence never ends a run, unless all that is `stopWhen` was shown: what comes after it, and rest where it
 * cannot show at rest, is then left out. Divergences are told without the run's prefix.
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
  const claim = await lockAccountSettings(run);
  await run.playAll(stopWhen === undefined ? undefined : found);
  const rests = !run.crashed && (stopWhen === undefined || (stopWhen.atRest && !found()));
  const restMilliseconds = rests ? await awaitQuiescence(run) : 0;
  if (rests && !run.crashed) context.counters.rests.add(restMilliseconds);
  run.rollouts.finish();
  const left = [...(await cleanUp(run)), ...(await claim.release())];
  const bare = (divergence: Divergence): Divergence => ({
    ...divergence,
    signature: mapTexts(divergence.signature, plain),
    expected: plain(divergence.expected),
    actual: plain(divergence.actual),
    resource: divergence.resource && plain(divergence.resource),
  });
  return {
    divergences: firstOfEachSignature(run.divergences).map(bare),
    known: run.known.sightings.map(({ id, divergence }) => ({ id, divergence: bare(divergence) })),
    history: run.history,
    restMilliseconds,
    left,
    crashed: run.crashed,
    sawRunning: run.history.some(showsRunning),
  };
}

export const showsRunning = ({ operation, exchange }: Event): boolean =>
  /^(Describe|Stop)Tasks?$/.test(operation) &&
  exchange.kind === "answered" &&
  /"lastStatus":\s*"RUNNING"/.test(exchange.text);
