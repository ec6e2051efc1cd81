import { checkWitnesses, type WitnessCheck } from "../properties/campaign/checkDeviations.ts";
import type { Ledger } from "../properties/deviations/ledger.ts";
import { GoneError } from "../properties/run/runContext.ts";
import { WorkerPool } from "../properties/workers/workerPool.ts";
import { counted } from "../reports/counted.ts";
import { type Target, TargetError } from "../targets/target.ts";
import { ledgerOf, open, targetLine } from "./campaignTarget.ts";
import { unlessInterrupted } from "./interrupt.ts";
import type { FuzzOptions } from "./options.ts";
import type { ExitStatus } from "./session.ts";

/** `--check-deviations`: plays every witness; a deviation that its witness no longer needs is stale. */
export async function checkDeviations(options: FuzzOptions, interrupt: AbortSignal): Promise<ExitStatus> {
  const ledger = ledgerOf(options);
  const seed = options.seed ?? 0;
  const target = await unlessInterrupted(interrupt, open(options, seed));
  try {
    console.log(`seed ${seed}`);
    console.log(targetLine(target, options, ledger));
    const checks = await checksOf(target, ledger, options, interrupt);
    const count = (wanted: WitnessCheck["verdict"]) => checks.filter(({ verdict }) => verdict === wanted).length;
    const unchecked = ledger.deviations.length - count("holds") - count("stale");
    console.log(
      `${counted(ledger.deviations.length, "known deviation")}: ${count("holds")} hold, ${count("stale")} stale${unchecked === 0 ? "" : `, ${unchecked} not checked`}`,
    );
    if (interrupt.aborted) return 130;
    return count("stale") > 0 ? 1 : 0;
  } finally {
    await target.close();
  }
}

async function checksOf(
  target: Target,
  ledger: Ledger,
  options: FuzzOptions,
  interrupt: AbortSignal,
): Promise<readonly WitnessCheck[]> {
  const eventual = options.consistency === "eventual";
  const pool = new WorkerPool(target, options.workers, { eventual, ledger });
  try {
    return await checkWitnesses(pool, ledger.deviations, interrupt, (check) => console.log(checkLine(check)));
  } catch (error) {
    if (error instanceof GoneError) throw new TargetError(error.message);
    throw error;
  } finally {
    pool.close();
  }
}

function checkLine({ deviation, verdict, shown }: WitnessCheck): string {
  if (verdict !== "stale") return `${verdict === "holds" ? "holds  " : "skipped"} ${deviation.id}`;
  const instead = shown.length === 0 ? "" : `; its witness shows instead: ${shown.join(" · ")}`;
  return `STALE   ${deviation.id}: its witness does not reproduce it any more, delete ${deviation.file}${instead}`;
}
