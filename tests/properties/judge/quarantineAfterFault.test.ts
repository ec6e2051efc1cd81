import { describe, expect, test } from "vitest";
import type { Difference } from "../../../checker/difference.ts";
import type { JsonObject } from "../../../model/language/json.ts";
import { put } from "../../../model/language/persistentMap.ts";
import type { Fault } from "../../../properties/judge/fault.ts";
import type { Oracle } from "../../../properties/judge/oracle.ts";
import { Quarantine } from "../../../properties/judge/quarantine.ts";
import { quarantineAfterFault } from "../../../properties/judge/quarantineAfterFault.ts";

const unprotected: Difference = {
  path: "protectedTasks[]",
  clock: "immediate",
  expected: "a protected task",
  actual: "absent",
  expectedKind: "item",
  actualKind: "missing",
  resource: { kind: "protection", name: "c1/«task:2.0»", member: "" },
};

/** What is in quarantine after a reply showed the difference. */
function tainted(operation: "UpdateTaskProtection" | "GetTaskProtection"): string[] {
  const quarantine = new Quarantine();
  const tasks = {};
  for (const id of ["«task:2.0»", "«task:2.1»"]) put(tasks, id, { service: "s1" });
  const clusters = {};
  put(clusters, "c1", { tasks });
  const oracle = { quarantine, masks: { mask: () => {} }, state: { clusters } } as unknown as Oracle;
  const fault: Fault = { kind: "output", differences: [unprotected], accepted: true };
  quarantineAfterFault(oracle, fault, undefined, { operation, command: 3 }, {});
  return quarantine.names().sort();
}

test("the remaining tasks of a service are unknown when a protection is not returned as requested", () =>
  expect(tainted("UpdateTaskProtection")).toEqual(["c1/s1", "c1/«task:2.0»"]));

test("a read that shows another protection says nothing about what was requested", () =>
  expect(tainted("GetTaskProtection")).toEqual([]));

test.each([
  ["refused wrongly, puts what it reads in quarantine", false, ["f"]],
  ["accepted wrongly, says nothing about what the command changed", true, []],
])("a look that is %s", (_, accepted, names) => {
  const quarantine = new Quarantine();
  const oracle = { quarantine } as unknown as Oracle;
  const fault: Fault = { kind: "outcome", expected: "x", actual: "y", rule: "TD20", accepted };
  const place = { operation: "DeregisterTaskDefinition", look: "DescribeTaskDefinition", command: 3 };
  quarantineAfterFault(oracle, fault, undefined, place, { taskDefinition: "f" });
  expect(quarantine.names()).toEqual(names);
});

/** What is in quarantine after a read, which followed a command, showed an item in addition. */
function afterItem(reader: string, path: string, actual: string, input: JsonObject, operation = "UpdateService") {
  const quarantine = new Quarantine();
  const symbolic = (text: string) => text;
  const oracle = { quarantine, masks: { mask: () => {} }, state: { clusters: {} }, symbolic } as unknown as Oracle;
  const extra = { path, clock: "immediate", expected: "nothing", actual, expectedKind: "nothing", actualKind: "item" };
  const fault = { kind: "output", differences: [extra], accepted: true } as Fault;
  quarantineAfterFault(oracle, fault, fault, { operation, look: reader, command: 3 }, input);
  return quarantine.names();
}

test("an item that a list shows in addition is in quarantine, not what the list is about", () => {
  const service = '"arn:aws:ecs:us-east-1:123456789012:service/c1/s9"';
  expect(afterItem("ListServices", "serviceArns[]", service, { cluster: "c1" })).toEqual(["c1/s9"]);
  const task = '"arn:aws:ecs:us-east-1:123456789012:task/c1/0123"';
  expect(afterItem("ListTasks", "taskArns[]", task, { cluster: "c1", serviceName: "s1" })).toEqual(["c1/0123"]);
});

test("a failure that a read reports in addition makes nothing unknown", () =>
  expect(afterItem("DescribeClusters", "failures[]", '"MISSING"', { clusters: ["c1"] })).toEqual([]));

test("a description of what the command could not have made is made up, and puts nothing in quarantine", () => {
  const instance = '"arn:aws:ecs:r:a:container-instance/c1/0011"';
  const after = (operation: string) =>
    afterItem("DescribeContainerInstances", "containerInstances[]", instance, { cluster: "c1" }, operation);
  expect(after("UpdateContainerAgent")).toEqual([]);
  expect(after("RegisterContainerInstance")).toEqual(["c1/0011"]);
  expect(after("DeregisterContainerInstance")).toEqual(["c1/0011"]);
});

describe("a revision that is INACTIVE instead of DELETE_IN_PROGRESS", () => {
  function unknownWith(...statuses: readonly string[]): string[] {
    const quarantine = new Quarantine();
    const families = {};
    put(families, "f", { revisions: statuses.map((status, index) => ({ revision: index + 1, status })) });
    const oracle = { quarantine, masks: { mask: () => {} }, state: { families } } as unknown as Oracle;
    const resource = { kind: "revision", name: "f:1", member: "status" };
    const status = { expectedKind: "DELETE_IN_PROGRESS", actualKind: "INACTIVE", resource };
    const fault = { kind: "output", differences: [{ ...unprotected, ...status }], accepted: true } as Fault;
    quarantineAfterFault(oracle, fault, fault, { operation: "DeleteTaskDefinitions", command: 3 }, {});
    return quarantine.names();
  }

  test("is left out alone while its family has another revision", () =>
    expect(unknownWith("DELETE_IN_PROGRESS", "ACTIVE")).toEqual(["f:1"]));

  test("makes a family unknown that has no other", () =>
    expect(unknownWith("DELETE_IN_PROGRESS", "DELETE_IN_PROGRESS")).toEqual(["f"]));
});

test("a service of another cluster may have been taken for the one of that name in the cluster that was given", () => {
  const quarantine = new Quarantine();
  const oracle = { quarantine } as unknown as Oracle;
  const fault: Fault = { kind: "outcome", expected: "x", actual: "accepted", rule: "G6", accepted: true };
  const input = { cluster: "c1", service: "arn:aws:ecs:«region»:«account»:service/c2/s1" };
  quarantineAfterFault(oracle, fault, undefined, { operation: "UpdateService", command: 3 }, input);
  expect(quarantine.names().sort()).toEqual(["c1/s1", "c2/s1"]);
});
