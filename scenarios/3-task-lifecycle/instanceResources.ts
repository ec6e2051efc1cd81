import { expect } from "vitest";
import type { ScenarioContext } from "../kit/context.ts";
import { sleeper } from "../kit/definitions.ts";
import { scenario } from "../kit/scenario.ts";

const totalResources = [
  { name: "CPU", type: "INTEGER", integerValue: 1024 },
  { name: "MEMORY", type: "INTEGER", integerValue: 2048 },
];

/** A container instance of the scenario's cluster, and its remaining resources. */
async function instanceOf({ cluster, ecs, target }: ScenarioContext) {
  const [instanceId = "i-0123456789abcdef0"] = target.fixtures.instances ?? [];
  const { containerInstance } = await ecs.call("RegisterContainerInstance", {
    cluster,
    instanceIdentityDocument: JSON.stringify({ version: "2017-09-30", instanceId }),
    instanceIdentityDocumentSignature: "c2lnbmF0dXJl",
    totalResources,
  });
  const arn = containerInstance?.containerInstanceArn ?? "";
  const left = async () => {
    const { containerInstances } = await ecs.call("DescribeContainerInstances", { cluster, containerInstances: [arn] });
    const resources = containerInstances?.[0]?.remainingResources ?? [];
    const amount = (wanted: string) => resources.find(({ name }) => name === wanted)?.integerValue;
    return { cpu: amount("CPU"), memory: amount("MEMORY") };
  };
  return { arn, left };
}

/** A definition for container instances, with CPU and memory on its containers only. */
const defineForInstances = (context: ScenarioContext) =>
  context.define("placed", [sleeper("app", { cpu: 256, memory: 512 }), sleeper("side", { cpu: 128, memory: 256 })], {
    requiresCompatibilities: ["EC2"],
    networkMode: "bridge",
    cpu: undefined,
    memory: undefined,
  });

const onInstances = { launchType: "EC2", networkConfiguration: undefined } as const;

scenario(
  "Task resource allocation verification: a task takes resources of its instance",
  { needs: ["tasks"], bug: "placed-task-takes-no-memory" },
  async (context) => {
    const { arn, left } = await instanceOf(context);
    expect(await left()).toEqual({ cpu: 1024, memory: 2048 });
    const definition = await defineForInstances(context);
    const first = await context.runOne(definition, onInstances);
    expect(first).toMatchObject({ containerInstanceArn: arn, launchType: "EC2" });
    expect(await left()).toEqual({ cpu: 640, memory: 1280 });
    await context.runOne(definition, onInstances);
    expect(await left()).toEqual({ cpu: 256, memory: 512 });
    const { tasks, failures } = await context.ecs.runTask({
      cluster: context.cluster,
      taskDefinition: definition,
      launchType: "EC2",
    });
    expect(tasks).toEqual([]);
    expect(failures).toMatchObject([{ arn, reason: expect.stringMatching(/^RESOURCE:/) }]);
  },
);

scenario(
  "Task resource allocation verification: a stopped task releases its resources",
  { needs: ["tasks"], bug: "stopped-task-keeps-its-resources" },
  async (context) => {
    const { cluster, ecs, tasks, waiting } = context;
    const { left } = await instanceOf(context);
    const { taskArn } = await context.runOne(await defineForInstances(context), onInstances);
    await tasks.waitForStatus(taskArn, "RUNNING");
    expect(await left()).toEqual({ cpu: 640, memory: 1280 });
    await ecs.stopTask(cluster, taskArn);
    await tasks.waitForStatus(taskArn, "STOPPED");
    await waiting.until("the instance to be free again", left, ({ cpu, memory }) => cpu === 1024 && memory === 2048);
  },
);
