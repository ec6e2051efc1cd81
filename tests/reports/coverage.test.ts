import { expect, test } from "vitest";
import { allOperations } from "../../commands/plans/generate.ts";
import { knownOutcomes } from "../../model/operationFacts.ts";
import { coverageOf } from "../../properties/campaign/coverage.ts";
import { coverageLine, coverageTable } from "../../reports/coverage.ts";

const counts = { ListClusters: { accepted: 9, LI1: 3 }, DeleteCluster: { accepted: 1, CL13: 1 } };

test("the line counts, and names absent outcomes of the operations called most", () => {
  expect(coverageLine(coverageOf(Object.keys(counts), counts))).toMatch(
    /^coverage: 2 of \d+ operations, 4 of \d+ outcomes · never: LI2 of ListClusters, G5 of DeleteCluster, .+ of \w+, … \(--coverage lists all\)$/,
  );
});

test("the line names nothing if only calls without required members are absent", () => {
  const all = Object.fromEntries(
    allOperations.map((operation) => [
      operation,
      Object.fromEntries(
        knownOutcomes(operation)
          .filter((outcome) => outcome !== "RQ1")
          .map((outcome) => [outcome, 1]),
      ),
    ]),
  );
  expect(coverageLine(coverageOf(Object.keys(all), all))).toMatch(
    new RegExp(`^coverage: ${allOperations.length} of ${allOperations.length} operations, \\d+ of \\d+ outcomes$`),
  );
});

test("the table has a row for every operation", () => {
  const table = coverageTable(coverageOf(Object.keys(counts), counts));
  expect(table).toMatch(/│ ListClusters +│ +9 │ LI1 3 +│ LI2 +│/);
  expect(table).toMatch(/│ DeleteService +│ +0 │ +│ accepted RQ1/);
});
