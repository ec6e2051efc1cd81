import Table from "cli-table3";
import { allOperations } from "../commands/plans/generate.ts";
import { type Coverage, missing } from "../properties/campaign/coverage.ts";
import { number } from "./counted.ts";

/** How many missing outcomes the line names, each of another operation; the table lists all. */
const named = 3;

/** The coverage of a campaign on one line. */
export function coverageLine({ operations, outcomes, byOperation, newer }: Coverage): string {
  const counts = [
    `${operations.called} of ${operations.known} operations`,
    `${outcomes.seen} of ${outcomes.known} outcomes`,
    ...(newer === undefined ? [] : [`${newer.called.length} of ${newer.known} operations that no row describes`]),
  ].join(", ");
  // Plans never omit required members (row RQ1), so this outcome would be listed for every operation.
  const never = missing(byOperation).filter(([, outcome]) => outcome !== "RQ1");
  if (never.length === 0) return `coverage: ${counts}`;
  const ofEach = [...Map.groupBy(never, ([operation]) => operation).values()].flatMap(([first]) =>
    first === undefined ? [] : [first],
  );
  const shown = ofEach.slice(0, named).map(([operation, outcome]) => `${outcome} of ${operation}`);
  return `coverage: ${counts} · never: ${shown.join(", ")}${never.length > shown.length ? ", … (--coverage lists all)" : ""}`;
}

/** Every operation with the count of each of its outcomes, and the outcomes that never occurred. */
export function coverageTable({ byOperation }: Coverage): string {
  const table = new Table({
    head: ["operation", "accepted", "refused by row", "never"],
    colAligns: ["left", "right", "left", "left"],
    colWidths: [null, null, 48, 40],
    wordWrap: true,
    style: { head: [], border: [], compact: true },
  });
  const never = Map.groupBy(missing(byOperation), ([operation]) => operation);
  for (const operation of [...allOperations].sort()) {
    const { accepted = 0, ...refused } = byOperation[operation] ?? {};
    const rows = Object.entries(refused).map(([row, count]) => `${row} ${number(count)}`);
    const silent = (never.get(operation) ?? []).map(([, outcome]) => outcome);
    table.push([operation, number(accepted), rows.join(" · "), silent.join(" ")]);
  }
  return table.toString();
}
