import { describe, expect, test } from "vitest";
import type { Command, Plan } from "../../../commands/language/plan.ts";
import { lastWriteAbout, narrowSlice } from "../../../commands/plans/backwardSlice.ts";

const cluster: Command = { operation: "CreateCluster", input: { clusterName: "c1" } };
const run: Command = { operation: "RunTask", input: { cluster: "c1", taskDefinition: "f" } };
const task = { ref: [1, "tasks.0.taskArn"] } as const;
const stop: Command = { operation: "StopTask", input: { cluster: "c1", task } };

describe("the last write about a resource", () => {
  test.each<[string, Command]>([
    ["DescribeTasks", { operation: "DescribeTasks", input: { cluster: "c1", tasks: [task] } }],
    ["GetTaskProtection", { operation: "GetTaskProtection", input: { cluster: "c1", tasks: [task] } }],
    ["ListTasks", { operation: "ListTasks", input: { cluster: "c1" } }],
  ])("is no read: %s", (_, read) => {
    const plan: Plan = [cluster, run, stop, read];
    expect(lastWriteAbout(plan, "task:c1/«task:1.0»")).toBe(2);
  });

  test("is no poll of an agent", () => {
    const poll: Command = { operation: "DiscoverPollEndpoint", input: { cluster: "c1" } };
    expect(lastWriteAbout([cluster, poll], "cluster:c1")).toBe(0);
  });
});

test("what makes something new is not about what it refers to, a registration of an instance is", () => {
  const instance: Command = { operation: "RegisterContainerInstance", input: { cluster: "c1" } };
  const known = { ref: [1, "containerInstance.containerInstanceArn"] } as const;
  const again: Command = {
    operation: "RegisterContainerInstance",
    input: { cluster: "c1", containerInstanceArn: known },
  };
  const drain: Command = {
    operation: "UpdateContainerInstancesState",
    input: { cluster: "c1", containerInstances: [known], status: "DRAINING" },
  };
  expect(narrowSlice([cluster, instance, drain, again], 3)).toEqual([0, 1, 2, 3]);
  const other: Command = { operation: "RunTask", input: { cluster: { ref: [0, "cluster.clusterArn"] } } };
  expect(narrowSlice([cluster, other, { operation: "RunTask", input: { cluster: "c1" } }], 2)).toEqual([0, 2]);
});
