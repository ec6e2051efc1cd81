import { performance } from "node:perf_hooks";
import { sceneOptions } from "../laws/setUp.ts";
import type { PlannedRun } from "../plans/plannedRun.ts";
import { PlanSource } from "../plans/planSource.ts";
import { isOfLaws, sequential } from "../property.ts";
import { GoneError } from "../run/runContext.ts";
import { inParallel } from "../workers/inParallel.ts";
import { propertiesOf } from "../workers/propertiesOfRun.ts";
import { type Course, over, playSafely } from "./campaignState.ts";

/** A server of ours is wiped after so many runs, because what is left over slows it down. */
const runsUntilReset = 100;

/** Plays the earlier failures and then run after run; collects what diverges and never stops for it. */
export async function hunt(course: Course): Promise<void> {
  const { options, players } = course;
  if (options.earlier.length > 0) {
    course.phase = "earlier plans";
    await inParallel(players.count, options.earlier.entries(), async ([index, planned], worker) => {
      await playAndSee(course, index - options.earlier.length, planned, worker);
    });
  }
  course.phase = "hunting";
  const source = new PlanSource(options.seed, options.plan);
  const scenes = new PlanSource(options.seed, sceneOptions(options.plan));
  let sinceReset = 0;
  await inParallel(players.count, runNumbers(course), async (run, worker) => {
    const properties = propertiesOf(run, options.properties ?? [sequential]);
    const plan = (isOfLaws(properties) ? scenes : source).at(run);
    course.digest.add(run, plan);
    course.runs++;
    const played = await playAndSee(course, run, { plan, properties }, worker);
    if (played && ++sinceReset >= runsUntilReset) {
      sinceReset = 0;
      await players.reset().catch((error: Error) => {
        course.gone ??= new GoneError(error.message);
      });
    }
  });
}

/** The numbers of the runs to play, as long as there is time for them. */
function* runNumbers(course: Course): Generator<number> {
  const { runs, shard } = course.options;
  for (let run = shard.index; (runs === undefined || run < runs) && !enough(course); run += shard.of) yield run;
}

/** Is it time to look into what was found? */
function enough(course: Course): boolean {
  if (over(course)) return true;
  const { options, findings, start, firstSeconds } = course;
  const elapsed = performance.now() - start;
  if (options.bail && findings.size > 0 && elapsed >= (firstSeconds ?? 0) * 1000 + (options.lingerMilliseconds ?? 0))
    return true;
  return options.milliseconds !== undefined && elapsed + timeToSettle(course, elapsed) >= options.milliseconds;
}

/** Plays that one signature takes on average to be replayed and shrunk. */
const playsPerSignature = 20;

/** Shrinking takes its time out of hunting, but never more than half. */
function timeToSettle({ options, findings, players, runs }: Course, elapsed: number): number {
  if (findings.size === 0 || runs === 0) return 0;
  const perRun = (elapsed * players.count) / runs;
  const needed = (findings.size * playsPerSignature * perRun) / players.count;
  return Math.min(needed, (options.milliseconds ?? 0) / 2);
}

async function playAndSee(
  course: Course,
  run: number,
  { plan, properties }: PlannedRun,
  worker: number,
): Promise<boolean> {
  const { tally, afterwards, support, ended: signal, players, findings } = course;
  const played = await playSafely(course, `run ${run} of seed ${course.options.seed}`, () =>
    players.play(worker, plan, {
      properties,
      tally: run < 0 ? afterwards : tally,
      support,
      signal,
      isKnown: (signature) => findings.get(signature) !== undefined || course.awaited.has(signature),
    }),
  );
  if (played === undefined || played.disturbed) return false;
  for (const { divergence } of played.known)
    if (divergence.command >= plan.length) course.awaited.add(divergence.signature);
  if (played.sawRunning && run >= 0) tally.runsWithTasks++;
  for (const finding of findings.see(run, plan, played)) {
    const seconds = (performance.now() - course.start) / 1000;
    course.firstSeconds ??= seconds;
    course.firstRuns ??= course.runs;
    course.watcher.found?.(finding, seconds);
  }
  return true;
}
