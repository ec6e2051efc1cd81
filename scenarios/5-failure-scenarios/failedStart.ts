import { expect } from "vitest";
import { sleeper, withoutProgram } from "../kit/definitions.ts";
import { untilManyStopped, untilStopped } from "../kit/endings.ts";
import { patienceFor } from "../kit/patience.ts";
import { scenario } from "../kit/scenario.ts";

const needs = ["tasks", "containers"] as const;

scenario("Task fails to start", { needs, bug: "failed-start-reported-as-essential-exit" }, async (context) => {
  const { taskArn } = await context.runOne(await context.define("job", [withoutProgram()]));
  const { stopCode, containers = [], startedAt } = await untilStopped(context, taskArn);
  expect(stopCode).toBe("TaskFailedToStart");
  expect(containers[0]?.reason).toMatch(/^CannotStartContainerError/);
  expect([startedAt, containers[0]?.exitCode]).toEqual([undefined, undefined]);
  expect(context.tasks.getStatusHistory(taskArn).map(({ lastStatus }) => lastStatus)).not.toContain("RUNNING");
  context.tasks.validateTransitions(taskArn);
});

scenario(
  "Task fails to start: a container that fails stops the others",
  { needs, bug: "second-container-that-cannot-start-ignored" },
  async (context) => {
    const definition = await context.define("job", [sleeper("side"), withoutProgram()]);
    const { taskArn } = await context.runOne(definition);
    const { stopCode, containers = [] } = await untilStopped(context, taskArn);
    expect(stopCode).toBe("TaskFailedToStart");
    expect(containers.map(({ lastStatus }) => lastStatus)).toEqual(["STOPPED", "STOPPED"]);
    expect(context.tasks.getStatusHistory(taskArn).map(({ lastStatus }) => lastStatus)).not.toContain("RUNNING");
  },
);

scenario(
  "Task fails to start: its service counts it and tries again",
  { needs, bug: "failed-starts-not-counted" },
  async (context) => {
    const { serviceName } = await context.serve("job", await context.define("job", [withoutProgram()]), 1);
    const ended = await untilManyStopped(context, 3, patienceFor(context, 60));
    expect(new Set(ended.map(({ stopCode }) => stopCode))).toEqual(new Set(["TaskFailedToStart"]));
    const { deployments = [], runningCount } = await context.service(serviceName);
    expect(deployments[0]?.failedTasks).toBeGreaterThanOrEqual(3);
    expect([deployments[0]?.rolloutState, runningCount]).toEqual(["IN_PROGRESS", 0]);
  },
);
