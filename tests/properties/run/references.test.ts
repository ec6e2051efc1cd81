import { expect, test } from "vitest";
import { text } from "../../../checker/signature.ts";
import type { Client } from "../../../clients/client.ts";
import type { Plan } from "../../../commands/language/plan.ts";
import { playPlan } from "../../../properties/run/sequential.ts";
import { answer } from "../../answer.ts";
import { runContext, simulatorClient } from "../playing.ts";

/** The client of a server that refuses to create services, although it should not. */
const withoutServices = (inner: Client, also: Partial<Record<string, object>> = {}): Client => ({
  ...inner,
  call: async (operation, input) => {
    if (operation === "CreateService") return answer(400, { __type: "InvalidParameterException", message: "no" });
    const other = also[operation];
    return other === undefined ? inner.call(operation, input) : answer(200, other);
  },
});

const plan: Plan = [
  { operation: "CreateCluster", input: { clusterName: "c1" } },
  {
    operation: "RegisterTaskDefinition",
    input: { family: "f", containerDefinitions: [{ name: "a", image: "b", memory: 64 }] },
  },
  { operation: "CreateService", input: { cluster: "c1", serviceName: "s1", taskDefinition: "f", desiredCount: 0 } },
  {
    operation: "UpdateService",
    input: { cluster: "c1", service: { ref: [2, "service.serviceArn"] }, desiredCount: 1 },
  },
];

async function played(client: Client, plan: Plan) {
  const context = { ...runContext(client), recovers: true };
  const { divergences } = await playPlan(plan, "r-", context);
  return { signatures: divergences.map(({ signature }) => text(signature)), notSent: context.counters.notSent };
}

test("a call that refers to a refused call is sent, and judged against what exists", async () => {
  const { signatures, notSent } = await played(withoutServices(await simulatorClient()), plan);
  expect(signatures).toHaveLength(1);
  expect(signatures[0]).toMatch(/^CreateService\/outcome\/.*→InvalidParameterException$/);
  expect(notSent.unresolved).toBe(0);
});

test("so that the fault of that call is reported, too", async () => {
  const client = withoutServices(await simulatorClient(), { UpdateService: { service: { serviceName: "s1" } } });
  expect((await played(client, plan)).signatures).toContain("UpdateService/outcome/SV20→accepted");
});

test("an id that no reply showed is another one of the run, or one of nothing", async () => {
  const inner = await simulatorClient();
  const asked: unknown[] = [];
  const client: Client = {
    ...inner,
    call: (operation, input) => {
      if (operation === "RunTask" && String(input.group).endsWith("g"))
        return Promise.resolve(answer(400, { __type: "InvalidParameterException", message: "no" }));
      if (operation === "StopTask") asked.push(input.task);
      return inner.call(operation, input);
    },
  };
  const run = (group: string) => ({
    operation: "RunTask",
    input: {
      cluster: "c1",
      taskDefinition: "ff",
      group,
      launchType: "FARGATE",
      networkConfiguration: { awsvpcConfiguration: { subnets: ["«subnet»"] } },
    },
  });
  const stop = { operation: "StopTask", input: { cluster: "c1", task: { ref: [2, "tasks.0.taskArn"] as const } } };
  const definition = {
    family: "ff",
    networkMode: "awsvpc",
    cpu: "256",
    memory: "512",
    containerDefinitions: [{ name: "a", image: "b" }],
  };
  const register = { operation: "RegisterTaskDefinition", input: definition };
  const [created] = plan as [Plan[0]];
  const { signatures } = await played(client, [created, register, run("g"), stop, run("h"), stop] as Plan);
  expect(signatures).toHaveLength(1);
  expect(asked[0]).toMatch(/task\/r-c1\/00112233445566778899aabbccddeeff$/);
  expect(asked[1]).not.toBe(asked[0]);
});

test("a stand-in names nothing that the call names already", async () => {
  const inner = await simulatorClient();
  const asked: unknown[] = [];
  const client: Client = {
    ...inner,
    call: (operation, input) => {
      if (operation === "RegisterContainerInstance" && input.tags !== undefined)
        return Promise.resolve(answer(400, { __type: "InvalidParameterException", message: "no" }));
      if (operation === "UpdateContainerInstancesState") asked.push(input.containerInstances);
      return inner.call(operation, input);
    },
  };
  const register = {
    operation: "RegisterContainerInstance" as const,
    input: { cluster: "c1", totalResources: [{ name: "CPU", type: "INTEGER", integerValue: 1024 }] },
  };
  const arn = (step: number) => ({ ref: [step, "containerInstance.containerInstanceArn"] as const });
  const [created] = plan as [Plan[0]];
  await played(client, [
    created,
    { ...register, input: { ...register.input, tags: [{ key: "a", value: "1" }] } },
    register,
    {
      operation: "UpdateContainerInstancesState",
      input: { cluster: "c1", containerInstances: [arn(1), arn(2)], status: "DRAINING" },
    },
  ]);
  expect(new Set(asked[0] as unknown[]).size).toBe(2);
});

test("the region and the account of the server are known before the first call needs them", async () => {
  const arn = "arn:aws:ecs:«region»:«account»:cluster/ghost";
  const { signatures, notSent } = await played(await simulatorClient(), [
    { operation: "DescribeClusters", input: { clusters: [arn] } },
  ]);
  expect([signatures, notSent.unresolved]).toEqual([[], 0]);
});
