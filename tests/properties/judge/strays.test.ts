import { expect, test } from "vitest";
import { text } from "../../../checker/signature.ts";
import type { Client } from "../../../clients/client.ts";
import type { Command, Plan } from "../../../commands/language/plan.ts";
import { resourceKey } from "../../../model/language/resourceKey.ts";
import { withoutStrays } from "../../../properties/judge/strays.ts";
import { playPlan } from "../../../properties/run/sequential.ts";
import { answer } from "../../answer.ts";
import { runContext, simulatorClient } from "../playing.ts";

const arn = (id: string) => `arn:aws:ecs:us-east-1:123456789012:task/c1/${id}`;

test("a list is read without its strays, other members as they are", () => {
  const isStray = (key: string) => key === resourceKey("task", "c1/b");
  const reply = {
    taskArns: [arn("a"), arn("b")],
    tasks: [{ taskArn: arn("b") }, { taskArn: arn("c") }],
    nextToken: "t",
  };
  expect(withoutStrays(reply, isStray)).toEqual({
    taskArns: [arn("a")],
    tasks: [{ taskArn: arn("c") }],
    nextToken: "t",
  });
});

const place = { launchType: "FARGATE", networkConfiguration: { awsvpcConfiguration: { subnets: ["«subnet»"] } } };
const before: Plan = [
  { operation: "CreateCluster", input: { clusterName: "c1" } },
  {
    operation: "RegisterTaskDefinition",
    input: {
      family: "f",
      networkMode: "awsvpc",
      cpu: "256",
      memory: "512",
      containerDefinitions: [{ name: "a", image: "b" }],
    },
  },
];
const runTask: Command = {
  operation: "RunTask",
  input: { cluster: "c1", taskDefinition: "f", clientToken: "r1", ...place },
};

async function signaturesOf(client: Client, plan: Plan): Promise<string[]> {
  const { divergences } = await playPlan(plan, "r-", { ...runContext(client), recovers: true });
  return divergences.map(({ signature }) => text(signature));
}

test("the task that a repeated RunTask starts wrongly is no task of a service, even if a list says so", async () => {
  const inner = await simulatorClient();
  const client: Client = {
    ...inner,
    call: (operation, { clientToken, serviceName, ...input }) =>
      inner.call(operation, {
        ...input,
        ...(operation === "CreateService" && { serviceName: serviceName as string }),
      }),
  };
  const service: Command = {
    operation: "CreateService",
    input: { cluster: "c1", serviceName: "s1", desiredCount: 0, deploymentController: { type: "EXTERNAL" } },
  };
  const found = await signaturesOf(client, [...before, service, runTask, runTask]);
  expect(found).toContain("RunTask/immediate/task.taskArn/string→string");
  expect(found.filter((signature) => signature.startsWith("DescribeTasks"))).toEqual([]);
});

test("a RunTask that fails although it starts a task is blamed itself, not the next call", async () => {
  const inner = await simulatorClient();
  const client: Client = {
    ...inner,
    call: async (operation, input) => {
      const exchange = await inner.call(operation, input);
      if (operation !== "RunTask") return exchange;
      return { ...answer(500, {}), text: "<html>", json: undefined } as typeof exchange;
    },
  };
  const tag: Command = {
    operation: "TagResource",
    input: { resourceArn: { ref: [2, "tasks.0.taskArn"] }, tags: [{ key: "a", value: "1" }] },
  };
  expect(await signaturesOf(client, [...before, runTask, tag])).toEqual(["RunTask/reply/html"]);
});
