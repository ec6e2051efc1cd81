import { expect } from "vitest";
import { assertRefused } from "../kit/assertions.ts";
import { sleeper } from "../kit/definitions.ts";
import { containerOf, runningTask, stoppedTask, taskNow } from "../kit/oneTask.ts";
import { scenario } from "../kit/scenario.ts";

/** The exit codes after SIGTERM and SIGKILL: a shell that is the first process ignores SIGTERM. */
const codesOfSignals = [143, 137];

scenario("Force stop running task", { needs: ["tasks"], bug: "stop-task-loses-reason" }, async (context) => {
  const { cluster, ecs, target } = context;
  const { taskArn } = await context.runOne(await context.define("forced", [sleeper()]));
  await runningTask(context, taskArn);
  const because = { desiredStatus: "STOPPED", stopCode: "UserInitiated", stoppedReason: "enough of it" };
  expect(await ecs.stopTask(cluster, taskArn, because.stoppedReason)).toMatchObject({ taskArn, ...because });
  const ended = await stoppedTask(context, taskArn);
  expect(ended).toMatchObject({ ...because, lastStatus: "STOPPED" });
  expect(containerOf(ended, "app").lastStatus).toBe("STOPPED");
  if (target.capabilities.has("containers")) expect(codesOfSignals).toContain(containerOf(ended, "app").exitCode);
});

scenario(
  "Force stop running task: named by its ARN or by its id",
  { needs: ["tasks"], bug: "stop-task-refuses-arn" },
  async (context) => {
    const { cluster, ecs } = context;
    const definition = await context.define("named", [sleeper()]);
    const byId = await context.runOne(definition);
    const byArn = await context.runOne(definition);
    for (const { taskArn } of [byId, byArn]) await runningTask(context, taskArn);
    await ecs.stopTask(cluster, byId.taskArn.split("/").at(-1) ?? "");
    await ecs.stopTask(cluster, byArn.taskArn);
    for (const { taskArn } of [byId, byArn])
      expect((await stoppedTask(context, taskArn)).stopCode).toBe("UserInitiated");
  },
);

scenario(
  "Force stop running task: the other tasks of its RunTask keep running",
  { needs: ["tasks"], bug: "stop-task-stops-its-siblings" },
  async (context) => {
    const { cluster, ecs, tasks, waiting } = context;
    const started = await context.run(await context.define("others", [sleeper()]), { count: 3 });
    const [first = "", ...others] = started.map(({ taskArn = "" }) => taskArn);
    for (const arn of [first, ...others]) await tasks.waitForStatus(arn, "RUNNING");
    await ecs.stopTask(cluster, first);
    await stoppedTask(context, first);
    await waiting.stays(
      "the other tasks",
      () => ecs.describeTasks(cluster, others),
      (seen) => seen.length === 2 && seen.every((task) => task.lastStatus === "RUNNING" && task.stopCode === undefined),
    );
    expect((await ecs.listTasks(cluster)).sort()).toEqual(others.sort());
  },
);

scenario(
  "Force stop running task: a task that is not running yet never runs",
  { needs: ["tasks"], bug: "stop-before-running-is-forgotten" },
  async (context) => {
    const { cluster, ecs, pace, tasks } = context;
    const { taskArn } = await context.runOne(await context.define("early", [sleeper()]));
    expect(await ecs.stopTask(cluster, taskArn)).toMatchObject({ desiredStatus: "STOPPED" });
    const ended = await stoppedTask(context, taskArn);
    expect(ended.stopCode).toBe("UserInitiated");
    tasks.validateTransitions(taskArn);
    if (!pace.stepped) return;
    expect(tasks.getStatusHistory(taskArn).map(({ lastStatus }) => lastStatus)).not.toContain("RUNNING");
    expect(ended).not.toHaveProperty("startedAt");
    expect(containerOf(ended, "app")).not.toHaveProperty("exitCode");
  },
);

scenario(
  "Force stop running task: a second call changes nothing",
  { needs: ["tasks"], bug: "second-stop-replaces-reason" },
  async (context) => {
    const { cluster, ecs } = context;
    const { taskArn } = await context.runOne(await context.define("twice", [sleeper()]));
    await runningTask(context, taskArn);
    await ecs.stopTask(cluster, taskArn, "the first time");
    const { stoppedAt, stoppingAt } = await stoppedTask(context, taskArn);
    const unchanged = { lastStatus: "STOPPED", stoppedReason: "the first time", stoppedAt, stoppingAt };
    expect(await ecs.stopTask(cluster, taskArn, "the second time")).toMatchObject(unchanged);
    expect(await taskNow(context, taskArn)).toMatchObject(unchanged);
  },
);

scenario(
  "Force stop running task: it is listed among the stopped tasks",
  { needs: ["tasks"], bug: "stopped-tasks-vanish" },
  async (context) => {
    const { cluster, ecs } = context;
    const { taskArn } = await context.runOne(await context.define("kept", [sleeper()]));
    await runningTask(context, taskArn);
    await ecs.stopTask(cluster, taskArn);
    await context.tasks.waitForStatus(taskArn, "STOPPED");
    expect(await ecs.listTasks(cluster)).toEqual([]);
    expect(await ecs.listTasks(cluster, { desiredStatus: "STOPPED" })).toEqual([taskArn]);
    expect(await taskNow(context, taskArn)).toMatchObject({ taskArn, lastStatus: "STOPPED" });
    expect(await ecs.describeCluster(cluster)).toMatchObject({ runningTasksCount: 0, pendingTasksCount: 0 });
  },
);

scenario(
  "Force stop running task: an unknown task is refused",
  { bug: "stop-unknown-task-raises-resource-not-found" },
  async ({ cluster, ecs }) => {
    await assertRefused(ecs.stopTask(cluster, "0123456789abcdef0123456789abcdef"), "InvalidParameterException");
  },
);
