import { expect } from "vitest";
import { assertFails } from "../kit/assertions.ts";
import { throughEcspresso } from "../kit/clients/throughEcspresso.ts";
import type { ScenarioContext } from "../kit/context.ts";
import { containerOf, taskNow } from "../kit/oneTask.ts";
import { scenario } from "../kit/scenario.ts";

const script = (line: string) => ({ containerOverrides: [{ name: "app", command: ["sh", "-c", line] }] });

/** The task that was started; the cluster has no other. */
async function onlyTask(context: ScenarioContext) {
  const [arn, ...others] = await context.ecs.listTasks(context.cluster, { desiredStatus: "STOPPED" });
  expect(others).toEqual([]);
  return taskNow(context, arn ?? "");
}

scenario(
  "Run one-off tasks",
  { needs: ["tasks", "containers"], programs: ["ecspresso"], bug: "stopped-tasks-vanish" },
  throughEcspresso("config.yaml", async (context, { ecspresso, family, calls }) => {
    await context.waiting.during(ecspresso.run(script("exit 0")));
    expect(calls.slice(0, 3)).toEqual(["RegisterTaskDefinition", "DescribeTaskDefinition", "RunTask"]);
    const task = await onlyTask(context);
    expect(task.group).toBe(`family:${family}`);
    expect(task.stopCode).toBe("EssentialContainerExited");
    expect(containerOf(task, "app").exitCode).toBe(0);
  }),
);

scenario(
  "Run one-off tasks: the exit status of the container is ecspresso's",
  { needs: ["tasks", "containers"], programs: ["ecspresso"], bug: "exit-code-reported-as-zero" },
  throughEcspresso("config.yaml", async (context, { ecspresso }) => {
    const failure = context.waiting.during(ecspresso.run(script("exit 3")));
    await assertFails(failure, "container: app, exit code: 3");
    const task = await onlyTask(context);
    expect(containerOf(task, "app").exitCode).toBe(3);
  }),
);
