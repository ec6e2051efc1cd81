import type { ScenarioContext } from "./context.ts";
import type { Task } from "./ecsClient.ts";

/** The limit of DescribeTasks. */
const mostTasks = 100;

/** Waits until a task is STOPPED; returns its description. */
export async function untilStopped(context: ScenarioContext, taskArn: string, patience = 1): Promise<Task> {
  await context.tasks.waitForStatus(taskArn, "STOPPED", patience);
  const [task] = await context.ecs.describeTasks(context.cluster, [taskArn]);
  return task ?? {};
}

/** Every task of the scenario that was observed so far, the oldest first. */
export async function tasksSoFar({ cluster, ecs, tasks }: ScenarioContext): Promise<Task[]> {
  const shown: Task[] = [];
  for (let start = 0; start < tasks.tasks.length; start += mostTasks)
    shown.push(...(await ecs.describeTasks(cluster, tasks.tasks.slice(start, start + mostTasks))));
  return shown.sort((a, b) => (a.createdAt ?? 0) - (b.createdAt ?? 0));
}

/** Waits until this many tasks of the scenario are STOPPED; returns them. */
export async function untilManyStopped(context: ScenarioContext, count: number, patience = 1): Promise<Task[]> {
  const { tasks, waiting } = context;
  await waiting.until(
    `${count} tasks to have STOPPED`,
    async () => tasks.tasks.filter((arn) => tasks.getStatusHistory(arn).at(-1)?.lastStatus === "STOPPED").length,
    (stopped) => stopped >= count,
    patience,
  );
  return (await tasksSoFar(context)).filter(({ lastStatus }) => lastStatus === "STOPPED");
}
