import { brief } from "./brief.ts";
import type { ScenarioContext } from "./context.ts";
import type { Task } from "./ecsClient.ts";
import { ScenarioFailure } from "./waiting.ts";

type Container = NonNullable<Task["containers"]>[number];

/** A task as DescribeTasks shows it now, with its tags; fails when it does not exist. */
export async function taskNow({ cluster, ecs }: ScenarioContext, taskArn: string): Promise<Task> {
  const { tasks = [], failures = [] } = await ecs.call("DescribeTasks", {
    cluster,
    tasks: [taskArn],
    include: ["TAGS"],
  });
  const [task] = tasks;
  if (task === undefined) throw new ScenarioFailure(`task ${taskArn} does not exist: ${brief(failures)}`);
  return task;
}

/** Waits until a task has stopped, and returns it. */
export async function stoppedTask(context: ScenarioContext, taskArn: string): Promise<Task> {
  await context.tasks.waitForStatus(taskArn, "STOPPED");
  return taskNow(context, taskArn);
}

/** Waits until a task runs, and returns it. */
export async function runningTask(context: ScenarioContext, taskArn: string): Promise<Task> {
  await context.tasks.waitForStatus(taskArn, "RUNNING");
  return taskNow(context, taskArn);
}

export function containerOf({ containers = [] }: Task, name: string): Container {
  const container = containers.find((each) => each.name === name);
  if (container === undefined) throw new ScenarioFailure(`container ${name} is not among ${brief(containers)}`);
  return container;
}

/** The overrides of a container of a task. */
export const overrideOf = ({ overrides }: Task, name: string) =>
  overrides?.containerOverrides?.find((each) => each.name === name);
