import { expect, test } from "vitest";
import type { Difference } from "../../../checker/difference.ts";
import { withListedStatus } from "../../../properties/judge/listedStatus.ts";
import { Account } from "../../model/account.ts";

const additional = (path: string, arn: string): Difference => ({
  path,
  clock: "immediate",
  expected: "absent",
  actual: JSON.stringify(`arn:aws:ecs:us-east-1:123456789012:${arn}`),
  expectedKind: "nothing",
  actualKind: "item",
});

const account = new Account();
for (const family of ["f", "g"])
  account.call("RegisterTaskDefinition", {
    family,
    containerDefinitions: [{ name: "app", image: "nginx", memory: 64 }],
  });
account.call("DeregisterTaskDefinition", { taskDefinition: "f:1" });
account.call("CreateCluster", { clusterName: "c1" });
account.call("DeleteCluster", { cluster: "c1" });

test.each([
  ["taskDefinitionArns[]", "task-definition/f:1", {}, "item: INACTIVE"],
  ["taskDefinitionArns[]", "task-definition/f:1", { status: "INACTIVE" }, "item"],
  ["taskDefinitionArns[]", "task-definition/g:1", {}, "item"],
  ["taskDefinitionArns[]", "task-definition/g:1", { status: "INACTIVE" }, "item: ACTIVE"],
  ["taskDefinitionArns[]", "task-definition/x:1", {}, "item"],
  ["clusterArns[]", "cluster/c1", {}, "item: INACTIVE"],
  ["serviceArns[]", "service/c1/s1", {}, "item"],
  ["families[]", "task-definition/f:1", {}, "item"],
])("an item of %s too many, %s with %j, is of the kind %s", (path, arn, input, kind) => {
  expect(withListedStatus(additional(path, arn), account.state, input).actualKind).toBe(kind);
});

test("an absent item keeps its kind", () => {
  const absent = { ...additional("clusterArns[]", "cluster/c1"), expectedKind: "item", actualKind: "missing" };
  expect(withListedStatus(absent, account.state, {})).toBe(absent);
});
