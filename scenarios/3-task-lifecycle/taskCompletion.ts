import { expect } from "vitest";
import { exiting, sleeper } from "../kit/definitions.ts";
import { containerOf, runningTask, stoppedTask, taskNow } from "../kit/oneTask.ts";
import { scenario } from "../kit/scenario.ts";

const needs = ["tasks", "containers"] as const;

scenario("Task completion and exit codes", { needs, bug: "essential-exit-reported-as-user-stop" }, async (context) => {
  const { cluster, ecs, tasks, waiting } = context;
  const { taskArn } = await context.runOne(await context.define("job", [exiting(0, 5)]));
  const ended = await stoppedTask(context, taskArn);
  expect(ended).toMatchObject({ desiredStatus: "STOPPED", stopCode: "EssentialContainerExited" });
  expect(ended.stoppedReason).toBe("Essential container in task exited");
  expect(containerOf(ended, "app")).toMatchObject({ lastStatus: "STOPPED", exitCode: 0 });
  expect((ended.stoppedAt ?? 0) - (ended.startedAt ?? 0)).toBeGreaterThan(0);
  tasks.validateTransitions(taskArn);
  await waiting.stays(
    "a cluster whose only task has ended",
    () => ecs.listTasks(cluster),
    (running) => running.length === 0,
  );
  expect((await taskNow(context, taskArn)).stoppedAt).toBe(ended.stoppedAt);
});

scenario(
  "Task completion and exit codes: each code is returned unchanged",
  { needs, bug: "exit-code-reported-as-zero" },
  async (context) => {
    const codes = [0, 1, 42, 255];
    const started: string[] = [];
    for (const code of codes)
      started.push((await context.runOne(await context.define(`code-${code}`, [exiting(code)]))).taskArn);
    for (const [index, code] of codes.entries()) {
      const ended = await stoppedTask(context, started[index] ?? "");
      expect(containerOf(ended, "app").exitCode).toBe(code);
      expect(ended.stopCode).toBe("EssentialContainerExited");
    }
  },
);

scenario(
  "Task completion and exit codes: a container that is not essential may end",
  { needs, bug: "non-essential-exit-stops-task" },
  async (context) => {
    const helper = sleeper("helper", { essential: false, command: ["sh", "-c", "sleep 5; exit 3"] });
    const { taskArn } = await context.runOne(await context.define("helped", [sleeper(), helper]));
    await runningTask(context, taskArn);
    await context.waiting.until(
      "container helper to be STOPPED",
      () => taskNow(context, taskArn),
      (task) => containerOf(task, "helper").lastStatus === "STOPPED",
    );
    await context.waiting.stays(
      "the task without its helper",
      () => taskNow(context, taskArn),
      (task) => task.lastStatus === "RUNNING" && containerOf(task, "app").lastStatus === "RUNNING",
    );
    expect(containerOf(await taskNow(context, taskArn), "helper").exitCode).toBe(3);
  },
);

scenario(
  "Task completion and exit codes: the first essential container that ends stops the others",
  { needs, bug: "essential-exit-leaves-task-running" },
  async (context) => {
    const second = sleeper("second", { command: ["sh", "-c", "sleep 5; exit 9"] });
    const { taskArn } = await context.runOne(await context.define("equals", [sleeper("first"), second]));
    const ended = await stoppedTask(context, taskArn);
    expect(ended.stopCode).toBe("EssentialContainerExited");
    expect(containerOf(ended, "second").exitCode).toBe(9);
    expect(containerOf(ended, "first").lastStatus).toBe("STOPPED");
    expect([137, 143]).toContain(containerOf(ended, "first").exitCode);
  },
);
