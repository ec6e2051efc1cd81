import { availableParallelism, loadavg } from "node:os";
import { performance } from "node:perf_hooks";
import { text } from "../../checker/signature.ts";
import { setUpOptions } from "../laws/setUp.ts";
import type { PlannedRun } from "../plans/plannedRun.ts";
import { PlanSource } from "../plans/planSource.ts";
import { isOfLaws, sequential } from "../property.ts";
import { GoneError } from "../run/runContext.ts";
import { propertiesOf } from "../workers/propertiesOfRun.ts";
import { Background } from "./background.ts";
import { type CampaignState, isOver, noteProven, playSafely } from "./campaignState.ts";
import { isTimeShort, type Standing, triagesNow } from "./schedule.ts";
import { triageInBackground, triageNext } from "./triage.ts";
import { waitingAtEnd, waitingWhileHunting } from "./triageCosts.ts";

/** A target that kecs-fuzz started is wiped after this many runs, because resources that are left over slow it down. */
const runsUntilReset = 100;

/**
 * Plays the earlier failures and then run after run; collects the divergences and never stops because of one. A share
 * of the time the workers triage what was found, and all of it when there is no run left to play.
 */
export async function hunt(state: CampaignState): Promise<void> {
  const { pool } = state;
  const runs = new Runs(state);
  await Promise.all(Array.from({ length: pool.count }, (_, worker) => workOn(state, runs, worker)));
}

async function workOn(state: CampaignState, runs: Runs, worker: number): Promise<void> {
  const background = new Background();
  await workUntilOver(state, runs, worker, background);
  await background.ended();
}

async function workUntilOver(state: CampaignState, runs: Runs, worker: number, background: Background): Promise<void> {
  const { queue, options, spent } = state;
  const next = (crashes: boolean, waiting: number) => triageNext(state, worker, background, { crashes, waiting });
  while (!isOver(state)) {
    const standing = standingOf(state);
    const short = !options.bail && isTimeShort(standing);
    if (short && (await next(runs.playing === 0, waitingAtEnd))) continue;
    if (!short && !options.bail) {
      triageInBackground(state, worker, background);
      if (triagesNow(standing) && (await next(false, waitingWhileHunting))) continue;
    }
    if (!short && !queue.isCrashing && (await runs.playNext(worker))) continue;
    state.phase = "shrinking";
    if (await next(runs.playing === 0, waitingAtEnd)) continue;
    if (!queue.isBusy && runs.playing === 0) return;
    // Only plays in the background are left, or what other workers do.
    await spent.on("shrinking", () => Promise.race([queue.released, runs.ended]));
  }
}

/** The plans to play, one after the other: those of the earlier failures, and then those of the hunting runs. */
class Runs {
  readonly #state: CampaignState;
  readonly #source: PlanSource;
  readonly #setUps: PlanSource;
  readonly #earlier: Iterator<[number, PlannedRun]>;
  /** Hunting begins when all of them were played. */
  readonly #failures: Promise<unknown>[] = [];
  /** How many runs are in progress. */
  playing = 0;
  #ended = Promise.withResolvers<void>();
  #next: number;
  #sinceReset = 0;

  constructor(state: CampaignState) {
    const { seed, plan, shard } = state.options;
    this.#state = state;
    this.#source = new PlanSource(seed, plan);
    this.#setUps = new PlanSource(seed, setUpOptions(plan));
    this.#earlier = state.options.earlier.entries();
    this.#next = shard.index;
  }

  /** Resolves when a run in progress ends. */
  get ended(): Promise<void> {
    return this.#ended.promise;
  }

  async #play(run: number, planned: PlannedRun, worker: number): Promise<boolean> {
    this.playing++;
    try {
      return await this.#state.spent.on("hunting", () => playAndSee(this.#state, run, planned, worker));
    } finally {
      this.playing--;
      this.#ended.resolve();
      this.#ended = Promise.withResolvers<void>();
    }
  }

  /** Plays the next run; false when none is left or there is no time for one. */
  async playNext(worker: number): Promise<boolean> {
    const state = this.#state;
    const { runs, shard, properties: chosen, earlier } = state.options;
    const failure = this.#earlier.next();
    if (failure.done !== true) {
      state.phase = "earlier plans";
      const [index, planned] = failure.value;
      const play = this.#play(index - earlier.length, planned, worker);
      this.#failures.push(play);
      await play;
      return true;
    }
    await Promise.all(this.#failures);
    const run = this.#next;
    if ((runs !== undefined && run >= runs) || isEnough(state)) return false;
    this.#next += shard.of;
    state.phase = "hunting";
    const properties = propertiesOf(run, chosen ?? [sequential]);
    const plan = (isOfLaws(properties) ? this.#setUps : this.#source).at(run);
    state.digest.add(run, plan);
    state.runs++;
    const played = await this.#play(run, { plan, properties }, worker);
    if (played && ++this.#sinceReset >= runsUntilReset) {
      this.#sinceReset = 0;
      await state.pool.reset().catch((error: Error) => {
        state.gone ??= new GoneError(error.message);
      });
    }
    return true;
  }
}

/** Is hunting over? With `bail` it ends a moment after the first divergence. */
function isEnough({ options, findings, start, firstSeconds }: CampaignState): boolean {
  const elapsed = performance.now() - start;
  const lingers = elapsed < (firstSeconds ?? 0) * 1000 + (options.lingerMilliseconds ?? 0);
  return (
    (options.bail && findings.proven > 0 && !lingers) ||
    (options.milliseconds !== undefined && elapsed >= options.milliseconds)
  );
}

function standingOf({ options, pool, findings, queue, spent, start, runs, newInRun, costs }: CampaignState): Standing {
  queue.add(findings.inOrder());
  const runMilliseconds = (1000 * spent.seconds.hunting) / Math.max(1, runs);
  const { quick, waiting } = queue.open;
  return {
    elapsed: performance.now() - start,
    whole: options.milliseconds,
    workers: pool.count,
    found: findings.size,
    open: quick + waiting,
    backlogMilliseconds: costs.of({ quick, waiting }, runMilliseconds) / pool.count,
    findingMilliseconds: costs.each(runMilliseconds) / pool.count,
    runMilliseconds,
    newInRun,
    triage: spent.triage,
  };
}

async function playAndSee(
  state: CampaignState,
  run: number,
  { plan, properties }: PlannedRun,
  worker: number,
): Promise<boolean> {
  const { counters, afterwards, support, ended: signal, pool, findings } = state;
  const idle = performance.eventLoopUtilization();
  const outages = pool.outages.count;
  const played = await playSafely(state, `run ${run} of seed ${state.options.seed}`, () =>
    pool.play(worker, plan, {
      properties,
      counters: run < 0 ? afterwards : counters,
      support,
      signal,
      recovers: run >= 0,
      isReportedBefore: (signature) => findings.get(signature) !== undefined || state.awaited.has(text(signature)),
    }),
  );
  if (played === undefined || played.disturbed) return false;
  for (const { divergence } of played.known)
    if (divergence.command >= plan.length) state.awaited.add(text(divergence.signature));
  if (played.sawRunning && run >= 0) counters.runsWithTasks++;
  const fresh = findings.see(run, plan, played, {
    outage: pool.outages.count > outages,
    busy: isBusy(performance.eventLoopUtilization(idle).utilization),
    others: pool.count > 1,
  });
  state.newInRun.push(fresh.length);
  for (const finding of fresh) noteProven(state, finding);
  return true;
}

/** Had the tester more to do than one thread can, or its machine more than its processors can? */
const isBusy = (utilization: number): boolean => utilization > 0.95 || (loadavg()[0] ?? 0) > 2 * availableParallelism();
