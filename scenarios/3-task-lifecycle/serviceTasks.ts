import { expect } from "vitest";
import { assertServiceStable, assertTaskCount } from "../kit/assertions.ts";
import type { ScenarioContext } from "../kit/context.ts";
import { sleeper } from "../kit/definitions.ts";
import { scenario } from "../kit/scenario.ts";
import { assertNeverAbove } from "../kit/watched.ts";

const needs = ["tasks"] as const;

/** The tasks of a service that should run, by the list and not by the service's own count. */
const listed = ({ cluster, ecs }: ScenarioContext, serviceName: string) => ecs.listTasks(cluster, { serviceName });

scenario("Service launches correct number of tasks", { needs, bug: "scale-out-stops-one-short" }, async (context) => {
  const { serviceName } = await context.serve("exact", await context.define("exact", [sleeper()]), 4);
  const tasks = await context.watch(`tasks of service ${serviceName}`, async () => {
    const arns = await listed(context, serviceName);
    return arns.length;
  });
  await assertTaskCount(context, serviceName, 4);
  await assertServiceStable(context, serviceName);
  await tasks.end();
  assertNeverAbove(tasks, 4);
  // No task was started and stopped again.
  expect(context.tasks.tasks).toHaveLength(4);
  for (const task of context.tasks.tasks) context.tasks.validateTransitions(task);
});

scenario(
  "Service launches correct number of tasks: with another service and standalone tasks in the cluster",
  { needs, bug: "list-tasks-of-service-adds-a-standalone-task" },
  async (context) => {
    const { cluster, ecs } = context;
    const definition = await context.define("beside", [sleeper()]);
    const { taskArn } = await context.runOne(definition);
    const one = await context.serve("one", definition, 2);
    const other = await context.serve("other", definition, 1);
    await assertServiceStable(context, one.serviceName);
    const ofOne = await assertTaskCount(context, one.serviceName, 2);
    const ofOther = await assertTaskCount(context, other.serviceName, 1);
    const all = [...ofOne, ...ofOther].map((task) => task.taskArn);
    expect(new Set([...all, taskArn]).size).toBe(4);
    expect((await ecs.listTasks(cluster)).sort()).toEqual([...all, taskArn].sort());
  },
);

scenario(
  "Service launches correct number of tasks: all counts agree, also after a scale-in",
  { needs, bug: "running-count-forgets-scale-in" },
  async (context) => {
    const { cluster, ecs } = context;
    const { serviceName } = await context.serve("counted", await context.define("counted", [sleeper()]), 3);
    const agree = async (expected: number) => {
      await assertTaskCount(context, serviceName, expected);
      const { deployments } = await assertServiceStable(context, serviceName);
      expect(deployments).toMatchObject([{ desiredCount: expected, runningCount: expected, pendingCount: 0 }]);
      const counts = { activeServicesCount: 1, runningTasksCount: expected, pendingTasksCount: 0 };
      expect(await ecs.describeCluster(cluster)).toMatchObject(counts);
    };
    await agree(3);
    await ecs.updateService({ cluster, service: serviceName, desiredCount: 1 });
    await agree(1);
  },
);
