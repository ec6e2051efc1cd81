import { performance } from "node:perf_hooks";
import { text } from "../../checker/signature.ts";
import { setUpOptions } from "../laws/setUp.ts";
import type { PlannedRun } from "../plans/plannedRun.ts";
import { PlanSource } from "../plans/planSource.ts";
import { isOfLaws, sequential } from "../property.ts";
import { GoneError } from "../run/runContext.ts";
import { inParallel } from "../workers/inParallel.ts";
import { propertiesOf } from "../workers/propertiesOfRun.ts";
import { type CampaignState, isOver, playSafely } from "./campaignState.ts";

/** A target that kecs-fuzz started is wiped after this many runs, because resources that are left over slow it down. */
const runsUntilReset = 100;

/** Plays the earlier failures and then run after run; collects the divergences and never stops because of one. */
export async function hunt(state: CampaignState): Promise<void> {
  const { options, pool } = state;
  if (options.earlier.length > 0) {
    state.phase = "earlier plans";
    await inParallel(pool.count, options.earlier.entries(), async ([index, planned], worker) => {
      await playAndSee(state, index - options.earlier.length, planned, worker);
    });
  }
  state.phase = "hunting";
  const source = new PlanSource(options.seed, options.plan);
  const setUps = new PlanSource(options.seed, setUpOptions(options.plan));
  let sinceReset = 0;
  await inParallel(pool.count, runNumbers(state), async (run, worker) => {
    const properties = propertiesOf(run, options.properties ?? [sequential]);
    const plan = (isOfLaws(properties) ? setUps : source).at(run);
    state.digest.add(run, plan);
    state.runs++;
    const played = await playAndSee(state, run, { plan, properties }, worker);
    if (played && ++sinceReset >= runsUntilReset) {
      sinceReset = 0;
      await pool.reset().catch((error: Error) => {
        state.gone ??= new GoneError(error.message);
      });
    }
  });
}

/** The numbers of the runs to play, while there is time for them. */
function* runNumbers(state: CampaignState): Generator<number> {
  const { runs, shard } = state.options;
  for (let run = shard.index; (runs === undefined || run < runs) && !enough(state); run += shard.of) yield run;
}

/** Is it time to end hunting and begin triage? */
function enough(state: CampaignState): boolean {
  if (isOver(state)) return true;
  const { options, findings, start, firstSeconds } = state;
  const elapsed = performance.now() - start;
  if (options.bail && findings.size > 0 && elapsed >= (firstSeconds ?? 0) * 1000 + (options.lingerMilliseconds ?? 0))
    return true;
  return options.milliseconds !== undefined && elapsed + timeForTriage(state, elapsed) >= options.milliseconds;
}

/** The average number of plays that replaying and shrinking one signature takes. */
const playsPerSignature = 20;

/** The time to reserve for triage, but never more than half of the whole. */
function timeForTriage({ options, findings, pool, runs }: CampaignState, elapsed: number): number {
  if (findings.size === 0 || runs === 0) return 0;
  const perRun = (elapsed * pool.count) / runs;
  const needed = (findings.size * playsPerSignature * perRun) / pool.count;
  return Math.min(needed, (options.milliseconds ?? 0) / 2);
}

async function playAndSee(
  state: CampaignState,
  run: number,
  { plan, properties }: PlannedRun,
  worker: number,
): Promise<boolean> {
  const { counters, afterwards, support, ended: signal, pool, findings } = state;
  const played = await playSafely(state, `run ${run} of seed ${state.options.seed}`, () =>
    pool.play(worker, plan, {
      properties,
      counters: run < 0 ? afterwards : counters,
      support,
      signal,
      isReportedBefore: (signature) => findings.get(signature) !== undefined || state.awaited.has(text(signature)),
    }),
  );
  if (played === undefined || played.disturbed) return false;
  for (const { divergence } of played.known)
    if (divergence.command >= plan.length) state.awaited.add(text(divergence.signature));
  if (played.sawRunning && run >= 0) counters.runsWithTasks++;
  for (const finding of findings.see(run, plan, played)) {
    const seconds = (performance.now() - state.start) / 1000;
    state.firstSeconds ??= seconds;
    state.firstRuns ??= state.runs;
    state.watcher.found?.(finding, seconds);
  }
  return true;
}
