import Table from "cli-table3";

/** In how many runs campaigns with several seeds found one planted bug. */
export interface SeedTrials {
  readonly name: string;
  /** For each seed the runs until the bug was first observed; undefined where it was not found. */
  readonly runs: readonly (number | undefined)[];
}

/** The trials as a table for a terminal, and below it the share that was found and the figures of all trials together. */
export function seedsTable(trials: readonly SeedTrials[]): string {
  const table = new Table({
    head: ["bug", "found", "median", "p90", "worst"],
    colAligns: ["left", "right", "right", "right", "right"],
    style: { head: [], border: [], compact: true },
  });
  for (const { name, runs } of trials) table.push([name, ...cells(runs)]);
  const all = trials.flatMap(({ runs }) => runs);
  const [found, median, p90, worst] = cells(all);
  return `${table.toString()}\nfound in ${found} campaigns · runs until then: median ${median}, p90 ${p90}, worst ${worst}`;
}

/** `9 of 10`, and the quantiles; a campaign that did not find the bug counts as the longest. */
function cells(runs: readonly (number | undefined)[]): [found: string, median: string, p90: string, worst: string] {
  const found = runs.filter((each) => each !== undefined).length;
  const sorted = [...runs].sort((one, other) => (one ?? Infinity) - (other ?? Infinity));
  const at = (share: number) => String(sorted[Math.ceil(share * sorted.length) - 1] ?? "never");
  return [`${found} of ${runs.length}`, at(0.5), at(0.9), at(1)];
}
