import { nextProvider } from "../capacity/strategy.ts";
import type { ContainerInstance } from "../instances/containerInstance.ts";
import { isUnplaced, locate, type Unplaced } from "../instances/locate.ts";
import type { Placing } from "../instances/place.ts";
import type { Tags } from "../requests/tags.ts";
import type { Simulation } from "../simulation.ts";
import type { Deployment, DeploymentPlan, Service } from "../state/service.ts";
import type { Task } from "../state/task.ts";
import { launchTask } from "../tasks/launch.ts";
import { stopTask } from "../tasks/lifeCycle.ts";
import { daemonInstances } from "./daemons.ts";
import { taskList, writeEvent } from "./events.ts";
import type { TaskSet } from "./taskSets.ts";
import { unplacedText } from "./unplaced.ts";

/** Stops tasks for the service and writes the events (EV3, EV14, LC7). */
export function stopServiceTasks(sim: Simulation, service: Service, tasks: readonly Task[], reason?: string): void {
  if (tasks.length === 0) return;
  const running = tasks.filter(({ lastStatus }) => lastStatus === "RUNNING");
  for (const task of tasks) {
    const text = reason ?? `Scaling activity initiated by (deployment ${task.deployment?.id})`;
    stopTask(sim, task, "ServiceSchedulerInitiated", text);
  }
  if (running.length > 0)
    writeEvent(sim, service, `has stopped ${running.length} running tasks: ${taskList(running)}.`);
  const pending = tasks.length - running.length;
  if (pending > 0) writeEvent(sim, service, `stopped ${pending} pending tasks.`);
}

/** EV12. */
export function stopUnhealthyTasks(sim: Simulation, service: Service, tasks: readonly Task[]): void {
  for (const { id } of tasks) writeEvent(sim, service, `(task ${id}) failed container health checks.`);
  stopServiceTasks(sim, service, tasks, "Task failed container health checks");
}

/** Starts as many tasks as can be placed, and writes the events (EV1, EV6–EV8). */
export function startServiceTasks(
  sim: Simulation,
  service: Service,
  deployment: Deployment | TaskSet,
  count: number,
): void {
  const taskSet = service.controller === "EXTERNAL" ? (deployment as TaskSet) : undefined;
  const started: Task[] = [];
  let unplaced: Unplaced | undefined;
  while (started.length < count && !unplaced) {
    const found = launchServiceTask(sim, service, deployment);
    if ("kind" in found) unplaced = found;
    else started.push(found);
  }
  if (started.length > 0) {
    writeEvent(sim, service, `has started ${started.length} tasks: ${taskList(started)}.`, taskSet);
  }
  if (unplaced && !sim.bugged("unplaced-service-task-not-told")) {
    writeEvent(sim, service, unplacedText(sim, unplaced), taskSet);
  }
}

/** The revision, group and `startedBy` of a task of a deployment (A5, CC7). */
export function serviceTask(service: Service, { id, plan }: Deployment | TaskSet) {
  return { revision: plan.revision, group: `service:${service.name}`, startedBy: id };
}

/** Starts a task of the deployment, if it can be placed. */
function launchServiceTask(sim: Simulation, service: Service, deployment: Deployment | TaskSet): Task | Unplaced {
  const { cluster, settings } = service;
  const { plan } = deployment;
  const { revision, group, startedBy } = sim.rule(serviceTask)(service, deployment);
  const placing: Placing = {
    cluster,
    revision,
    overrides: {
      containerOverrides: revision.content.containerDefinitions.map(({ name }) => ({ name })),
      inferenceAcceleratorOverrides: [],
    },
    group,
    constraints: settings.placementConstraints,
    strategy: settings.placementStrategy,
  };
  const candidates = service.schedulingStrategy === "DAEMON" ? freeInstances(sim, service, plan) : undefined;
  const found = locate(sim, plan, chosenProvider(service, deployment), placing, candidates);
  if (isUnplaced(found)) return found;
  return launchTask(sim, {
    ...found,
    cluster,
    revision,
    service,
    deployment,
    group,
    startedBy,
    networkConfiguration: plan.networkConfiguration,
    overrides: placing.overrides,
    enableExecuteCommand: service.settings.enableExecuteCommand,
    tags: propagatedTags(service, plan.revision.tags),
  });
}

/** A DAEMON service has at most one task on an instance. */
function freeInstances(sim: Simulation, service: Service, plan: DeploymentPlan): ContainerInstance[] {
  const taken = new Set(Array.from(service.liveTasks, (task) => task.instance));
  return daemonInstances(sim, service, plan).filter((instance) => !taken.has(instance));
}

function propagatedTags(service: Service, revisionTags: Tags): Tags {
  const { enableECSManagedTags, propagateTags } = service.settings;
  return new Map([
    ...(enableECSManagedTags
      ? [["aws:ecs:clusterName", service.cluster.name] as const, ["aws:ecs:serviceName", service.name] as const]
      : []),
    ...(propagateTags === "SERVICE" ? service.tags : []),
    ...(propagateTags === "TASK_DEFINITION" ? revisionTags : []),
  ]);
}

function chosenProvider(service: Service, deployment: Deployment | TaskSet): string | undefined {
  const { strategy } = deployment.plan;
  if (strategy.length === 0) return undefined;
  const placed = [...service.liveTasks].filter((task) => task.deployment === deployment);
  return nextProvider(
    strategy,
    placed.map((task) => task.capacityProvider ?? ""),
  );
}
