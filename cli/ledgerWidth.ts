import { parse } from "../checker/signature.ts";
import { readLedger } from "../properties/deviations/ledger.ts";
import { hiddenShare, type PlantedFault, type Swallowed, swallowedBy } from "../properties/deviations/width.ts";
import { ledgerFolder } from "../targets/ledgers.ts";
import { UsageError } from "../targets/usageError.ts";
import { readTrials } from "./bugRecord.ts";
import type { FuzzOptions } from "./options.ts";
import type { ExitStatus } from "./session.ts";

/** The targets that have a ledger of their own. */
export const withLedgers = ["kecs", "moto", "ministack"] as const;

/** The largest share of planted bugs that a ledger may hide although it is not about them. */
const mostHidden = 0.03;

type Told = ReturnType<typeof readTrials>[string]["told"][number];

/** `--ledger-width`: for each ledger, which of its deviations hide which planted bugs. Plays nothing. */
export function ledgerWidth({ target, targetConfig }: Pick<FuzzOptions, "target" | "targetConfig">): ExitStatus {
  const faults = plantedFaults();
  if (faults.length === 0)
    throw new UsageError("docs/records/bugs.json has no bug that was found: run npm run bugs first");
  const targets = target === "embedded" ? withLedgers : [target];
  const shares = targets.map((each) => {
    const swallowed = swallowedBy(readLedger(ledgerFolder(each, targetConfig)), faults);
    const share = hiddenShare(swallowed, faults);
    console.log(headOf(each, swallowed, faults.length, share));
    for (const line of linesOf(swallowed)) console.log(line);
    return share;
  });
  return shares.some((share) => share > mostHidden) ? 1 : 0;
}

/** The planted bugs that a campaign found, as `npm run bugs` recorded them. */
export const plantedFaults = (): PlantedFault[] =>
  Object.entries(readTrials())
    .filter(([, { found }]) => found)
    .map(([name, { told }]) => ({ name, reported: told.map(observed) }));

const observed = ({ signature, expected, actual, call, before }: Told) => ({
  signature: parse(signature),
  expected,
  actual,
  call,
  before,
});

function headOf(target: string, swallowed: readonly Swallowed[], all: number, share: number): string {
  const same = swallowed.filter((each) => each.same).length;
  const percent = (100 * share).toFixed(1);
  return `${target}: with its ledger, campaigns would not report ${swallowed.length} of ${all} planted bugs; deviations are about ${same} of them, and hide ${swallowed.length - same} (${percent} %) in addition:`;
}

/** One line for each deviation that hides a bug which it is not about, the one that hides most first. */
function linesOf(swallowed: readonly Swallowed[]): string[] {
  const byDeviation = new Map<string, string[]>();
  for (const { name, by } of swallowed.filter(({ same }) => !same))
    for (const { id } of by) byDeviation.set(id, [...(byDeviation.get(id) ?? []), name]);
  return [...byDeviation]
    .sort(([, a], [, b]) => b.length - a.length)
    .map(([id, names]) => `  ${id} hides ${names.join(", ")}`);
}
