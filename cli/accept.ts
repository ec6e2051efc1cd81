import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { toComplete } from "../properties/deviations/deviation.ts";
import { shown } from "../properties/deviations/ledger.ts";
import { newDeviation } from "../properties/deviations/newDeviation.ts";
import { readSavedPlan } from "../properties/plans/savedPlan.ts";
import { counted } from "../reports/counted.ts";
import { readReport } from "../reports/merge.ts";
import { ledgerFolder } from "../targets/ledgers.ts";
import { UsageError } from "../targets/usageError.ts";
import { defaultReport } from "./campaignTarget.ts";
import type { FuzzOptions } from "./options.ts";
import type { ExitStatus } from "./session.ts";

/** `--accept N`: drafts a ledger file from the Nth divergence of the report; a person completes it. */
export function accept(options: FuzzOptions, number: number): ExitStatus {
  const directory = options.report ?? defaultReport;
  const report = readReport(directory);
  const divergence = report.divergences[number - 1];
  if (divergence === undefined)
    throw new UsageError(
      `${directory}/report.json has ${counted(report.divergences.length, "divergence")}: there is no number ${number}`,
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
      throw new UsageError(`${shown(fileOf(name))} exists already`);
    return taken;
  });
  const path = fileOf(name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(path, text);
  console.log(`${shown(path)}: complete each ${toComplete}, and remove from patch what has another cause`);
  return 0;
}
