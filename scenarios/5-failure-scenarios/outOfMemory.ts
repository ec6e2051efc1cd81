import { expect } from "vitest";
import { memoryHog, sleeper } from "../kit/definitions.ts";
import { untilManyStopped, untilStopped } from "../kit/endings.ts";
import { patienceFor } from "../kit/patience.ts";
import { scenario } from "../kit/scenario.ts";

const needs = ["tasks", "containers"] as const;

scenario("Out of memory scenarios", { needs, bug: "out-of-memory-told-without-reason" }, async (context) => {
  const { taskArn } = await context.runOne(await context.define("hog", [memoryHog()]));
  const { containers = [], stopCode } = await untilStopped(context, taskArn);
  expect(containers.map(({ exitCode }) => exitCode)).toEqual([137]);
  expect(containers[0]?.reason).toMatch(/^OutOfMemoryError/);
  expect(stopCode).toBe("EssentialContainerExited");
});

scenario(
  "Out of memory scenarios: with a non-essential container the task stays RUNNING",
  { needs, bug: "non-essential-exit-stops-task" },
  async (context) => {
    const { cluster, ecs, waiting } = context;
    const definition = await context.define("hog", [sleeper("main"), memoryHog({ essential: false })]);
    const { taskArn } = await context.runOne(definition);
    const look = async () => (await ecs.describeTasks(cluster, [taskArn]))[0] ?? {};
    const ended = await waiting.until("its container app to have been killed", look, ({ containers = [] }) =>
      containers.some(({ name, exitCode }) => name === "app" && exitCode === 137),
    );
    expect(ended.containers?.find(({ name }) => name === "app")?.reason).toMatch(/^OutOfMemoryError/);
    await waiting.stays("the task", look, ({ desiredStatus }) => desiredStatus === "RUNNING");
    await context.tasks.waitForStatus(taskArn, "RUNNING");
  },
);

scenario(
  "Out of memory scenarios: a service starts another task",
  { needs, bug: "crashed-service-task-not-replaced" },
  async (context) => {
    await context.serve("hog", await context.define("hog", [memoryHog()]), 1);
    const ended = await untilManyStopped(context, 3, patienceFor(context, 60));
    for (const { containers = [], stopCode } of ended) {
      expect(containers.map(({ exitCode }) => exitCode)).toEqual([137]);
      expect(stopCode).toBe("EssentialContainerExited");
    }
  },
);
