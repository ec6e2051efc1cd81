import type { Plan } from "../commands/plan.ts";
import { cleanUp } from "./cleanup.ts";
import type { Divergence } from "./divergence.ts";
import { comeToRest } from "./rest.ts";
import { type Event, Run, type Stage } from "./run.ts";

/** What one run showed. */
export interface RunReport {
  readonly divergences: readonly Divergence[];
  readonly history: readonly Event[];
  /** Milliseconds until everything rested. */
  readonly restMilliseconds: number;
  /** What could not be removed afterwards. */
  readonly left: readonly string[];
  readonly crashed: boolean;
}

/**
 * The sequential property: play, compare every reply, look after every write, come to rest, compare everything,
 * clean up. A divergence never ends a run. Divergences are told without the run's prefix.
 */
export async function playPlan(plan: Plan, prefix: string, stage: Stage): Promise<RunReport> {
  const run = new Run(plan, prefix, stage);
  await run.playAll();
  const restMilliseconds = run.crashed ? 0 : await comeToRest(run);
  const left = await cleanUp(run);
  const plain = (text: string): string => text.replaceAll(prefix, "");
  return {
    divergences: firstOfEach(run.divergences).map((divergence) => ({
      ...divergence,
      signature: plain(divergence.signature),
      expected: plain(divergence.expected),
      actual: plain(divergence.actual),
    })),
    history: run.history,
    restMilliseconds,
    left,
    crashed: run.crashed,
  };
}

function firstOfEach(divergences: readonly Divergence[]): Divergence[] {
  const seen = new Set<string>();
  return divergences.filter(({ signature }) => (seen.has(signature) ? false : seen.add(signature)));
}
