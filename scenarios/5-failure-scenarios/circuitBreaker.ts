import type { DeploymentCircuitBreaker } from "@aws-sdk/client-ecs";
import { expect } from "vitest";
import { assertServiceStable } from "../kit/assertions.ts";
import type { ScenarioContext } from "../kit/context.ts";
import { exiting, healthCheck, sleeper, withoutImage } from "../kit/definitions.ts";
import type { Service } from "../kit/ecsClient.ts";
import { untilManyStopped } from "../kit/endings.ts";
import { eventsOf, untilEvent } from "../kit/events.ts";
import { patienceFor } from "../kit/patience.ts";
import { scenario } from "../kit/scenario.ts";
import { assertNeverBelow } from "../kit/watched.ts";

const needs = ["tasks", "containers"] as const;

const breaker = (more: Partial<DeploymentCircuitBreaker> = {}, maximumPercent = 200) => ({
  deploymentConfiguration: {
    maximumPercent,
    minimumHealthyPercent: 100,
    deploymentCircuitBreaker: { enable: true, rollback: false, ...more },
  },
});

const primaryOf = ({ deployments = [] }: Service) => deployments.find(({ status }) => status === "PRIMARY") ?? {};

const untilFailed = (context: ScenarioContext, service: string): Promise<Service> =>
  context.untilService(
    service,
    "have a FAILED deployment",
    (seen) => primaryOf(seen).rolloutState === "FAILED",
    patienceFor(context, 200),
  );

/** A service with running tasks, which then gets a definition whose tasks cannot start. */
async function spoilt(context: ScenarioContext, desiredCount: number, more: object) {
  const sound = await context.define("web", [sleeper()]);
  const { serviceName } = await context.serve("web", sound, desiredCount, more);
  await context.untilService(serviceName, "be COMPLETED", (seen) => primaryOf(seen).rolloutState === "COMPLETED");
  const broken = await context.define("web", [withoutImage()]);
  await context.ecs.updateService({ cluster: context.cluster, service: serviceName, taskDefinition: broken });
  return { serviceName, sound, broken };
}

scenario(
  "Circuit breaker behavior: without rollback the deployment becomes FAILED",
  { needs, bug: "circuit-breaker-rolls-back-uninvited" },
  async (context) => {
    const { serviceName, broken } = await spoilt(context, 2, breaker());
    const running = await context.watchService(serviceName, "running tasks", ({ runningCount = 0 }) => runningCount);
    const failed = await untilFailed(context, serviceName);
    expect(primaryOf(failed).taskDefinition).toMatch(new RegExp(`${broken}$`));
    expect(primaryOf(failed).rolloutStateReason).toMatch(/circuit breaker/);
    await untilEvent(context, serviceName, /deployment failed: tasks failed to start/);
    const isFailed = (seen: Service) => primaryOf(seen).rolloutState === "FAILED" && seen.runningCount === 2;
    await context.waiting.stays("the deployment", () => context.service(serviceName), isFailed);
    await running.end();
    assertNeverBelow(running, 2);
  },
);

scenario(
  "Circuit breaker behavior: a FAILED deployment starts no more tasks",
  { needs, bug: "failed-deployment-starts-more-tasks" },
  async (context) => {
    const definition = await context.define("web", [withoutImage()]);
    const { serviceName } = await context.serve("web", definition, 1, breaker());
    await untilFailed(context, serviceName);
    const started = context.tasks.tasks.length;
    await context.waiting.stays(
      "the number of tasks started",
      async () => context.tasks.tasks.length,
      (now) => now === started,
    );
    const { desiredCount, runningCount, pendingCount } = await context.service(serviceName);
    expect([desiredCount, runningCount, pendingCount]).toEqual([1, 0, 0]);
  },
);

scenario(
  "Circuit breaker behavior: with rollback the service returns to the previous definition",
  { needs, bug: "circuit-breaker-does-not-roll-back" },
  async (context) => {
    const { serviceName, sound } = await spoilt(context, 2, breaker({ rollback: true }));
    const running = await context.watchService(serviceName, "running tasks", ({ runningCount = 0 }) => runningCount);
    const { id: spoiltId } = primaryOf(await context.service(serviceName));
    const back = await context.untilService(
      serviceName,
      "have rolled back",
      (seen) => primaryOf(seen).id !== spoiltId && primaryOf(seen).rolloutState === "COMPLETED",
      patienceFor(context, 200),
    );
    expect(primaryOf(back).taskDefinition).toMatch(new RegExp(`${sound}$`));
    expect(back.taskDefinition).toMatch(new RegExp(`${sound}$`));
    expect((await eventsOf(context, serviceName)).join("\n")).toMatch(/rolling back to deployment/);
    await assertServiceStable(context, serviceName);
    await running.end();
    assertNeverBelow(running, 2);
  },
);

scenario(
  "Circuit breaker behavior: with rollback, but without an earlier deployment, the deployment becomes FAILED",
  { needs, bug: "circuit-breaker-never-trips" },
  async (context) => {
    const definition = await context.define("web", [withoutImage()]);
    const { serviceName } = await context.serve("web", definition, 1, breaker({ rollback: true }));
    const { deployments = [] } = await untilFailed(context, serviceName);
    expect(deployments.length).toBe(1);
    const isFailed = (seen: Service) => primaryOf(seen).rolloutState === "FAILED" && seen.runningCount === 0;
    await context.waiting.stays("the deployment", () => context.service(serviceName), isFailed);
  },
);

scenario(
  "Circuit breaker behavior: three tasks must fail, however few are desired",
  { needs, bug: "circuit-breaker-trips-at-first-failure" },
  async (context) => {
    const definition = await context.define("web", [withoutImage()]);
    const { serviceName } = await context.serve("web", definition, 1, breaker());
    expect(primaryOf(await untilFailed(context, serviceName)).failedTasks).toBe(3);
  },
);

scenario(
  "Circuit breaker behavior: half of the desired tasks must fail",
  { needs, bug: "circuit-breaker-threshold-ignores-desired-count" },
  async (context) => {
    const { serviceName } = await spoilt(context, 10, breaker({}, 110));
    expect(primaryOf(await untilFailed(context, serviceName)).failedTasks).toBe(5);
  },
);

scenario(
  "Circuit breaker behavior: the threshold can be a count",
  { needs, bug: "circuit-breaker-ignores-threshold-configuration" },
  async (context) => {
    const definition = await context.define("web", [withoutImage()]);
    const thresholdConfiguration = { type: "COUNT" as const, value: 5 };
    const { serviceName } = await context.serve("web", definition, 1, breaker({ thresholdConfiguration }));
    expect(primaryOf(await untilFailed(context, serviceName)).failedTasks).toBe(5);
  },
);

scenario(
  "Circuit breaker behavior: the threshold can be a share without bounds",
  { needs, bug: "circuit-breaker-ignores-threshold-configuration" },
  async (context) => {
    const definition = await context.define("web", [withoutImage()]);
    const thresholdConfiguration = { type: "UNBOUNDED_PERCENT" as const, value: 100 };
    const { serviceName } = await context.serve("web", definition, 1, breaker({ thresholdConfiguration }));
    expect(primaryOf(await untilFailed(context, serviceName)).failedTasks).toBe(1);
  },
);

scenario(
  "Circuit breaker behavior: tasks that fail their health checks count",
  { needs, bug: "failed-health-checks-not-counted" },
  async (context) => {
    const definition = await context.define("web", [sleeper("app", { healthCheck: healthCheck(false) })]);
    const { serviceName } = await context.serve("web", definition, 1, breaker());
    expect(primaryOf(await untilFailed(context, serviceName)).failedTasks).toBeGreaterThanOrEqual(3);
  },
);

scenario(
  "Circuit breaker behavior: tasks that ran and crashed do not count",
  { needs, bug: "crashes-trip-circuit-breaker" },
  async (context) => {
    const { serviceName } = await context.serve("job", await context.define("job", [exiting(1, 0)]), 1, breaker());
    const ended = await untilManyStopped(context, 5, patienceFor(context, 200));
    expect(ended.every(({ startedAt }) => startedAt !== undefined)).toBe(true);
    const { failedTasks, rolloutState } = primaryOf(await context.service(serviceName));
    expect([failedTasks, rolloutState]).toEqual([0, "IN_PROGRESS"]);
  },
);

scenario(
  "Circuit breaker behavior: without a circuit breaker no deployment becomes FAILED",
  { needs, bug: "disabled-circuit-breaker-trips" },
  async (context) => {
    const { serviceName } = await context.serve("web", await context.define("web", [withoutImage()]), 1);
    await untilManyStopped(context, 5, patienceFor(context, 200));
    const { failedTasks, rolloutState } = primaryOf(await context.service(serviceName));
    expect(failedTasks).toBeGreaterThanOrEqual(5);
    expect(rolloutState).toBe("IN_PROGRESS");
  },
);
