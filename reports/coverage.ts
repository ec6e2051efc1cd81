import Table from "cli-table3";
import { allOperations } from "../commands/plans/generate.ts";
import { type Coverage, missing } from "../properties/campaign/coverage.ts";
import { number } from "./console.ts";

/** Missing outcomes that are named on the line, each of another operation; the table has all. */
const named = 3;

/** How much of the API a campaign called and saw, in a line. */
export function coverageLine({ operations, outcomes, byOperation, newer }: Coverage): string {
  const counts = [
    `${operations.called} of ${operations.known} operations`,
    `${outcomes.seen} of ${outcomes.known} outcomes`,
    ...(newer === undefined ? [] : [`${newer.called.length} of ${newer.known} operations that no row describes`]),
  ].join(", ");
  // Plans hold no input without its required members (row RQ1): to name that for each operation says nothing.
  const never = missing(byOperation).filter(([, outcome]) => outcome !== "RQ1");
  if (never.length === 0) return `coverage: ${counts}`;
  const ofEach = [...Map.groupBy(never, ([operation]) => operation).values()].flatMap(([first]) =>
    first === undefined ? [] : [first],
  );
  const told = ofEach.slice(0, named).map(([operation, outcome]) => `${outcome} of ${operation}`);
  return `coverage: ${counts} · never: ${told.join(", ")}${never.length > told.length ? ", … (--coverage lists all)" : ""}`;
}

/** Every operation with how often each of its outcomes came up, and those that never did. */
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
