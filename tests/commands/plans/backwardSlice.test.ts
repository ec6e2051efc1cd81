import { describe, expect, test } from "vitest";
import type { Plan } from "../../../commands/language/plan.ts";
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

  test("is the call that made it where nothing else wrote to it", () => {
    expect(lastWriteAbout(plan, "task:c2/«task:4.0»")).toBe(4);
    expect(lastWriteAbout(plan, "cluster:c2")).toBe(1);
  });

  test("of what no command names is unknown", () => {
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

  test("holds what names the same resources, and nothing after the command", () => {
    expect(backwardSlice(services, 7)).toEqual([0, 2, 4, 5, 6, 7]);
  });

  test("that is narrow leaves out the other service of the cluster", () => {
    expect(narrowSlice(services, 7)).toEqual([0, 2, 4, 7]);
  });
});
