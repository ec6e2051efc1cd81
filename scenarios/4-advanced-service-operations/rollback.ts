import type { ContainerDefinition, CreateServiceRequest } from "@aws-sdk/client-ecs";
import { expect } from "vitest";
import { assertServiceStable, assertTaskCount } from "../kit/assertions.ts";
import type { ScenarioContext } from "../kit/context.ts";
import { healthCheck, sleeper, withoutImage } from "../kit/definitions.ts";
import { RolloutStates } from "../kit/rolloutStates.ts";
import { scenario } from "../kit/scenario.ts";
import { untilSteady } from "../kit/serviceTasks.ts";
import { assertNeverBelow } from "../kit/watched.ts";

const breaker = (enable: boolean, rollback: boolean): Partial<CreateServiceRequest> => ({
  deploymentConfiguration: { deploymentCircuitBreaker: { enable, rollback } },
});

/** A service whose two tasks run well, and which then is updated to another definition. */
async function updated(context: ScenarioContext, more: Partial<CreateServiceRequest>, next: ContainerDefinition) {
  const { cluster, ecs } = context;
  const good = await context.define("web", [sleeper()]);
  const { serviceName: service } = await context.serve("web", good, 2, more);
  const before = await untilSteady(context, service);
  const running = await context.watchService(service, "running tasks", ({ runningCount = 0 }) => runningCount);
  const states = await RolloutStates.begin(context, service);
  const taskDefinition = await context.define("web", [next]);
  const { deployments = [] } = await ecs.updateService({ cluster, service, taskDefinition });
  const failing = deployments.find(({ status }) => status === "PRIMARY")?.id ?? "";
  return { service, before, failing, running, states };
}

scenario(
  "Rollback on failure",
  { needs: ["tasks", "containers"], bug: "circuit-breaker-does-not-roll-back" },
  async (context) => {
    const { service, before, failing, running, states } = await updated(context, breaker(true, true), withoutImage());
    const after = await context.untilService(
      service,
      "be back at what it ran before, COMPLETED",
      ({ taskDefinition, deployments = [] }) =>
        taskDefinition === before.taskDefinition &&
        deployments.length === 1 &&
        deployments[0]?.rolloutState === "COMPLETED",
    );
    await running.end();
    assertNeverBelow(running, 2);
    expect(after.deployments?.[0]?.id).not.toBe(failing);
    expect(after.deployments?.[0]?.id).not.toBe(before.deployments?.[0]?.id);
    await assertTaskCount(context, service, 2);
    if (context.pace.stepped) expect(states.of(failing)).toEqual(["IN_PROGRESS", "FAILED"]);
  },
);

scenario(
  "Rollback on failure: without rollback the deployment stays FAILED",
  { needs: ["tasks", "containers"], bug: "circuit-breaker-never-trips" },
  async (context) => {
    const { waiting } = context;
    const { service, failing, running } = await updated(context, breaker(true, false), withoutImage());
    const primary = async () => {
      const { deployments = [] } = await context.service(service);
      return deployments.find(({ status }) => status === "PRIMARY");
    };
    const failed = await waiting.until(
      "the new deployment to be FAILED",
      primary,
      (deployment) => deployment?.id === failing && deployment.rolloutState === "FAILED",
    );
    expect(failed?.failedTasks).toBeGreaterThanOrEqual(3);
    const started = context.tasks.tasks.length;
    await waiting.stays("the deployment FAILED", primary, (deployment) => deployment?.rolloutState === "FAILED");
    expect(context.tasks.tasks).toHaveLength(started);
    await running.end();
    assertNeverBelow(running, 2);
  },
);

scenario(
  "Rollback on failure: without an earlier deployment the first one stays FAILED",
  { needs: ["tasks", "containers"], bug: "circuit-breaker-never-trips" },
  async (context) => {
    const taskDefinition = await context.define("web", [withoutImage()]);
    const { serviceName: service } = await context.serve("web", taskDefinition, 2, breaker(true, true));
    const { deployments = [] } = await context.untilService(service, "have a FAILED deployment", (seen) =>
      (seen.deployments ?? []).some(({ rolloutState }) => rolloutState === "FAILED"),
    );
    expect(deployments).toHaveLength(1);
    await context.waiting.stays(
      "the service, once FAILED,",
      () => context.service(service),
      (seen) => seen.runningCount === 0 && seen.deployments?.[0]?.rolloutState === "FAILED",
    );
  },
);

scenario(
  "Rollback on failure: without a circuit breaker the deployment keeps trying",
  { needs: ["tasks", "containers"], bug: "failed-image-pull-stays-pending" },
  async (context) => {
    const { service, failing, running, states } = await updated(context, breaker(false, false), withoutImage());
    await context.untilService(service, "count five failed tasks", ({ deployments = [] }) =>
      deployments.some(({ id, failedTasks = 0 }) => id === failing && failedTasks >= 5),
    );
    await running.end();
    assertNeverBelow(running, 2);
    expect(states.of(failing)).toEqual(["IN_PROGRESS"]);
  },
);

scenario(
  "Rollback on failure: tasks that fail their health checks count",
  { needs: ["tasks", "containers"], bug: "unhealthy-tasks-are-never-replaced" },
  async (context) => {
    const sick = sleeper("app", { healthCheck: healthCheck(false) });
    const { service, before, failing, running, states } = await updated(context, breaker(true, true), sick);
    const after = await context.untilService(
      service,
      "be back at what it ran before, COMPLETED",
      ({ taskDefinition, deployments = [] }) =>
        taskDefinition === before.taskDefinition &&
        deployments.length === 1 &&
        deployments[0]?.rolloutState === "COMPLETED",
    );
    await running.end();
    assertNeverBelow(running, 2);
    expect(after.deployments?.[0]?.id).not.toBe(failing);
    if (context.pace.stepped) expect(states.of(failing)).toEqual(["IN_PROGRESS", "FAILED"]);
  },
);

scenario(
  "Rollback on failure: the history shows ROLLBACK_SUCCESSFUL, and the reason",
  { needs: ["tasks", "containers"], bug: "circuit-breaker-does-not-roll-back" },
  async (context) => {
    const { cluster, ecs, waiting } = context;
    const { service, running } = await updated(context, breaker(true, true), withoutImage());
    const [newest] = await waiting.until(
      "the deployment to be ROLLBACK_SUCCESSFUL",
      async () => (await ecs.call("ListServiceDeployments", { cluster, service })).serviceDeployments ?? [],
      (deployments) => deployments.some(({ status }) => status === "ROLLBACK_SUCCESSFUL"),
    );
    await running.end();
    const { serviceDeployments = [] } = await ecs.call("DescribeServiceDeployments", {
      serviceDeploymentArns: [newest?.serviceDeploymentArn ?? ""],
    });
    expect(serviceDeployments[0]?.deploymentCircuitBreaker).toMatchObject({ status: "TRIGGERED", threshold: 3 });
    expect(serviceDeployments[0]?.rollback?.serviceRevisionArn).not.toBe(newest?.targetServiceRevisionArn);
  },
);

scenario(
  "Rollback on failure: requested by StopServiceDeployment",
  { needs: ["tasks", "containers"], bug: "stopped-service-deployment-never-rolls-back" },
  async (context) => {
    const { ecs } = context;
    const { service, before, failing, running } = await updated(context, breaker(false, false), withoutImage());
    const { currentServiceDeployment: serviceDeploymentArn = "" } = await context.untilService(
      service,
      "have begun the deployment",
      ({ deployments = [] }) => deployments.some(({ id, failedTasks = 0 }) => id === failing && failedTasks > 0),
    );
    await ecs.call("StopServiceDeployment", { serviceDeploymentArn, stopType: "ROLLBACK" });
    await context.untilService(
      service,
      "be back at what it ran before",
      ({ taskDefinition, deployments = [] }) =>
        taskDefinition === before.taskDefinition && deployments[0]?.rolloutState === "COMPLETED",
    );
    await running.end();
    assertNeverBelow(running, 2);
    await assertServiceStable(context, service);
  },
);
