import { expect } from "vitest";
import { assertFails, assertTaskCount } from "../kit/assertions.ts";
import { throughEcspresso } from "../kit/clients/throughEcspresso.ts";
import { scenario } from "../kit/scenario.ts";
import { assertNeverBelow } from "../kit/watched.ts";

const broken = { IMAGE: "busybox:no-such-image" };

scenario(
  "Rollback to previous version: by the circuit breaker, when a deployment fails",
  { needs: ["tasks", "containers"], programs: ["ecspresso"], bug: "circuit-breaker-does-not-roll-back" },
  throughEcspresso("config.yaml", async (context, { ecspresso, service, family }) => {
    await context.waiting.during(ecspresso.deploy());
    const before = await context.service(service);
    const running = await context.watchService(service, "running tasks", ({ runningCount = 0 }) => runningCount);
    await context.waiting.during(ecspresso.with(broken).deploy());
    await running.end();
    assertNeverBelow(running, 2);
    const after = await context.service(service);
    expect(after.taskDefinition).toBe(before.taskDefinition);
    await assertTaskCount(context, service, 2);
    // The failed definition is registered all the same: the next rollback would find it.
    expect(await context.ecs.listTaskDefinitions(family, "ACTIVE")).toHaveLength(2);
    const { serviceDeployments = [] } = await context.ecs.call("ListServiceDeployments", {
      cluster: context.cluster,
      service,
    });
    expect(serviceDeployments.map(({ status }) => status)).toContain("ROLLBACK_SUCCESSFUL");
  }),
);

scenario(
  "Basic deployment: one that does not become stable is reported when the time is over",
  { needs: ["tasks", "containers"], programs: ["ecspresso"], bug: "failed-image-pull-stays-pending" },
  throughEcspresso("deploy-config.yaml", async (context, { ecspresso, service }) => {
    const unguarded = ecspresso.with({ CIRCUIT_BREAKER: "false" });
    await context.waiting.during(unguarded.deploy());
    const failure = context.waiting.during(unguarded.with(broken).deploy());
    await assertFails(failure, /failed to wait for service stable|exceeded max wait time/);
    const { deployments = [], runningCount } = await context.untilService(service, "count failed tasks", (seen) =>
      (seen.deployments ?? []).some(({ failedTasks = 0 }) => failedTasks >= 3),
    );
    expect(runningCount).toBe(2);
    expect(deployments).toHaveLength(2);
  }),
);
