import { expect } from "vitest";
import { assertServiceStable, assertTaskCount } from "../kit/assertions.ts";
import { exiting, sleeper } from "../kit/definitions.ts";
import { containerOf, stoppedTask } from "../kit/oneTask.ts";
import { scenario } from "../kit/scenario.ts";
import { assertNeverAbove } from "../kit/watched.ts";

scenario(
  "Task replacement on failure",
  { needs: ["tasks", "containers"], bug: "crashed-service-task-not-replaced" },
  async (context) => {
    const { cluster, ecs, tasks, waiting } = context;
    const { serviceName } = await context.serve("crashing", await context.define("crashing", [exiting(1, 20)]), 1);
    const [{ taskArn: first = "" } = {}] = await assertTaskCount(context, serviceName, 1);
    const crashed = await stoppedTask(context, first);
    expect(crashed.stopCode).toBe("EssentialContainerExited");
    expect(containerOf(crashed, "app").exitCode).toBe(1);
    const [second = ""] = await waiting.until(
      `service ${serviceName} to start another task`,
      async () => (await ecs.listTasks(cluster, { serviceName })).filter((arn) => arn !== first),
      (others) => others.length > 0,
    );
    await tasks.waitForStatus(second, "RUNNING");
    const [{ startedBy, taskDefinitionArn, group } = {}] = await ecs.describeTasks(cluster, [second]);
    const { startedBy: before, ...same } = crashed;
    expect({ startedBy, taskDefinitionArn, group }).toEqual({
      startedBy: before,
      taskDefinitionArn: same.taskDefinitionArn,
      group: same.group,
    });
    for (const task of [first, second]) tasks.validateTransitions(task);
  },
);

scenario(
  "Task replacement on failure: after each crash, and never too many tasks at once",
  { needs: ["tasks", "containers"], bug: "crashed-service-task-not-replaced" },
  async (context) => {
    const { tasks, waiting } = context;
    const { serviceName } = await context.serve("crashing", await context.define("crashing", [exiting(2, 5)]), 2);
    const alive = await context.watchService(
      serviceName,
      "running and pending tasks",
      ({ runningCount = 0, pendingCount = 0 }) => runningCount + pendingCount,
    );
    const crashed = () => tasks.tasks.filter((arn) => tasks.getStatusHistory(arn).at(-1)?.lastStatus === "STOPPED");
    await waiting.until(
      `six tasks of service ${serviceName} to crash`,
      async () => crashed().length,
      (count) => count >= 6,
      3,
    );
    await waiting.until(
      `service ${serviceName} to run two tasks again`,
      () => context.service(serviceName),
      ({ runningCount }) => runningCount === 2,
    );
    await alive.end();
    assertNeverAbove(alive, 2);
    for (const arn of crashed()) {
      const ended = await stoppedTask(context, arn);
      expect(ended.stopCode).toBe("EssentialContainerExited");
      expect(containerOf(ended, "app").exitCode).toBe(2);
    }
  },
);

scenario(
  "Task replacement on failure: after StopTask",
  { needs: ["tasks"], bug: "stopped-service-task-not-replaced" },
  async (context) => {
    const { cluster, ecs } = context;
    const { serviceName } = await context.serve("stopped", await context.define("stopped", [sleeper()]), 2);
    const before = (await assertTaskCount(context, serviceName, 2)).map(({ taskArn = "" }) => taskArn);
    const [victim = ""] = before;
    await assertServiceStable(context, serviceName);
    await ecs.stopTask(cluster, victim, "to see another");
    expect(await stoppedTask(context, victim)).toMatchObject({
      stopCode: "UserInitiated",
      stoppedReason: "to see another",
    });
    const after = (await assertTaskCount(context, serviceName, 2)).map(({ taskArn = "" }) => taskArn);
    expect(after).not.toContain(victim);
    await assertServiceStable(context, serviceName);
  },
);

scenario(
  "Task replacement on failure: the other tasks keep running meanwhile",
  { needs: ["tasks"], bug: "stop-task-stops-its-siblings" },
  async (context) => {
    const { cluster, ecs, tasks } = context;
    const { serviceName } = await context.serve("others", await context.define("others", [sleeper()]), 3);
    const [victim = "", ...others] = (await assertTaskCount(context, serviceName, 3)).map((task) => task.taskArn ?? "");
    await assertServiceStable(context, serviceName);
    await ecs.stopTask(cluster, victim);
    await stoppedTask(context, victim);
    const after = (await assertTaskCount(context, serviceName, 3)).map(({ taskArn }) => taskArn);
    expect(after).toEqual(expect.arrayContaining(others));
    for (const arn of others) expect(tasks.getStatusHistory(arn).at(-1)).toMatchObject({ lastStatus: "RUNNING" });
  },
);
