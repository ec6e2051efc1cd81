import { expect } from "vitest";
import { slowToGetWell } from "../kit/ailing.ts";
import { assertTaskCount } from "../kit/assertions.ts";
import { healthCheck, sleeper } from "../kit/definitions.ts";
import { scenario } from "../kit/scenario.ts";
import { describedTask, runningTasks, untilSteady } from "../kit/serviceTasks.ts";

const needs = ["tasks", "containers"] as const;

/** Its checks fail for longer than the retries take, and for less than the grace period. */
const slow = slowToGetWell(40);
const graceSeconds = 90;
const patience = 3;

scenario("Health check grace period", { needs, bug: "health-check-grace-period-ignored" }, async (context) => {
  const { waiting } = context;
  const more = { healthCheckGracePeriodSeconds: graceSeconds };
  const created = await context.serve("web", await context.define("web", [slow]), 1, more);
  const service = created.serviceName;
  expect(created.healthCheckGracePeriodSeconds).toBe(graceSeconds);
  const health = async () => (await runningTasks(context, service)).map(({ healthStatus }) => healthStatus);
  await waiting.until("the task to be UNHEALTHY for a while", health, (seen) => seen[0] === "UNHEALTHY");
  await waiting.until(
    "the task to be HEALTHY, or another to be tried",
    health,
    (seen) => seen[0] === "HEALTHY" || context.tasks.tasks.length > 1,
    patience,
  );
  expect(context.tasks.tasks).toHaveLength(1);
  await untilSteady(context, service);
  expect(await health()).toEqual(["HEALTHY"]);
  expect((await context.service(service)).deployments).toMatchObject([{ failedTasks: 0 }]);
});

scenario(
  "Health check grace period: it ends, and a task that is still unhealthy is replaced",
  { needs, bug: "health-check-grace-period-never-ends" },
  async (context) => {
    const sick = sleeper("app", { healthCheck: healthCheck(false) });
    await context.serve("web", await context.define("web", [sick]), 1, {
      healthCheckGracePeriodSeconds: graceSeconds,
      deploymentConfiguration: { minimumHealthyPercent: 0, maximumPercent: 100 },
    });
    const first = await context.waiting.until(
      "a task to be started",
      async () => context.tasks.tasks[0],
      (task) => task !== undefined,
    );
    await context.tasks.waitForStatus(first ?? "", "STOPPED", patience);
    const { startedAt = 0, stoppingAt = 0, stoppedReason } = await describedTask(context, first);
    expect(stoppedReason).toBe("Task failed container health checks");
    expect(stoppingAt - startedAt).toBeGreaterThanOrEqual(graceSeconds);
  },
);

scenario(
  "Health check grace period: without one, a task that is slow to get healthy is replaced",
  { needs, bug: "unhealthy-tasks-are-never-replaced" },
  async (context) => {
    const { serviceName: service } = await context.serve("web", await context.define("web", [slow]), 1, {
      deploymentConfiguration: { minimumHealthyPercent: 0, maximumPercent: 100 },
    });
    await context.waiting.until(
      "three tasks to have been tried",
      async () => context.tasks.tasks.length,
      (tasks) => tasks >= 3,
      patience,
    );
    const [first = ""] = context.tasks.tasks;
    const { startedAt = 0, stoppingAt = 0, stoppedReason } = await describedTask(context, first);
    expect(stoppedReason).toBe("Task failed container health checks");
    expect(stoppingAt - startedAt).toBeLessThan(40);
    expect((await context.service(service)).deployments?.[0]?.rolloutState).toBe("IN_PROGRESS");
  },
);

scenario(
  "Health check grace period: a change by UpdateService applies without a new deployment",
  { needs, bug: "health-check-grace-period-ignored" },
  async (context) => {
    const { cluster, ecs } = context;
    const { serviceName: service } = await context.serve("web", await context.define("web", [slow]), 0);
    const before = await untilSteady(context, service);
    const updated = await ecs.updateService({ cluster, service, healthCheckGracePeriodSeconds: graceSeconds });
    expect(updated.healthCheckGracePeriodSeconds).toBe(graceSeconds);
    await ecs.updateService({ cluster, service, desiredCount: 1 });
    await assertTaskCount(context, service, 1);
    await context.waiting.until(
      "the task to be HEALTHY, or another to be tried",
      () => runningTasks(context, service),
      (tasks) => tasks.some(({ healthStatus }) => healthStatus === "HEALTHY") || context.tasks.tasks.length > 1,
      patience,
    );
    expect(context.tasks.tasks).toHaveLength(1);
    expect((await context.service(service)).deployments?.[0]?.id).toBe(before.deployments?.[0]?.id);
  },
);

scenario(
  "Health check grace period: failures within it do not trip the circuit breaker",
  { needs, bug: "health-check-grace-period-ignored" },
  async (context) => {
    const { serviceName: service } = await context.serve("web", await context.define("web", [slow]), 4, {
      healthCheckGracePeriodSeconds: graceSeconds,
      deploymentConfiguration: { deploymentCircuitBreaker: { enable: true, rollback: false } },
    });
    const { deployments = [] } = await context.untilService(service, "end its deployment", (seen) =>
      ["COMPLETED", "FAILED"].includes(seen.deployments?.[0]?.rolloutState ?? ""),
    );
    expect(deployments[0]?.rolloutState).toBe("COMPLETED");
    expect(context.tasks.tasks).toHaveLength(4);
  },
);
