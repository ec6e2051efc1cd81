import { expect } from "vitest";
import { assertRefused, assertTaskCount } from "../kit/assertions.ts";
import { definitionOf, sleeper } from "../kit/definitions.ts";
import { untilStopped } from "../kit/endings.ts";
import { untilEvent } from "../kit/events.ts";
import { defineForInstances, registerInstance, runOnInstances, serveOnInstances } from "../kit/instances.ts";
import { scenario } from "../kit/scenario.ts";

const needs = ["tasks"] as const;

scenario(
  "Insufficient CPU/memory: RunTask returns the failure RESOURCE:CPU",
  { needs, bug: "full-cluster-refused-by-exception" },
  async (context) => {
    const arn = await registerInstance(context, { cpu: 512, memory: 2048 });
    const definition = await defineForInstances(context, "job", sleeper("app", { cpu: 1024, memory: 128 }));
    const { tasks, failures } = await runOnInstances(context, definition);
    expect(tasks).toEqual([]);
    expect(failures?.map(({ arn: of, reason }) => [of, reason])).toEqual([[arn, "RESOURCE:CPU"]]);
  },
);

scenario(
  "Insufficient CPU/memory: RunTask returns the failure RESOURCE:MEMORY once the memory is used up",
  { needs, bug: "placed-task-takes-no-memory" },
  async (context) => {
    const arn = await registerInstance(context, { cpu: 4096, memory: 1024 });
    const definition = await defineForInstances(context, "job", sleeper("app", { cpu: 128, memory: 512 }));
    for (let placed = 0; placed < 2; placed++) {
      const { tasks = [], failures } = await runOnInstances(context, definition);
      expect([tasks.length, failures]).toEqual([1, []]);
    }
    const { tasks, failures } = await runOnInstances(context, definition);
    expect(tasks).toEqual([]);
    expect(failures?.map(({ arn: of, reason }) => [of, reason])).toEqual([[arn, "RESOURCE:MEMORY"]]);
  },
);

scenario(
  "Insufficient CPU/memory: a stopped task releases its resources",
  { needs, bug: "stopped-task-keeps-its-resources" },
  async (context) => {
    await registerInstance(context, { cpu: 1024, memory: 1024 });
    const definition = await defineForInstances(context, "job", sleeper("app", { cpu: 1024, memory: 512 }));
    const { tasks = [] } = await runOnInstances(context, definition);
    expect((await runOnInstances(context, definition)).failures?.map(({ reason }) => reason)).toEqual(["RESOURCE:CPU"]);
    const taskArn = tasks[0]?.taskArn ?? "";
    await context.ecs.stopTask(context.cluster, taskArn);
    await untilStopped(context, taskArn);
    const { tasks: next = [], failures } = await runOnInstances(context, definition);
    expect([next.length, failures]).toEqual([1, []]);
  },
);

scenario(
  "Insufficient CPU/memory: a service reports insufficient CPU of the closest instance",
  { needs, bug: "unplaced-service-task-told-without-instance" },
  async (context) => {
    const arn = await registerInstance(context, { cpu: 512, memory: 2048 });
    const definition = await defineForInstances(context, "web", sleeper("app", { cpu: 1024, memory: 128 }));
    const service = await serveOnInstances(context, definition, 1);
    const message = await untilEvent(context, service, /was unable to place a task/);
    expect(message).toContain(`(container-instance ${arn.split("/").at(-1)}) has insufficient CPU units available`);
    expect((await context.service(service)).runningCount).toBe(0);
  },
);

scenario(
  "Insufficient CPU/memory: a service runs as many tasks as fit, and reports what the others need",
  { needs, bug: "placed-task-takes-no-memory" },
  async (context) => {
    await registerInstance(context, { cpu: 4096, memory: 1024 });
    const definition = await defineForInstances(context, "web", sleeper("app", { cpu: 128, memory: 512 }));
    const service = await serveOnInstances(context, definition, 3);
    const message = await untilEvent(context, service, /was unable to place a task/);
    expect(message).toMatch(/has insufficient memory available/);
    await context.untilService(service, "run what finds room", ({ runningCount }) => runningCount === 2);
    await context.waiting.stays(
      "the service",
      () => context.service(service),
      ({ runningCount, pendingCount }) => runningCount === 2 && pendingCount === 0,
    );
  },
);

scenario(
  "Insufficient CPU/memory: a service gets its tasks once an instance has the resources",
  { needs, bug: "new-instances-leave-services-waiting" },
  async (context) => {
    await registerInstance(context, { cpu: 256, memory: 256 });
    const definition = await defineForInstances(context, "web", sleeper("app", { cpu: 512, memory: 512 }));
    const service = await serveOnInstances(context, definition, 2);
    await untilEvent(context, service, /was unable to place a task/);
    const roomy = await registerInstance(context, { cpu: 2048, memory: 2048 });
    const tasks = await assertTaskCount(context, service, 2);
    expect(tasks.map(({ containerInstanceArn }) => containerInstanceArn)).toEqual([roomy, roomy]);
  },
);

scenario(
  "Insufficient CPU/memory: a size that Fargate does not have is refused",
  { bug: "any-fargate-size-accepted" },
  async (context) => {
    for (const size of [
      { cpu: "256", memory: "4096" },
      { cpu: "300", memory: "1024" },
      { cpu: "1024", memory: "512" },
    ])
      await assertRefused(
        context.ecs.registerTaskDefinition(definitionOf(context.unique("job"), [sleeper()], size)),
        "ClientException",
        "InvalidParameterException",
      );
    expect(await context.ecs.listTaskDefinitions(context.unique("job"))).toEqual([]);
  },
);
