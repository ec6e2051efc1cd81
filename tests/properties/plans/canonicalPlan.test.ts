import { expect, test } from "vitest";
import { canonical, planKey } from "../../../properties/plans/canonicalPlan.ts";

test("canonical plans count their names in order", () => {
  const plan = [
    { operation: "CreateCluster", input: { clusterName: "C1" } },
    { operation: "DescribeClusters", input: { clusters: ["c2", "C1", "ghost"] } },
    { operation: "ListTaskDefinitions", input: { familyPrefix: "F", note: "C1" } },
  ];
  expect(canonical(plan).map(({ input }) => input)).toEqual([
    { clusterName: "c1" },
    { clusters: ["c2", "c1", "ghost"] },
    { familyPrefix: "f", note: "C1" },
  ]);
  expect(planKey([{ operation: "A", input: { a: 1, b: 2 } }])).toBe(
    planKey([{ operation: "A", input: { b: 2, a: 1 } }]),
  );
});
