import type { DescribeTasksRequest, ListTasksRequest, StopTaskRequest } from "@aws-sdk/client-ecs";
import { invalidParameter, serviceNotFound } from "../errors.ts";
import type { ContainerInstance } from "../instances/containerInstance.ts";
import { findInstance } from "../instances/identify.ts";
import type { OrderedSet } from "../orderedSet.ts";
import { activeCluster, findService, findTask, taskId } from "../requests/identifiers.ts";
import { requireEachOf, requireItems, requireOneOf, requireString } from "../requests/limits.ts";
import { pageOf } from "../requests/pages.ts";
import type { Simulation } from "../simulation.ts";
import type { Cluster } from "../state/cluster.ts";
import type { Service } from "../state/service.ts";
import type { Task } from "../state/task.ts";
import { stopTask } from "../tasks/lifeCycle.ts";
import { showChangedTask, showStoppingTask, showTask } from "../tasks/showTask.ts";
import type { Request } from "../wire.ts";

/** TK12. */
export function DescribeTasks(sim: Simulation, input: Request<DescribeTasksRequest>) {
  requireEachOf("include", input.include, ["TAGS"]);
  const identifiers = requireItems("Tasks", input.tasks, 100);
  const cluster = activeCluster(sim, input.cluster);
  const tasks = new Set<Task>();
  const failures = [];
  for (const identifier of identifiers) {
    const task = sim.rule(findTask)(cluster, identifier);
    if (task) tasks.add(task);
    else failures.push({ arn: sim.arn(`task/${cluster.name}/${taskId(cluster, identifier)}`), reason: "MISSING" });
  }
  const withTags = input.include?.includes("TAGS") ?? false;
  return { tasks: Array.from(tasks, (task) => showTask(sim, task, withTags)), failures };
}

/** TK10, TK11. The reply shows the status from before the call, and less of a task that is already stopping. */
export function StopTask(sim: Simulation, input: Request<StopTaskRequest>) {
  const identifier = requireString("Task Identifier", input.task);
  const cluster = activeCluster(sim, input.cluster);
  const task = findTask(cluster, identifier);
  if (!task) throw invalidParameter("The referenced task was not found.");
  const { lastStatus } = task;
  if (task.desiredStatus === "STOPPED") return { task: showStoppingTask(sim, task) };
  stopTask(sim, task, "UserInitiated", input.reason || "Task stopped by user");
  return { task: { ...showChangedTask(sim, task, false), lastStatus } };
}

/** TK13. */
export function ListTasks(sim: Simulation, input: Request<ListTasksRequest>) {
  const { family, startedBy, launchType, containerInstance, daemonName, desiredStatus = "RUNNING" } = input;
  requireOneOf("desiredStatus", desiredStatus, ["RUNNING", "PENDING", "STOPPED"]);
  requireOneOf("launchType", launchType, ["EC2", "FARGATE", "EXTERNAL", "MANAGED_INSTANCES"]);
  if (startedBy !== undefined && [family, launchType, containerInstance, daemonName, input.serviceName].some(Boolean)) {
    throw invalidParameter("startedBy must be the only filter.");
  }
  const cluster = activeCluster(sim, input.cluster);
  const service = input.serviceName === undefined ? undefined : findService(cluster, input.serviceName);
  if (input.serviceName !== undefined && !service) throw serviceNotFound();
  const instance = containerInstance === undefined ? undefined : findInstance(cluster, containerInstance);
  const rule = {
    operation: "ListTasks",
    defaultSize: 100,
    maximumSize: 100,
    filters: [cluster.name, family, startedBy, launchType, containerInstance, daemonName, desiredStatus, service?.name],
  };
  const candidates = tasksOf(cluster, service, desiredStatus);
  const { items, nextToken } = pageOf<Task, number>(rule, input, function* (place = 0) {
    for (const candidate of candidates?.after(place) ?? [])
      if (sim.rule(isListed)(candidate[1], input, instance)) yield candidate;
  });
  return { taskArns: items.map((task) => task.arn), nextToken };
}

export function isListed(
  task: Task,
  { family, startedBy, launchType, containerInstance, daemonName }: Request<ListTasksRequest>,
  instance: ContainerInstance | undefined,
): boolean {
  return (
    (family === undefined || family === task.revision.family.name) &&
    (startedBy === undefined || startedBy === task.startedBy) &&
    (launchType === undefined || launchType === task.launchType) &&
    (containerInstance === undefined || (instance !== undefined && task.instance === instance)) &&
    daemonName === undefined
  );
}

/** No task has the desired status PENDING (LC2). */
export function tasksOf(
  cluster: Cluster,
  service: Service | undefined,
  desiredStatus: string,
): OrderedSet<Task> | undefined {
  if (desiredStatus === "RUNNING") return service ? service.liveTasks : cluster.desiredRunning;
  if (desiredStatus === "STOPPED") return service ? service.endingTasks : cluster.desiredStopped;
  return undefined;
}
