import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { checkWitnesses, type WitnessCheck } from "../properties/campaign/checkDeviations.ts";
import { toComplete } from "../properties/deviations/deviation.ts";
import { type Ledger, shown } from "../properties/deviations/ledger.ts";
import { newDeviation } from "../properties/deviations/newDeviation.ts";
import { readSavedPlan } from "../properties/plans/savedPlan.ts";
import { GoneError } from "../properties/run/runContext.ts";
import { WorkerPool } from "../properties/workers/workerPool.ts";
import { counted } from "../reports/console.ts";
import { readReport } from "../reports/merge.ts";
import { ledgerFolder } from "../targets/ledgers.ts";
import { type Target, TargetError } from "../targets/target.ts";
import { UsageError } from "../targets/usageError.ts";
import { defaultReport, ledgerOf, open, targetLine } from "./campaignTarget.ts";
import { unlessInterrupted } from "./interrupt.ts";
import type { FuzzOptions } from "./options.ts";
import type { ExitStatus } from "./session.ts";

/** `--check-deviations`: plays every witness; one that needs its deviation no more makes it stale. */
export async function checkDeviations(options: FuzzOptions, interrupt: AbortSignal): Promise<ExitStatus> {
  const ledger = ledgerOf(options);
  const seed = options.seed ?? 0;
  const target = await unlessInterrupted(interrupt, open(options, seed));
  try {
    console.log(`seed ${seed}`);
    console.log(targetLine(target, options, ledger));
    const proofs = await proofsOf(target, ledger, options, interrupt);
    const count = (wanted: WitnessCheck["verdict"]) => proofs.filter(({ verdict }) => verdict === wanted).length;
    const unseen = ledger.deviations.length - count("holds") - count("stale");
    console.log(
      `${counted(ledger.deviations.length, "known deviation")}: ${count("holds")} hold, ${count("stale")} stale${unseen === 0 ? "" : `, ${unseen} not seen`}`,
    );
    if (interrupt.aborted) return 130;
    return count("stale") > 0 ? 1 : 0;
  } finally {
    await target.close();
  }
}

async function proofsOf(
  target: Target,
  ledger: Ledger,
  options: FuzzOptions,
  interrupt: AbortSignal,
): Promise<readonly WitnessCheck[]> {
  const eventual = options.consistency === "eventual";
  const pool = new WorkerPool(target, options.workers, { eventual, ledger });
  try {
    return await checkWitnesses(pool, ledger.deviations, interrupt, (proof) => console.log(proofLine(proof)));
  } catch (error) {
    if (error instanceof GoneError) throw new TargetError(error.message);
    throw error;
  } finally {
    pool.close();
  }
}

function proofLine({ deviation, verdict, shown }: WitnessCheck): string {
  if (verdict !== "stale") return `${verdict === "holds" ? "holds " : "unseen"} ${deviation.id}`;
  const instead = shown.length === 0 ? "" : `; what its witness shows instead: ${shown.join(" · ")}`;
  return `STALE  ${deviation.id}: its witness no longer needs it, delete ${deviation.file}${instead}`;
}

/** `--accept N`: the report's Nth divergence as a file of the ledger, to be completed by hand. */
export function accept(options: FuzzOptions, number: number): ExitStatus {
  const directory = options.report ?? defaultReport;
  const report = readReport(directory);
  const divergence = report.divergences[number - 1];
  if (divergence === undefined)
    throw new UsageError(
      `${directory}/report.json has ${counted(report.divergences.length, "divergence")}, no ${number}.`,
    );
  const folder = ledgerFolder(report.target, options.targetConfig);
  if (folder === undefined)
    throw new UsageError(`${report.target} has no ledger: name one as deviations in a --target-config`);
  const { signature, symptoms, rule: row, expected, actual, reproduced, plan } = divergence;
  const { property, commands } = readSavedPlan(resolve(directory, plan));
  const [hits, tries] = reproduced.split("/");
  const accepted = {
    ledger: basename(folder) === "deviations" ? basename(dirname(folder)) : basename(folder),
    signature,
    symptoms,
    row,
    expected,
    actual,
    always: hits === tries,
    property,
    plan: commands,
  };
  const fileOf = (name: string) => join(folder, `${name}.json`);
  const { name, text } = newDeviation(accepted, (name) => {
    const taken = existsSync(fileOf(name));
    if (taken && readFileSync(fileOf(name), "utf8").includes(JSON.stringify(signature)))
      throw new UsageError(`${shown(fileOf(name))} is there already`);
    return taken;
  });
  const path = fileOf(name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(path, text);
  console.log(`${shown(path)}: complete what says ${toComplete}, and leave in patch what has the same cause`);
  return 0;
}
