import { expect } from "vitest";
import { assertServiceStable, assertTaskCount } from "../kit/assertions.ts";
import type { ScenarioContext } from "../kit/context.ts";
import { sleeper } from "../kit/definitions.ts";
import { scenario } from "../kit/scenario.ts";
import { describedTask, untilSteady } from "../kit/serviceTasks.ts";
import { assertNeverBelow } from "../kit/watched.ts";

/** A steady service with this many tasks, and a function that scales it. */
async function steadyService(context: ScenarioContext, count: number) {
  const { cluster, ecs } = context;
  const { serviceName: service } = await context.serve("web", await context.define("web", [sleeper()]), count);
  const { deployments = [] } = await untilSteady(context, service);
  const tasks = (await assertTaskCount(context, service, count)).map(({ taskArn = "" }) => taskArn);
  const scale = async (desiredCount: number) => {
    expect((await ecs.updateService({ cluster, service, desiredCount })).desiredCount).toBe(desiredCount);
  };
  return { service, deployment: deployments[0]?.id, tasks, scale };
}

scenario("Scale up from 1 to 5 tasks", { needs: ["tasks"], bug: "scale-out-stops-one-short" }, async (context) => {
  const { service, deployment, tasks, scale } = await steadyService(context, 1);
  const running = await context.watchService(service, "running tasks", ({ runningCount = 0 }) => runningCount);
  await scale(5);
  const after = await assertServiceStable(context, service);
  await running.end();
  assertNeverBelow(running, 1);
  expect(after.deployments?.[0]?.id).toBe(deployment);
  const all = (await assertTaskCount(context, service, 5)).map(({ taskArn }) => taskArn);
  expect(all).toEqual(expect.arrayContaining(tasks));
  expect(context.tasks.tasks).toHaveLength(5);
});

scenario(
  "Scale up from 1 to 5 tasks: it starts no deployment",
  { needs: ["tasks"], bug: "scaling-makes-service-deployment" },
  async (context) => {
    const { cluster, ecs } = context;
    const { service, deployment, scale } = await steadyService(context, 1);
    await scale(5);
    const { deployments = [] } = await context.service(service);
    expect(deployments).toMatchObject([{ id: deployment, rolloutState: "COMPLETED" }]);
    await assertTaskCount(context, service, 5);
    const { serviceDeployments } = await ecs.call("ListServiceDeployments", { cluster, service });
    expect(serviceDeployments).toHaveLength(1);
  },
);

scenario("Scale down from 5 to 1 task", { needs: ["tasks"], bug: "scale-in-stops-one-too-many" }, async (context) => {
  const { service, deployment, tasks, scale } = await steadyService(context, 5);
  const running = await context.watchService(service, "running tasks", ({ runningCount = 0 }) => runningCount);
  await scale(1);
  const after = await assertServiceStable(context, service);
  await running.end();
  assertNeverBelow(running, 1);
  expect(after.deployments?.[0]?.id).toBe(deployment);
  const [left] = await assertTaskCount(context, service, 1);
  expect(tasks).toContain(left?.taskArn);
  for (const task of tasks.filter((arn) => arn !== left?.taskArn)) {
    await context.tasks.waitForStatus(task, "STOPPED");
    const { stopCode, stoppedReason } = await describedTask(context, task);
    expect({ stopCode, stoppedReason }).toEqual({
      stopCode: "ServiceSchedulerInitiated",
      stoppedReason: `Scaling activity initiated by (deployment ${deployment})`,
    });
    context.tasks.validateTransitions(task);
  }
});

scenario(
  "Scale down from 5 to 1 task: the desired count changes at once",
  { needs: ["tasks"], bug: "running-count-forgets-scale-in" },
  async (context) => {
    const { service, scale } = await steadyService(context, 5);
    await scale(1);
    await context.untilService(service, "count one task", ({ runningCount }) => runningCount === 1);
    await assertTaskCount(context, service, 1);
  },
);

scenario(
  "Scale down from 5 to 1 task: the protected task stays",
  { needs: ["tasks"], bug: "scale-in-stops-protected-task" },
  async (context) => {
    const { cluster, ecs } = context;
    const { service, tasks, scale } = await steadyService(context, 5);
    // The first task would be the first to be stopped.
    const kept = tasks[0] ?? "";
    await ecs.call("UpdateTaskProtection", { cluster, tasks: [kept], protectionEnabled: true });
    await scale(1);
    const left = await assertTaskCount(context, service, 1);
    expect(left.map(({ taskArn }) => taskArn)).toEqual([kept]);
    await ecs.call("UpdateTaskProtection", { cluster, tasks: [kept], protectionEnabled: false });
  },
);

scenario(
  "Scale down from 5 to 1 task: tasks of other services stay",
  { needs: ["tasks"], bug: "scale-in-stops-standalone-task" },
  async (context) => {
    const { waiting } = context;
    const alone = await context.runOne(await context.define("alone", [sleeper()]));
    await context.tasks.waitForStatus(alone.taskArn, "RUNNING");
    const { service, scale } = await steadyService(context, 5);
    await scale(1);
    await assertTaskCount(context, service, 1);
    await waiting.stays(
      "the task of RunTask RUNNING",
      () => describedTask(context, alone.taskArn),
      ({ lastStatus, desiredStatus }) => lastStatus === "RUNNING" && desiredStatus === "RUNNING",
    );
  },
);

scenario("Rapid scale up/down cycles", { needs: ["tasks"], bug: "scale-in-stops-one-too-many" }, async (context) => {
  const { service, deployment, scale } = await steadyService(context, 1);
  for (const count of [5, 2, 4, 1, 6, 2]) await scale(count);
  const after = await assertServiceStable(context, service);
  expect(after.deployments?.[0]?.id).toBe(deployment);
  await assertTaskCount(context, service, 2);
  for (const task of context.tasks.tasks) context.tasks.validateTransitions(task);
});

scenario(
  "Rapid scale up/down cycles: reversed while tasks start and stop",
  { needs: ["tasks"], bug: "scale-out-stops-one-short" },
  async (context) => {
    const { waiting } = context;
    const { service, scale } = await steadyService(context, 1);
    const most = await context.watchService(
      service,
      "running and pending tasks",
      ({ runningCount = 0, pendingCount = 0 }) => runningCount + pendingCount,
    );
    for (const count of [4, 1, 5, 2, 4]) {
      await scale(count);
      await waiting.step(1);
      await waiting.step(1);
    }
    await assertServiceStable(context, service);
    await most.end();
    await assertTaskCount(context, service, 4);
    assertNeverBelow(most, 1);
    for (const task of context.tasks.tasks) context.tasks.validateTransitions(task);
  },
);

scenario("Scale to zero", { needs: ["tasks"], bug: "scale-to-zero-leaves-one-task" }, async (context) => {
  const { service, deployment, tasks, scale } = await steadyService(context, 3);
  await scale(0);
  const { status, deployments = [] } = await assertServiceStable(context, service);
  expect(status).toBe("ACTIVE");
  expect(deployments).toMatchObject([{ id: deployment, desiredCount: 0, runningCount: 0 }]);
  await assertTaskCount(context, service, 0);
  for (const task of tasks) await context.tasks.waitForStatus(task, "STOPPED");
});

scenario(
  "Scale to zero: and up again",
  { needs: ["tasks"], bug: "update-service-loses-desired-count-zero" },
  async (context) => {
    const { service, deployment, tasks, scale } = await steadyService(context, 2);
    await scale(0);
    await assertTaskCount(context, service, 0);
    await scale(2);
    const after = await assertServiceStable(context, service);
    expect(after.deployments?.[0]?.id).toBe(deployment);
    for (const { taskArn } of await assertTaskCount(context, service, 2)) expect(tasks).not.toContain(taskArn);
  },
);

scenario(
  "Scale up during a rolling update",
  { needs: ["tasks"], bug: "scale-out-stops-one-short" },
  async (context) => {
    const { cluster, ecs, waiting } = context;
    const { service, scale } = await steadyService(context, 2);
    const running = await context.watchService(service, "running tasks", ({ runningCount = 0 }) => runningCount);
    const taskDefinition = await context.define("web", [sleeper()]);
    await ecs.updateService({ cluster, service, taskDefinition });
    await waiting.step(1);
    await scale(4);
    await assertServiceStable(context, service);
    await running.end();
    assertNeverBelow(running, 2);
    for (const { taskDefinitionArn } of await assertTaskCount(context, service, 4))
      expect(taskDefinitionArn).toMatch(new RegExp(`/${taskDefinition}$`));
  },
);
