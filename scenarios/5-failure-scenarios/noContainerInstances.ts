import { expect } from "vitest";
import { assertRefused, assertServiceStable, assertTaskCount } from "../kit/assertions.ts";
import { sleeper } from "../kit/definitions.ts";
import { untilEvent } from "../kit/events.ts";
import { defineForInstances, registerInstance, runOnInstances, serveOnInstances } from "../kit/instances.ts";
import { patienceFor } from "../kit/patience.ts";
import { scenario } from "../kit/scenario.ts";

const needs = ["tasks"] as const;

scenario(
  "No available container instances: RunTask is refused",
  { bug: "empty-cluster-refused-by-failures" },
  async (context) => {
    const definition = await defineForInstances(context, "job", sleeper());
    const refusal = await assertRefused(runOnInstances(context, definition), "InvalidParameterException");
    expect(refusal.text).toBe("No Container Instances were found in your cluster.");
    expect(await context.ecs.listTasks(context.cluster)).toEqual([]);
  },
);

scenario(
  "No available container instances: a service is created, waits and reports the reason",
  { needs, bug: "unplaced-service-task-not-told" },
  async (context) => {
    const definition = await defineForInstances(context, "web", sleeper());
    const service = await serveOnInstances(context, definition, 1);
    const message = await untilEvent(context, service, /was unable to place a task/);
    expect(message).toMatch(/Reason: No Container Instances were found in your cluster\./);
    await context.waiting.stays(
      "the service",
      () => context.service(service),
      ({ status, desiredCount, runningCount, pendingCount }) =>
        status === "ACTIVE" && desiredCount === 1 && runningCount === 0 && pendingCount === 0,
    );
  },
);

scenario(
  "No available container instances: a service gets its tasks once there is one",
  { needs, bug: "new-instances-leave-services-waiting" },
  async (context) => {
    const definition = await defineForInstances(context, "web", sleeper());
    const service = await serveOnInstances(context, definition, 2);
    await untilEvent(context, service, /No Container Instances were found/);
    const arn = await registerInstance(context, { cpu: 2048, memory: 4096 });
    const tasks = await assertTaskCount(context, service, 2);
    expect(tasks.map(({ containerInstanceArn }) => containerInstanceArn)).toEqual([arn, arn]);
    await assertServiceStable(context, service);
  },
);

scenario(
  "No available container instances: a DRAINING instance accepts no tasks",
  { needs, bug: "draining-instance-takes-new-tasks" },
  async (context) => {
    const { cluster, ecs } = context;
    const arn = await registerInstance(context, { cpu: 2048, memory: 4096 });
    await ecs.call("UpdateContainerInstancesState", { cluster, containerInstances: [arn], status: "DRAINING" });
    const definition = await defineForInstances(context, "web", sleeper());
    const service = await serveOnInstances(context, definition, 1);
    await untilEvent(context, service, /was unable to place a task/, patienceFor(context, 60));
    expect((await context.service(service)).runningCount).toBe(0);
    await ecs.call("UpdateContainerInstancesState", { cluster, containerInstances: [arn], status: "ACTIVE" });
    await assertTaskCount(context, service, 1);
  },
);
