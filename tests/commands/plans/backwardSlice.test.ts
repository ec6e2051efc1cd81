import { describe, expect, test } from "vitest";
import type { Command, Plan } from "../../../commands/language/plan.ts";
import { backwardSlice, lastWriteAbout, narrowSlice } from "../../../commands/plans/backwardSlice.ts";

const plan: Plan = [
  { operation: "CreateCluster", input: { clusterName: "c1" } },
  { operation: "CreateCluster", input: { clusterName: "c2" } },
  { operation: "RegisterTaskDefinition", input: { family: "f" } },
  { operation: "RunTask", input: { cluster: "c1", taskDefinition: "f" } },
  { operation: "RunTask", input: { cluster: "c2", taskDefinition: "f" } },
  { operation: "StopTask", input: { cluster: "c1", task: { ref: [3, "tasks.0.taskArn"] } } },
  { operation: "GetTaskProtection", input: { cluster: "c1", tasks: [{ ref: [3, "tasks.0.taskArn"] }] } },
  { operation: "DescribeTasks", input: { cluster: "c1", tasks: [{ ref: [3, "tasks.0.taskArn"] }] } },
];

describe("the last write about a resource", () => {
  test("is a write, never a read of it", () => {
    expect(lastWriteAbout(plan, "task:c1/«task:3.0»")).toBe(5);
  });

  test("is the call that created it if nothing else wrote to it", () => {
    expect(lastWriteAbout(plan, "task:c2/«task:4.0»")).toBe(4);
    expect(lastWriteAbout(plan, "cluster:c2")).toBe(1);
  });

  test("is unknown for a resource that no command names", () => {
    expect(lastWriteAbout(plan, "cluster:c9")).toBeUndefined();
  });
});

describe("the backward slice of a command", () => {
  const services: Plan = [
    { operation: "CreateCluster", input: { clusterName: "c1" } },
    { operation: "CreateCluster", input: { clusterName: "c2" } },
    { operation: "RegisterTaskDefinition", input: { family: "f" } },
    { operation: "RegisterTaskDefinition", input: { family: "g" } },
    { operation: "CreateService", input: { cluster: "c1", serviceName: "s1", taskDefinition: "f" } },
    { operation: "CreateService", input: { cluster: "c1", serviceName: "s2", taskDefinition: "f" } },
    { operation: "UpdateService", input: { cluster: "c1", service: "s2", desiredCount: 1 } },
    { operation: "UpdateService", input: { cluster: "c1", service: "s1", desiredCount: 2 } },
    { operation: "DeleteService", input: { cluster: "c1", service: "s1" } },
  ];

  test("contains what names the same resources, and nothing after the command", () => {
    expect(backwardSlice(services, 7)).toEqual([0, 2, 4, 5, 6, 7]);
  });

  test("that is narrow leaves out the other service of the cluster", () => {
    expect(narrowSlice(services, 7)).toEqual([0, 2, 4, 7]);
  });
});

const cluster: Command = { operation: "CreateCluster", input: { clusterName: "c1" } };
const run: Command = { operation: "RunTask", input: { cluster: "c1", taskDefinition: "f" } };
const task = { ref: [1, "tasks.0.taskArn"] } as const;
const stop: Command = { operation: "StopTask", input: { cluster: "c1", task } };

describe("the last write about a task or a cluster", () => {
  test.each<[string, Command]>([
    ["DescribeTasks", { operation: "DescribeTasks", input: { cluster: "c1", tasks: [task] } }],
    ["GetTaskProtection", { operation: "GetTaskProtection", input: { cluster: "c1", tasks: [task] } }],
    ["ListTasks", { operation: "ListTasks", input: { cluster: "c1" } }],
  ])("is not a read: %s", (_, read) => {
    const plan: Plan = [cluster, run, stop, read];
    expect(lastWriteAbout(plan, "task:c1/«task:1.0»")).toBe(2);
  });

  test("is not an agent's poll", () => {
    const poll: Command = { operation: "DiscoverPollEndpoint", input: { cluster: "c1" } };
    expect(lastWriteAbout([cluster, poll], "cluster:c1")).toBe(0);
  });
});

test("the creation of a resource is not about what it refers to, the registration of an instance is", () => {
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
