import { placesOnFargate, resolvedPlatform } from "../capacity/placement.ts";
import { digits } from "../ids.ts";
import { showTags, type Tags } from "../requests/tags.ts";
import type { Simulation } from "../simulation.ts";
import type { DeploymentPlan, Service, ServiceSettings } from "../state/service.ts";
import type { Task } from "../state/task.ts";
import { releaseRevision, useRevision } from "../taskDefinitions/families.ts";

/** A part of an EXTERNAL service that runs a share of its tasks (TS3). */
export interface TaskSet {
  readonly id: string;
  readonly arn: string;
  readonly service: Service;
  readonly plan: DeploymentPlan;
  readonly serviceRegistries: ServiceSettings["serviceRegistries"];
  readonly externalId: string | undefined;
  readonly createdAt: number;
  readonly creation: { readonly token: string | undefined; readonly request: string };
  status: "PRIMARY" | "ACTIVE" | "DRAINING";
  /** In percent of the desired count of the service. */
  scale: number;
  tags: Tags;
  updatedAt: number;
  runningCount: number;
  pendingCount: number;
  /** Whether the last round of the scheduler found it steady, and the time since when. */
  steady: boolean;
  steadyAt: number;
}

export function addTaskSet(
  sim: Simulation,
  given: Pick<TaskSet, "service" | "plan" | "serviceRegistries" | "externalId" | "creation" | "scale" | "tags">,
): TaskSet {
  const { service } = given;
  const id = `ecs-svc/${digits(19)}`;
  const taskSet: TaskSet = {
    ...given,
    id,
    arn: sim.arn(`task-set/${service.cluster.name}/${service.name}/${id}`),
    createdAt: sim.clock.now,
    status: "ACTIVE",
    updatedAt: sim.clock.now,
    runningCount: 0,
    pendingCount: 0,
    steady: false,
    steadyAt: sim.clock.now,
  };
  useRevision(given.plan.revision);
  service.taskSets.push(taskSet);
  service.launches = { failedStarts: 0, earlyExits: 0, notBefore: 0 };
  return taskSet;
}

/** The task set's share of the desired count of the service, rounded up (TS3). */
export function computedDesiredCount(sim: Simulation, { service, scale, status }: TaskSet): number {
  if (status === "DRAINING") return 0;
  const share = (service.desiredCount * scale) / 100;
  return sim.bugged("computed-desired-count-rounds-down") ? Math.floor(share) : Math.ceil(share);
}

export function tasksOf(taskSet: TaskSet): Task[] {
  return [...taskSet.service.liveTasks].filter((task) => task.deployment === taskSet);
}

/** STEADY_STATE: all wanted tasks are RUNNING and healthy, and no task is starting or leaving (TS3). */
export function isSteady(sim: Simulation, taskSet: TaskSet): boolean {
  return (
    taskSet.runningCount === computedDesiredCount(sim, taskSet) &&
    taskSet.pendingCount === 0 &&
    tasksOf(taskSet).every((task) => task.healthy && task.instance?.status !== "DRAINING")
  );
}

/** Removes the task sets that have ended. */
export function retireTaskSets(sim: Simulation, service: Service, isOver: (taskSet: TaskSet) => boolean): void {
  const over = service.taskSets.filter(isOver);
  if (over.length === 0) return;
  service.taskSets = service.taskSets.filter((taskSet) => !over.includes(taskSet));
  for (const { plan } of over) releaseRevision(sim, plan.revision);
}

/** A task set as replies show it, with tags only if the operation shows them (T8). */
export function showTaskSet(sim: Simulation, taskSet: TaskSet, withTags: boolean) {
  const { plan, service } = taskSet;
  const steady = taskSet.steady && isSteady(sim, taskSet) && !sim.bugged("task-set-never-steady");
  return {
    id: taskSet.id,
    taskSetArn: taskSet.arn,
    serviceArn: service.arn,
    clusterArn: service.cluster.arn,
    externalId: taskSet.externalId,
    status: taskSet.status,
    taskDefinition: plan.revision.arn,
    computedDesiredCount: computedDesiredCount(sim, taskSet),
    pendingCount: taskSet.pendingCount,
    runningCount: taskSet.runningCount,
    createdAt: taskSet.createdAt,
    updatedAt: taskSet.updatedAt,
    launchType: plan.launchType,
    capacityProviderStrategy: plan.strategy.length > 0 ? plan.strategy : undefined,
    platformVersion: resolvedPlatform(plan),
    platformFamily: placesOnFargate(plan) ? "Linux" : undefined,
    networkConfiguration: plan.networkConfiguration,
    loadBalancers: [],
    serviceRegistries: taskSet.serviceRegistries,
    scale: { value: taskSet.scale, unit: "PERCENT" },
    stabilityStatus: steady ? "STEADY_STATE" : "STABILIZING",
    stabilityStatusAt: taskSet.steadyAt,
    tags: withTags ? showTags(taskSet.tags) : [],
  };
}
