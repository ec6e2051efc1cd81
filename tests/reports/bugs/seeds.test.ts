import { expect, test } from "vitest";
import { seedsTable } from "../../../reports/bugs/seeds.ts";

test("the runs until a bug is found are counted over all seeds; a campaign without it counts as the longest", () => {
  const table = seedsTable([
    { name: "first-bug", runs: [1, 5, 3, 2, 4] },
    { name: "second-bug", runs: [70, undefined, 8, 9, 10] },
  ]);
  expect(table).toMatch(/first-bug .* 5 of 5 .* 3 .* 5 .* 5 /);
  expect(table).toMatch(/second-bug .* 4 of 5 .* 10 .* never .* never /);
  expect(table).toContain("found in 9 of 10 campaigns · runs until then: median 5, p90 70, worst never");
});
