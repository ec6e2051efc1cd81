import { text } from "../../checker/signature.ts";
import type { Deviation } from "../deviations/deviation.ts";
import { holdsFor } from "../deviations/patch.ts";
import { Counters } from "../measures/counters.ts";
import { findingSignature } from "../triage/findings.ts";
import { inParallel } from "../workers/inParallel.ts";
import type { RunResult, WorkerPool } from "../workers/workerPool.ts";

/** Does a deviation still hold? */
export interface WitnessCheck {
  readonly deviation: Deviation;
  /** `unseen`: it has only scenarios, or the time was over first. */
  readonly verdict: "holds" | "stale" | "unseen";
  /** The signatures of the witness that no deviation explains. */
  readonly shown: readonly string[];
}

/** Plays the witness of each deviation until it needs the deviation; one that never does is stale. */
export async function checkWitnesses(
  pool: WorkerPool,
  deviations: readonly Deviation[],
  signal: AbortSignal,
  report: (check: WitnessCheck) => void,
): Promise<WitnessCheck[]> {
  const checks: WitnessCheck[] = [];
  await inParallel(pool.count, deviations.values(), async (deviation, worker) => {
    if (signal.aborted) return;
    const check = await checkWitness(pool, worker, deviation, signal);
    checks.push(check);
    report(check);
  });
  return checks;
}

async function checkWitness(
  pool: WorkerPool,
  worker: number,
  deviation: Deviation,
  signal: AbortSignal,
): Promise<WitnessCheck> {
  const { witness } = deviation;
  const shown = new Set<string>();
  if (witness === undefined) return { deviation, verdict: "unseen", shown: [] };
  const how = { properties: [witness.property], counters: new Counters(), signal };
  let plays = 0;
  // A play that a crash of another run disturbed does not count; the number of attempts is limited.
  for (let tries = 0; plays < witness.plays && tries < 2 * witness.plays; tries++) {
    const played = await pool.play(worker, witness.commands, how);
    if (needs(played, deviation)) return { deviation, verdict: "holds", shown: [] };
    if (signal.aborted) break;
    if (played.disturbed) continue;
    plays++;
    for (const divergence of played.divergences) shown.add(text(findingSignature(divergence)));
  }
  return { deviation, verdict: plays === witness.plays ? "stale" : "unseen", shown: [...shown] };
}

/**
 * Did the play need the deviation? Crashes are still among the divergences, because a campaign compares them only after
 * triage.
 */
const needs = ({ known, divergences }: RunResult, { id, patches }: Deviation): boolean =>
  known.some((each) => each.id === id) ||
  divergences.some((divergence) =>
    [divergence.signature, findingSignature(divergence)].some((signature) =>
      patches.some((patch) => holdsFor(patch, signature)),
    ),
  );
