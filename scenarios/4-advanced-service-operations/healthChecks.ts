import { expect } from "vitest";
import { ailing } from "../kit/ailing.ts";
import { assertServiceStable, assertTaskCount } from "../kit/assertions.ts";
import { healthCheck, sleeper } from "../kit/definitions.ts";
import { scenario } from "../kit/scenario.ts";
import { describedTask, healthyCount, runningTasks, untilSteady } from "../kit/serviceTasks.ts";
import { assertNeverAbove, assertNeverBelow } from "../kit/watched.ts";

const needs = ["tasks", "containers"] as const;
/** It takes some time until a task becomes unhealthy. */
const patience = 3;
const checked = sleeper("app", { healthCheck: healthCheck(true) });

scenario("Service with health checks", { needs, bug: "health-checks-are-not-waited-for" }, async (context) => {
  const { pace } = context;
  const { serviceName: service } = await context.serve("web", await context.define("web", [checked]), 2);
  await context.waiting.until(
    "both tasks to run",
    () => runningTasks(context, service),
    (tasks) => {
      if (pace.stepped) for (const { healthStatus } of tasks) expect(["UNKNOWN", "HEALTHY"]).toContain(healthStatus);
      return tasks.length === 2;
    },
  );
  await untilSteady(context, service);
  for (const { healthStatus, containers = [] } of await assertTaskCount(context, service, 2)) {
    expect(healthStatus).toBe("HEALTHY");
    expect(containers.map((container) => container.healthStatus)).toEqual(["HEALTHY"]);
  }
  await assertServiceStable(context, service);
});

scenario(
  "Service with health checks: a rolling update waits until new tasks are HEALTHY",
  { needs, bug: "health-checks-are-not-waited-for" },
  async (context) => {
    const { cluster, ecs } = context;
    const { serviceName: service } = await context.serve("web", await context.define("web", [checked]), 2);
    await context.waiting.until("two HEALTHY tasks", healthyCount(context, service), (count) => count === 2);
    await untilSteady(context, service);
    const healthy = await context.watch("HEALTHY tasks", healthyCount(context, service));
    await ecs.updateService({ cluster, service, taskDefinition: await context.define("web", [checked]) });
    await assertServiceStable(context, service);
    await healthy.end();
    assertNeverBelow(healthy, 2);
  },
);

scenario(
  "Service with health checks: each essential container counts",
  { needs, bug: "task-health-follows-its-first-container" },
  async (context) => {
    const sick = sleeper("sick", { healthCheck: healthCheck(false) });
    const { taskArn } = await context.runOne(await context.define("pair", [checked, sick]));
    const task = await context.waiting.until(
      "one container HEALTHY and one UNHEALTHY",
      () => describedTask(context, taskArn),
      ({ containers = [] }) =>
        containers
          .map(({ healthStatus }) => healthStatus)
          .sort()
          .join() === "HEALTHY,UNHEALTHY",
    );
    expect(task.healthStatus).toBe("UNHEALTHY");
    // A task that no service started is not replaced.
    expect(task).toMatchObject({ lastStatus: "RUNNING", desiredStatus: "RUNNING" });
  },
);

scenario(
  "Task replacement on health check failure",
  { needs, bug: "unhealthy-tasks-are-never-replaced" },
  async (context) => {
    const { serviceName: service } = await context.serve("web", await context.define("web", [ailing(30)]), 1);
    await untilSteady(context, service);
    const [first] = await assertTaskCount(context, service, 1);
    expect(first?.healthStatus).toBe("HEALTHY");
    await context.tasks.waitForStatus(first?.taskArn ?? "", "STOPPED", patience);
    expect(await describedTask(context, first?.taskArn)).toMatchObject({
      stopCode: "ServiceSchedulerInitiated",
      stoppedReason: "Task failed container health checks",
      healthStatus: "UNHEALTHY",
    });
    const [second] = await runningTasks(context, service);
    expect(second?.taskArn).not.toBe(first?.taskArn);
    expect(second?.healthStatus).toBe("HEALTHY");
    context.tasks.validateTransitions(first?.taskArn ?? "");
  },
);

scenario(
  "Task replacement on health check failure: the replacement comes first",
  { needs, bug: "unhealthy-tasks-are-stopped-first" },
  async (context) => {
    const { serviceName: service } = await context.serve("web", await context.define("web", [ailing(30)]), 2);
    await untilSteady(context, service);
    const first = await assertTaskCount(context, service, 2);
    const running = await context.watchService(service, "running tasks", ({ runningCount = 0 }) => runningCount);
    for (const { taskArn = "" } of first) await context.tasks.waitForStatus(taskArn, "STOPPED", patience);
    await running.end();
    assertNeverBelow(running, 2);
  },
);

scenario(
  "Task replacement on health check failure: the unhealthy task stops first when maximumPercent permits no additional task",
  { needs, bug: "unhealthy-tasks-are-never-replaced" },
  async (context) => {
    const { serviceName: service } = await context.serve("web", await context.define("web", [ailing(30)]), 2, {
      deploymentConfiguration: { minimumHealthyPercent: 50, maximumPercent: 100 },
    });
    await untilSteady(context, service);
    const first = await assertTaskCount(context, service, 2);
    const present = await context.watchService(
      service,
      "running and pending tasks",
      ({ runningCount = 0, pendingCount = 0 }) => runningCount + pendingCount,
    );
    for (const { taskArn = "" } of first) await context.tasks.waitForStatus(taskArn, "STOPPED", patience);
    await context.waiting.until("two HEALTHY tasks again", healthyCount(context, service), (count) => count === 2);
    await present.end();
    assertNeverAbove(present, 2);
  },
);

scenario(
  "Task replacement on health check failure: the healthy ones stay",
  { needs, bug: "unhealthy-task-takes-the-others-along" },
  async (context) => {
    const { cluster, ecs, tasks, waiting } = context;
    const { serviceName: service } = await context.serve("web", await context.define("web", [ailing(30)]), 1);
    await untilSteady(context, service);
    // The second task starts later, and stays healthy for longer by that time.
    await ecs.updateService({ cluster, service, desiredCount: 2 });
    const stopped = () => tasks.tasks.filter((task) => tasks.getStatusHistory(task).at(-1)?.lastStatus === "STOPPED");
    const three = (arns: readonly string[]) => arns.length >= 3;
    for (const task of await waiting.until("three tasks to be replaced", async () => stopped(), three, patience))
      expect((await describedTask(context, task)).healthStatus).toBe("UNHEALTHY");
  },
);
