import type { ScenarioContext } from "./context.ts";
import type { Service, Task } from "./ecsClient.ts";

/** The tasks of a service that are RUNNING and should be. */
export async function runningTasks({ ecs, cluster }: ScenarioContext, service: string): Promise<Task[]> {
  const arns = await ecs.listTasks(cluster, { serviceName: service, desiredStatus: "RUNNING" });
  const tasks = arns.length === 0 ? [] : await ecs.describeTasks(cluster, arns);
  return tasks.filter(({ lastStatus, desiredStatus }) => lastStatus === "RUNNING" && desiredStatus === "RUNNING");
}

/** How many of them are HEALTHY, for `watch`. */
export const healthyCount = (context: ScenarioContext, service: string) => async (): Promise<number> =>
  (await runningTasks(context, service)).filter(({ healthStatus }) => healthStatus === "HEALTHY").length;

/** A task as it is now, or as it was when it stopped. */
export async function describedTask({ ecs, cluster }: ScenarioContext, taskArn = ""): Promise<Task> {
  const [task] = await ecs.describeTasks(cluster, [taskArn]);
  if (task === undefined) throw new Error(`task ${taskArn} does not exist`);
  return task;
}

/** Waits until a service is at rest with one COMPLETED deployment. */
export const untilSteady = (context: ScenarioContext, service: string): Promise<Service> =>
  context.untilService(
    service,
    "have one COMPLETED deployment with all its tasks",
    ({ desiredCount, runningCount, deployments = [] }) =>
      deployments.length === 1 && deployments[0]?.rolloutState === "COMPLETED" && runningCount === desiredCount,
  );
