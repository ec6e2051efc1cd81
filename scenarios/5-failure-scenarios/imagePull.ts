import { expect } from "vitest";
import { assertServiceStable, assertTaskCount } from "../kit/assertions.ts";
import { sleeper, withoutImage } from "../kit/definitions.ts";
import { untilManyStopped, untilStopped } from "../kit/endings.ts";
import { patienceFor } from "../kit/patience.ts";
import { scenario } from "../kit/scenario.ts";

const needs = ["tasks", "containers"] as const;

scenario("Image pull failures", { needs, bug: "pull-failure-told-without-cause" }, async (context) => {
  const { taskArn } = await context.runOne(await context.define("job", [withoutImage()]));
  const { stopCode, stoppedReason, containers = [], startedAt } = await untilStopped(context, taskArn);
  expect(stopCode).toBe("TaskFailedToStart");
  expect(stoppedReason).toMatch(/^CannotPullContainerError/);
  expect(containers[0]?.reason).toMatch(/^CannotPullContainerError/);
  expect([startedAt, containers[0]?.exitCode]).toEqual([undefined, undefined]);
});

scenario(
  "Image pull failures: the task changes from PENDING to STOPPED",
  { needs, bug: "failed-image-pull-stays-pending" },
  async (context) => {
    const { taskArn } = await context.runOne(await context.define("job", [sleeper("side"), withoutImage()]));
    const { containers = [] } = await untilStopped(context, taskArn);
    expect(containers.map(({ lastStatus }) => lastStatus)).toEqual(["STOPPED", "STOPPED"]);
    const statuses = context.tasks.getStatusHistory(taskArn).map(({ lastStatus }) => lastStatus);
    expect(statuses).not.toContain("RUNNING");
    if (context.pace.stepped) expect(statuses).toContain("PENDING");
    context.tasks.validateTransitions(taskArn);
  },
);

scenario(
  "Image pull failures: a service recovers with an existing image",
  { needs, bug: "old-deployment-never-leaves" },
  async (context) => {
    const { cluster, ecs } = context;
    const { serviceName } = await context.serve("web", await context.define("web", [withoutImage()]), 2);
    await untilManyStopped(context, 2, patienceFor(context, 60));
    const sound = await context.define("web", [sleeper()]);
    await ecs.updateService({ cluster, service: serviceName, taskDefinition: sound });
    const tasks = await assertTaskCount(context, serviceName, 2);
    expect(tasks.every(({ taskDefinitionArn = "" }) => taskDefinitionArn.endsWith(sound))).toBe(true);
    await assertServiceStable(context, serviceName);
  },
);
