import { expect } from "vitest";
import { assertServiceStable, assertTaskCount } from "../kit/assertions.ts";
import { exiting, sleeper } from "../kit/definitions.ts";
import { untilManyStopped } from "../kit/endings.ts";
import { patienceFor } from "../kit/patience.ts";
import { scenario } from "../kit/scenario.ts";
import { assertNeverAbove } from "../kit/watched.ts";

const needs = ["tasks", "containers"] as const;

scenario("Automatic task restart", { needs, bug: "crashed-service-task-not-replaced" }, async (context) => {
  const { serviceName, deployments = [] } = await context.serve("job", await context.define("job", [exiting(1, 5)]), 1);
  const ended = await untilManyStopped(context, 3, patienceFor(context, 100));
  for (const { stopCode, startedBy, group, containers = [] } of ended) {
    expect([stopCode, startedBy, group]).toEqual([
      "EssentialContainerExited",
      deployments[0]?.id,
      `service:${serviceName}`,
    ]);
    expect(containers[0]?.exitCode).toBe(1);
  }
  await context.untilService(
    serviceName,
    "run a task again",
    ({ runningCount }) => runningCount === 1,
    patienceFor(context, 60),
  );
});

scenario(
  "Automatic task restart: after StopTask",
  { needs: ["tasks"], bug: "stopped-service-task-not-replaced" },
  async (context) => {
    const { cluster, ecs } = context;
    const { serviceName } = await context.serve("web", await context.define("web", [sleeper()]), 1);
    const [first] = await assertTaskCount(context, serviceName, 1);
    await ecs.stopTask(cluster, first?.taskArn ?? "", "to see another one");
    await context.tasks.waitForStatus(first?.taskArn ?? "", "STOPPED");
    const [second] = await assertTaskCount(context, serviceName, 1);
    expect(second?.taskArn).not.toBe(first?.taskArn);
    expect(second?.startedBy).toBe(first?.startedBy);
    await assertServiceStable(context, serviceName);
  },
);

scenario(
  "Service maintains desired count: through repeated crashes",
  { needs, bug: "crashed-service-task-replaced-twice" },
  async (context) => {
    const { serviceName } = await context.serve("job", await context.define("job", [exiting(1, 10)]), 3);
    const live = await context.watchService(
      serviceName,
      "running and pending tasks",
      ({ runningCount = 0, pendingCount = 0 }) => runningCount + pendingCount,
    );
    for (const crashes of [3, 6, 9]) {
      await untilManyStopped(context, crashes, patienceFor(context, 200));
      const awaited = `have 3 tasks after ${crashes} crashes`;
      await context.untilService(
        serviceName,
        awaited,
        ({ runningCount }) => runningCount === 3,
        patienceFor(context, 200),
      );
    }
    await live.end();
    assertNeverAbove(live, 3);
    expect((await context.service(serviceName)).desiredCount).toBe(3);
  },
);

scenario(
  "Service maintains desired count: whenever a task is stopped",
  { needs: ["tasks"], bug: "stopped-service-task-not-replaced" },
  async (context) => {
    const { cluster, ecs } = context;
    const { serviceName } = await context.serve("web", await context.define("web", [sleeper()]), 3);
    const seen = new Set<string | undefined>();
    for (let round = 0; round < 4; round++) {
      const tasks = await assertTaskCount(context, serviceName, 3);
      for (const { taskArn } of tasks) seen.add(taskArn);
      if (round < 3) await ecs.stopTask(cluster, tasks[round]?.taskArn ?? "");
    }
    expect(seen.size).toBe(6);
    await assertServiceStable(context, serviceName);
  },
);
