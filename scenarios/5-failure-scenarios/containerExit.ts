import { expect } from "vitest";
import { exiting, sleeper } from "../kit/definitions.ts";
import { untilStopped } from "../kit/endings.ts";
import { scenario } from "../kit/scenario.ts";

const needs = ["tasks", "containers"] as const;

scenario("Container exits with non-zero code", { needs, bug: "exit-code-reported-as-zero" }, async (context) => {
  const { taskArn } = await context.runOne(await context.define("job", [exiting(3)]));
  const task = await untilStopped(context, taskArn);
  expect(task.containers?.map(({ exitCode, lastStatus }) => [exitCode, lastStatus])).toEqual([[3, "STOPPED"]]);
  expect(task.startedAt).toBeDefined();
  context.tasks.validateTransitions(taskArn);
});

scenario(
  "Container exits with non-zero code: the stop code is EssentialContainerExited",
  { needs, bug: "essential-exit-reported-as-user-stop" },
  async (context) => {
    const { taskArn } = await context.runOne(await context.define("job", [exiting(1, 5)]));
    if (context.pace.stepped) await context.tasks.waitForStatus(taskArn, "RUNNING");
    const { stopCode, stoppedReason, desiredStatus, startedAt } = await untilStopped(context, taskArn);
    expect([stopCode, desiredStatus]).toEqual(["EssentialContainerExited", "STOPPED"]);
    expect(startedAt).toBeDefined();
    expect(stoppedReason).toBe("Essential container in task exited");
  },
);

scenario(
  "Container exits with non-zero code: an essential container stops the others",
  { needs, bug: "essential-exit-leaves-task-running" },
  async (context) => {
    const definition = await context.define("job", [sleeper("side"), exiting(5, 3)]);
    const { taskArn } = await context.runOne(definition);
    const { containers = [] } = await untilStopped(context, taskArn);
    const codes = Object.fromEntries(containers.map(({ name, exitCode }) => [name, exitCode]));
    expect(codes.app).toBe(5);
    // Ended by SIGTERM, or by SIGKILL when it ignores SIGTERM.
    expect([143, 137]).toContain(codes.side);
  },
);

scenario(
  "Container exits with non-zero code: with a non-essential container the task stays RUNNING",
  { needs, bug: "non-essential-exit-stops-task" },
  async (context) => {
    const { cluster, ecs, tasks, waiting } = context;
    const definition = await context.define("job", [sleeper("main"), exiting(5, 3, { essential: false })]);
    const { taskArn } = await context.runOne(definition);
    const look = async () => (await ecs.describeTasks(cluster, [taskArn]))[0] ?? {};
    const ended = await waiting.until("its container app to have ended", look, ({ containers = [] }) =>
      containers.some(({ name, lastStatus }) => name === "app" && lastStatus === "STOPPED"),
    );
    expect(ended.containers?.find(({ name }) => name === "app")?.exitCode).toBe(5);
    await waiting.stays("the task", look, ({ desiredStatus }) => desiredStatus === "RUNNING");
    await tasks.waitForStatus(taskArn, "RUNNING");
  },
);
