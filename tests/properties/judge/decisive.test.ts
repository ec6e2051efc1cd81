import { expect, test } from "vitest";
import type { Difference } from "../../../checker/difference.ts";
import { isDecisive, isDecisiveIfShown } from "../../../properties/judge/decisive.ts";

const difference = (kind: string, member: string, more: Partial<Difference> = {}): Difference => ({
  path: `${kind}s[].${member}`,
  clock: "immediate",
  expected: "1",
  actual: "2",
  expectedKind: "string",
  actualKind: "string",
  resource: { kind, name: "c1/s1", member },
  ...more,
});

test("what a service does and whether it exists is decisive, its description is not", () => {
  expect(["desiredCount", "taskDefinition", ""].map((member) => isDecisive(difference("service", member)))).toEqual([
    true,
    true,
    true,
  ]);
  expect(isDecisive(difference("service", "createdAt"))).toBe(false);
});

test("a tag too many is decisive, a wrong or a missing one is not", () => {
  const tag = (expectedKind: Difference["expectedKind"]) => difference("service", "tags[]", { expectedKind });
  expect([tag("nothing"), tag("string"), tag("item")].map(isDecisive)).toEqual([true, false, false]);
});

test("a record of a deployment decides nothing", () => {
  expect(isDecisive(difference("serviceDeployment", "", { actualKind: "missing" }))).toBe(false);
});

test("what a reply leaves out is decisive only where it must show it", () => {
  const missing = difference("cluster", "capacityProviders[]", { actualKind: "missing" });
  const [shown, gone] = [
    difference("cluster", "status"),
    difference("cluster", "", { expectedKind: "item", actualKind: "missing" }),
  ];
  expect([missing, shown, gone].map(isDecisive)).toEqual([true, true, true]);
  expect([missing, shown, gone].map(isDecisiveIfShown)).toEqual([false, true, true]);
});
