import type { DescribeTasksRequest, ListTasksRequest, StopTaskRequest } from "@aws-sdk/client-ecs";
import { EcsError, invalidParameter, serviceNotFound } from "../errors.ts";
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
import { showTask } from "../tasks/showTask.ts";
import type { Request } from "../wire.ts";

/** TK12. */
export function DescribeTasks(sim: Simulation, input: Request<DescribeTasksRequest>) {
  requireEachOf("include", input.include, ["TAGS"]);
  const identifiers = requireItems("Tasks", input.tasks, 100);
  const cluster = activeCluster(sim, input.cluster);
  const tasks = new Set<Task>();
  const failures = [];
  for (const identifier of identifiers) {
    const task = findTask(cluster, identifier);
    const vanished = task?.lastStatus === "STOPPED" && sim.bugged("stopped-tasks-vanish");
    if (task && !vanished) tasks.add(task);
    else failures.push({ arn: sim.arn(`task/${cluster.name}/${taskId(cluster, identifier)}`), reason: "MISSING" });
  }
  const withTags = input.include?.includes("TAGS") ?? false;
  return { tasks: Array.from(tasks, (task) => showTask(sim, task, withTags)), failures };
}

/** TK10, TK11; its tags go at once (T3). The reply shows the status it had when it was asked to stop. */
export function StopTask(sim: Simulation, input: Request<StopTaskRequest>) {
  const identifier = requireString("Task Identifier", input.task);
  const cluster = activeCluster(sim, input.cluster);
  const found = findTask(cluster, identifier);
  const task = sim.bugged("stop-task-refuses-arn") && identifier.startsWith("arn:") ? undefined : found;
  if (!task) {
    throw sim.bugged("stop-unknown-task-raises-resource-not-found")
      ? new EcsError("ResourceNotFoundException", "The referenced task was not found.")
      : invalidParameter("The referenced task was not found.");
  }
  const { lastStatus } = task;
  const given = sim.bugged("stop-task-loses-reason") ? undefined : input.reason;
  if (sim.bugged("stop-before-running-is-forgotten") && task.startedAt === undefined)
    return {
      task: {
        ...showTask(sim, task, false),
        desiredStatus: "STOPPED",
        stopCode: "UserInitiated",
        stoppedReason: given,
      },
    };
  if (sim.bugged("second-stop-replaces-reason") && task.desiredStatus === "STOPPED") task.stoppedReason = given;
  if (sim.bugged("stop-task-stops-its-siblings"))
    for (const other of [...cluster.desiredRunning])
      if (other.group === task.group) stopTask(sim, other, "UserInitiated", "Task stopped by user");
  if (task.desiredStatus === "RUNNING") task.tags = new Map();
  stopTask(sim, task, "UserInitiated", given || "Task stopped by user");
  return { task: { ...showTask(sim, task, false), lastStatus } };
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

  const passes = (task: Task) =>
    (family === undefined || family === task.revision.family.name || ignoresFamily(sim, input)) &&
    (startedBy === undefined || startedBy === task.startedBy || sim.bugged("list-tasks-ignores-started-by")) &&
    (launchType === undefined || launchType === task.launchType) &&
    (containerInstance === undefined || (instance !== undefined && task.instance === instance)) &&
    daemonName === undefined;
  const rule = {
    operation: "ListTasks",
    defaultSize: 100,
    maximumSize: 100,
    filters: [cluster.name, family, startedBy, launchType, containerInstance, daemonName, desiredStatus, service?.name],
  };
  const candidates = tasksOf(cluster, service, desiredStatus);
  const { items, nextToken } = pageOf<Task, number>(rule, input, function* (place = 0) {
    for (const candidate of candidates?.after(place) ?? []) if (passes(candidate[1])) yield candidate;
  });
  if (service && sim.bugged("list-tasks-crosses-clusters"))
    items.push(...tasksOfNamesakes(sim, service, desiredStatus));
  if (service && sim.bugged("list-tasks-of-service-adds-a-standalone-task"))
    items.push(...[...cluster.desiredRunning].filter((task) => !task.service).slice(0, 1));
  return { taskArns: items.map((task) => task.arn), nextToken };
}

/** No task ever wants to be PENDING (LC2). */
function tasksOf(cluster: Cluster, service: Service | undefined, desiredStatus: string): OrderedSet<Task> | undefined {
  if (desiredStatus === "RUNNING") return service ? service.liveTasks : cluster.desiredRunning;
  if (desiredStatus === "STOPPED") return service ? service.endingTasks : cluster.desiredStopped;
  return undefined;
}

function ignoresFamily(sim: Simulation, input: Request<ListTasksRequest>): boolean {
  return sim.bugged("list-tasks-ignores-family-filter") && input.desiredStatus !== undefined;
}

function tasksOfNamesakes(sim: Simulation, service: Service, desiredStatus: string): Task[] {
  return [...sim.state.activeClusters]
    .filter((cluster) => cluster !== service.cluster)
    .flatMap((cluster) => [...(tasksOf(cluster, cluster.services.get(service.name), desiredStatus) ?? [])])
    .filter((task) => task.service?.name === service.name);
}
