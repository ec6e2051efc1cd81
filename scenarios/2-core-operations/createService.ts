import { expect } from "vitest";
import { assertServiceActive, assertServiceStable, assertTaskCount } from "../kit/assertions.ts";
import { sleeper } from "../kit/definitions.ts";
import { scenario } from "../kit/scenario.ts";

scenario(
  "Create service with multiple replicas",
  { needs: ["tasks"], bug: "scale-out-stops-one-short" },
  async (context) => {
    const { serviceName } = await context.serve("web", await context.define("web", [sleeper()]), 3);
    await assertServiceActive(context, serviceName);
    const tasks = await assertTaskCount(context, serviceName, 3);
    expect(new Set(tasks.map(({ taskArn }) => taskArn)).size).toBe(3);
    await assertServiceStable(context, serviceName);
    for (const task of context.tasks.tasks) context.tasks.validateTransitions(task);
  },
);
