import { isSame, text } from "../checker/signature.ts";
import { campaign } from "../properties/campaign/campaign.ts";
import type { Ledger } from "../properties/deviations/ledger.ts";
import { sameFault } from "../properties/judge/sameFault.ts";
import { Counters } from "../properties/measures/counters.ts";
import { readSavedPlan, type SavedPlan } from "../properties/plans/savedPlan.ts";
import { GoneError } from "../properties/run/runContext.ts";
import { findingSignature } from "../properties/triage/findings.ts";
import { recurrence } from "../properties/triage/recurrence.ts";
import { inParallel } from "../properties/workers/inParallel.ts";
import { type RunResult, WorkerPool } from "../properties/workers/workerPool.ts";
import { failuresText, summaryText } from "../reports/console.ts";
import { renderReport } from "../reports/folder.ts";
import { planFile, writeDocument, writeReport } from "../reports/json.ts";
import { ProgressReport } from "../reports/progress.ts";
import { recurrenceText, replayText } from "../reports/replay.ts";
import { replayCommand } from "../reports/replayCommand.ts";
import { type Target, TargetError } from "../targets/target.ts";
import { UsageError } from "../targets/usageError.ts";
import { askedOf, ledgerOf, open, planOptions, statusOf, targetLine } from "./campaignTarget.ts";
import { unlessInterrupted } from "./interrupt.ts";
import type { FuzzOptions } from "./options.ts";
import type { ExitStatus } from "./session.ts";
import { checkDirectory, checkFile } from "./writable.ts";

/** `--replay FILE`: plays a saved plan once or `--repeat` times, or shrinks it again. */
export async function replay(options: FuzzOptions, file: string, interrupt: AbortSignal): Promise<ExitStatus> {
  const saved = readSavedPlan(file);
  if (options.shrink === true && options.repeat !== undefined)
    throw new UsageError("--shrink and --repeat exclude each other: give one of them");
  if (options.report !== undefined) checkDirectory(options.report);
  if (options.json !== undefined) checkFile(options.json);
  const seed = saved.seed ?? options.seed ?? 0;
  const ledger = ledgerOf(options);
  const target = await unlessInterrupted(interrupt, open(options, seed));
  try {
    console.log(`seed ${seed}`);
    console.log(targetLine(target, options, ledger) + savedElsewhere(saved, target, options));
    if (options.shrink === true) return await shrinkAgain(target, ledger, saved, file, options, interrupt);
    return await playAgain(target, ledger, saved, options, interrupt);
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
  ledger: Ledger,
  saved: SavedPlan,
  options: FuzzOptions,
  interrupt: AbortSignal,
): Promise<ExitStatus> {
  const times = options.repeat ?? 1;
  const workers = Math.min(options.workers, times);
  const eventual = options.consistency === "eventual";
  const pool = new WorkerPool(target, workers, { eventual, ledger });
  const plays: RunResult[] = [];
  try {
    const how = { properties: [saved.property], counters: new Counters(), signal: interrupt };
    await inParallel(workers, Array(times).keys(), async (_, worker) => {
      // A play that a crash of another run disturbed does not count.
      for (let attempt = 0; attempt < 2 && !interrupt.aborted; attempt++) {
        const played = await pool.play(worker, saved.commands, how);
        if (interrupt.aborted || played.disturbed) continue;
        plays.push(played);
        return;
      }
    });
  } catch (error) {
    if (error instanceof GoneError) throw new TargetError(error.message);
    throw error;
  } finally {
    pool.close();
  }
  const failing = plays.filter(({ divergences }) => divergences.length > 0);
  const [shown = plays[0]] = failing;
  if (shown !== undefined) console.log(`\n${replayText(saved.commands, shown)}\n`);
  if (options.repeat === undefined) console.log(verdict(saved, failing[0], knownIn(plays)));
  else for (const line of repeated(saved, plays)) console.log(line);
  if (interrupt.aborted) return 130;
  return failing.length > 0 ? 1 : 0;
}

function verdict({ signature }: SavedPlan, failing: RunResult | undefined, known: readonly string[]): string {
  if (failing === undefined)
    return known.length === 0
      ? "no divergence: the target behaves like ECS"
      : `no divergence except known deviations: ${known.join(" · ")}`;
  const shown = failing.divergences.map((divergence) => text(divergence.signature));
  const saved = signature && text(signature);
  if (saved === undefined || shown.includes(saved)) return `reproduced: ${saved ?? shown.join(" · ")}`;
  return `another divergence than the saved one: ${shown.join(" · ")}`;
}

/** Each signature with its count, and on the last line the verdict on the saved signature. */
function repeated(saved: SavedPlan, plays: readonly RunResult[]): string[] {
  const counts = new Map<string, number>();
  for (const { divergences } of plays)
    for (const { signature } of divergences) counts.set(text(signature), (counts.get(text(signature)) ?? 0) + 1);
  const hits = plays.filter((played) => isAgain(saved, played)).length;
  const known = knownIn(plays);
  return [
    ...[...counts].map(([signature, count]) => `${count} of ${plays.length}  ${signature}`),
    ...(known.length === 0 ? [] : [`known: ${known.join(" · ")}`]),
    ...(plays.length === 0 ? [] : [recurrenceText(recurrence(hits, plays.length))]),
  ];
}

/** Did the play show the saved signature, known or not? Without a saved signature, any unknown divergence counts. */
function isAgain({ signature }: SavedPlan, { divergences, known }: RunResult): boolean {
  if (signature === undefined) return divergences.length > 0;
  const shown = [...divergences, ...known.map(({ divergence }) => divergence)];
  return shown.some((seen) =>
    signature.kind === "spontaneous-crash"
      ? isSame(seen.signature, signature)
      : sameFault(signature, findingSignature(seen)),
  );
}

const knownIn = (plays: readonly RunResult[]): string[] => [
  ...new Set(plays.flatMap(({ known }) => known.map(({ id }) => id))),
];

/** A campaign with only this plan. */
async function shrinkAgain(
  target: Target,
  ledger: Ledger,
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
      earlier: [{ plan: saved.commands, properties: [saved.property] }],
      ledger,
    },
    progress,
    interrupt,
  );
  progress.clear();
  const asked = askedOf(options, target, seed);
  const shrunk = options.report ?? file.replace(/(\.json)?$/, ".shrunk");
  const report = writeReport(shrunk, result, asked);
  renderReport(shrunk, report, undefined);
  if (options.json !== undefined) writeDocument(options.json, report, shrunk);
  if (result.faults.length > 0)
    console.log(
      `\n${failuresText(result.faults, shrunk, (index) => replayCommand(`${shrunk}/${planFile(index)}`, asked.replayFlags))}`,
    );
  console.log(`\n${summaryText(result, false)}`);
  return statusOf(result, "minor");
}
