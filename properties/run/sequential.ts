import type { Plan } from "../../commands/language/plan.ts";
import type { Sighting } from "../deviations/deviationMatcher.ts";
import type { Divergence } from "../judge/divergence.ts";
import { claimSettings } from "./accountSettingsLock.ts";
import { cleanUp } from "./cleanup.ts";
import { comeToRest } from "./quiescence.ts";
import { Run } from "./run.ts";
import type { Event, Stage } from "./runContext.ts";

/** What one run showed. */
export interface RunReport {
  readonly divergences: readonly Divergence[];
  /** What the target's known deviations took away. */
  readonly known: readonly Sighting[];
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
export interface Sought {
  /** Nothing more need be played once these were shown. */
  readonly enough: (shown: readonly string[]) => boolean;
  /** It shows when all has come to rest, not at a command. */
  readonly atRest: boolean;
}

/**
 * The sequential property: play, compare every reply, look after every write, come to rest, compare everything,
 * clean up. A divergence never ends a run, unless all that is `sought` was shown: what comes after it, and rest where it
 * cannot show at rest, is then left out. Divergences are told without the run's prefix.
 */
export async function playPlan(plan: Plan, prefix: string, stage: Stage, sought?: Sought): Promise<RunReport> {
  const run = new Run(plan, prefix, stage);
  const plain = (text: string): string => text.replaceAll(prefix, "");
  const found = () => sought?.enough(run.divergences.map(({ signature }) => plain(signature))) === true;
  const claim = await claimSettings(run);
  await run.playAll(sought === undefined ? undefined : found);
  const rests = !run.crashed && (sought === undefined || (sought.atRest && !found()));
  const restMilliseconds = rests ? await comeToRest(run) : 0;
  if (rests && !run.crashed) stage.tally.rests.add(restMilliseconds);
  run.rollouts.finish();
  const left = [...(await cleanUp(run)), ...(await claim.release())];
  const bare = (divergence: Divergence): Divergence => ({
    ...divergence,
    signature: plain(divergence.signature),
    expected: plain(divergence.expected),
    actual: plain(divergence.actual),
    resource: divergence.resource && plain(divergence.resource),
  });
  return {
    divergences: firstOfEach(run.divergences).map(bare),
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

function firstOfEach(divergences: readonly Divergence[]): Divergence[] {
  const seen = new Set<string>();
  return divergences.filter(({ signature }) => (seen.has(signature) ? false : seen.add(signature)));
}
