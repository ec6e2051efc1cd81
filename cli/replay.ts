import { campaign } from "../properties/campaign.ts";
import { inParallel } from "../properties/inParallel.ts";
import { type Played, Players } from "../properties/players.ts";
import { readSavedPlan, type SavedPlan } from "../properties/savedPlan.ts";
import { GoneError } from "../properties/stage.ts";
import { Tally } from "../properties/tally.ts";
import { wilson } from "../properties/wilson.ts";
import { failureText, summaryText } from "../reports/console.ts";
import { writeDocument, writeReport } from "../reports/json.ts";
import { ProgressReport } from "../reports/progress.ts";
import { replayText } from "../reports/replay.ts";
import { type Target, TargetError } from "../targets/target.ts";
import { UsageError } from "../targets/usage-error.ts";
import { open, planOptions, replayCommand, statusOf, targetLine } from "./fuzz.ts";
import { unlessInterrupted } from "./interrupt.ts";
import type { FuzzOptions } from "./options.ts";
import type { ExitStatus } from "./program.ts";
import { checkDirectory, checkFile } from "./writable.ts";

/** `--replay FILE`: plays a saved plan once, `--repeat` times, or shrinks it again. */
export async function replay(options: FuzzOptions, file: string, interrupt: AbortSignal): Promise<ExitStatus> {
  const saved = readSavedPlan(file);
  if (options.shrink === true && options.repeat !== undefined)
    throw new UsageError("--shrink and --repeat are two different things to do with a plan: give one of them");
  if (options.report !== undefined) checkDirectory(options.report);
  if (options.json !== undefined) checkFile(options.json);
  const seed = saved.seed ?? options.seed ?? 0;
  const target = await unlessInterrupted(interrupt, open(options, seed));
  try {
    console.log(`seed ${seed}`);
    console.log(targetLine(target, options) + savedElsewhere(saved, target, options));
    if (options.shrink === true) return await shrinkAgain(target, saved, file, options, interrupt);
    return await playAgain(target, saved, options, interrupt);
  } finally {
    await target.close();
  }
}

function savedElsewhere(saved: SavedPlan, target: Target, { bug }: FuzzOptions): string {
  if (saved.target !== target.name) return ` · the plan was saved on ${saved.target}`;
  return saved.bug !== undefined && saved.bug !== bug ? ` · the plan was saved with --bug ${saved.bug}` : "";
}

async function playAgain(
  target: Target,
  saved: SavedPlan,
  options: FuzzOptions,
  interrupt: AbortSignal,
): Promise<ExitStatus> {
  const times = options.repeat ?? 1;
  const workers = Math.min(options.workers, times);
  const players = new Players(target, workers, { eventual: options.consistency === "eventual" });
  const signal = interrupt;
  const failures = new Map<string, number>();
  let [played, failed] = [0, 0];
  let shown: Played | undefined;
  try {
    await inParallel(workers, Array(times).keys(), async (_, worker) => {
      if (signal.aborted) return;
      const one = await players.play(worker, saved.commands, { tally: new Tally(), signal });
      if (signal.aborted) return;
      played++;
      if (one.divergences.length > 0) failed++;
      for (const { signature } of one.divergences) failures.set(signature, (failures.get(signature) ?? 0) + 1);
      if (shown === undefined || (shown.divergences.length === 0 && one.divergences.length > 0)) shown = one;
    });
  } catch (error) {
    if (error instanceof GoneError) throw new TargetError(error.message);
    throw error;
  } finally {
    players.close();
  }
  if (shown !== undefined) console.log(`\n${replayText(saved.commands, shown)}\n`);
  if (options.repeat !== undefined) {
    for (const [signature, count] of failures) console.log(`${share(count, played)}  ${signature}`);
    console.log(`failed ${share(failed, played)}`);
  } else console.log(verdict(saved, [...failures.keys()]));
  if (interrupt.aborted) return 130;
  return failed > 0 ? 1 : 0;
}

function verdict({ signature }: SavedPlan, shown: readonly string[]): string {
  if (shown.length === 0) return "no divergence: the target answers as ECS would";
  if (signature === undefined || shown.includes(signature)) return `it diverges: ${signature ?? shown.join(" · ")}`;
  return `it diverges, but otherwise than saved: ${shown.join(" · ")}`;
}

function share(hits: number, tries: number): string {
  const { least, most } = wilson(hits, tries);
  const percent = (value: number) => `${Math.round(value * 100)} %`;
  return `${hits} of ${tries} (95 %: ${percent(least)} to ${percent(most)})`;
}

/** A campaign of this one plan. */
async function shrinkAgain(
  target: Target,
  saved: SavedPlan,
  file: string,
  options: FuzzOptions,
  interrupt: AbortSignal,
): Promise<ExitStatus> {
  const progress = new ProgressReport(process.stdout);
  const seed = saved.seed ?? 0;
  const result = await campaign(
    target,
    {
      seed,
      runs: 0,
      milliseconds: options.time,
      shard: { index: 0, of: 1 },
      workers: options.workers,
      bail: false,
      eventual: options.consistency === "eventual",
      plan: planOptions(options, target),
      earlier: [saved.commands],
    },
    progress,
    interrupt,
  );
  progress.clear();
  const asked = { target: target.name, seed, bug: options.bug };
  const shrunk = options.report ?? file.replace(/(\.json)?$/, ".shrunk");
  const report = writeReport(shrunk, result, asked);
  if (options.json !== undefined) writeDocument(options.json, report, shrunk);
  for (const [index, entry] of result.entries.entries()) {
    const plan = `${shrunk}/divergences/${index + 1}.json`;
    console.log(`\n${failureText(entry, index + 1, replayCommand(options, plan))}`);
  }
  console.log(`\n${summaryText(result, false)}`);
  return statusOf(result);
}
