import type {
  DeleteTaskSetRequest,
  DescribeTaskSetsRequest,
  UpdateServicePrimaryTaskSetRequest,
  UpdateTaskSetRequest,
} from "@aws-sdk/client-ecs";
import { EcsError, invalidParameter } from "../errors.ts";
import { isHere, parseArn } from "../requests/identifiers.ts";
import { requireEachOf, requireString } from "../requests/limits.ts";
import { activeExternalService, externalService } from "../services/external.ts";
import { wakeScheduler } from "../services/scheduler.ts";
import { showTaskSet, type TaskSet } from "../services/taskSets.ts";
import type { Simulation } from "../simulation.ts";
import type { Service } from "../state/service.ts";
import type { Request } from "../wire.ts";
import { newScale } from "./CreateTaskSet.ts";

/** The task set that an id or an ARN refers to (A1, A9, G6–G8). */
function findTaskSet(sim: Simulation, service: Service, identifier: string): TaskSet | undefined {
  if (!isHere(sim, identifier)) return undefined;
  const id = identifier.startsWith("arn:") ? idOfArn(service, identifier) : identifier;
  return service.taskSets.find((taskSet) => taskSet.id === id);
}

function idOfArn(service: Service, arn: string): string | undefined {
  const { type, path } = parseArn(arn);
  if (type !== "task-set") throw invalidParameter(`Unsupported resource type: ${type}`);
  const [cluster, name, prefix, digits] = path;
  if (path.length !== 4) throw invalidParameter("Invalid identifier: Unexpected number of separators");
  if (cluster !== service.cluster.name) {
    throw invalidParameter(
      `Invalid identifier: Identifier is for cluster ${cluster}. Your cluster is ${service.cluster.name}`,
    );
  }
  return name === service.name ? `${prefix}/${digits}` : undefined;
}

function requiredTaskSet(sim: Simulation, service: Service, identifier: string): TaskSet {
  const taskSet = findTaskSet(sim, service, identifier);
  if (!taskSet) throw taskSetNotFound();
  return taskSet;
}

export function taskSetNotFound(): EcsError {
  return new EcsError("TaskSetNotFoundException", "The specified task set does not exist.");
}

/** TS5; without names, all task sets. */
export function DescribeTaskSets(sim: Simulation, input: Request<DescribeTaskSetsRequest>) {
  requireEachOf("include", input.include, ["TAGS"]);
  if (input.taskSets?.includes("")) throw invalidParameter("Task sets can not be blank.");
  const service = externalService(sim, input);
  const taskSets = new Set<TaskSet>(input.taskSets?.length ? [] : service.taskSets);
  const failures = [];
  for (const identifier of input.taskSets ?? []) {
    const taskSet = findTaskSet(sim, service, identifier);
    if (taskSet) taskSets.add(taskSet);
    else failures.push({ arn: arnOf(sim, service, identifier), reason: "MISSING" });
  }
  const withTags = input.include?.includes("TAGS") ?? false;
  return { taskSets: Array.from(taskSets, (taskSet) => showTaskSet(sim, taskSet, withTags)), failures };
}

function arnOf(sim: Simulation, service: Service, identifier: string): string {
  if (identifier.startsWith("arn:")) return identifier;
  return sim.arn(`task-set/${service.cluster.name}/${service.name}/${identifier}`);
}

/** TS3, TS4. */
export function UpdateTaskSet(sim: Simulation, input: Request<UpdateTaskSetRequest>) {
  const identifier = requireString("Task set", input.taskSet);
  const scale = newScale(input.scale);
  if (scale === undefined) throw invalidParameter("Scale can not be blank.");
  const service = activeExternalService(sim, input);
  const taskSet = requiredTaskSet(sim, service, identifier);
  requireNotDraining(taskSet);
  if (scale > 0 || !sim.bugged("update-task-set-loses-scale-zero")) taskSet.scale = scale;
  taskSet.updatedAt = sim.clock.now;
  wakeScheduler(sim, service);
  return { taskSet: showTaskSet(sim, taskSet, false) };
}

/** The previous PRIMARY set becomes ACTIVE, and the service gets the plan of the new one (TS3). */
export function UpdateServicePrimaryTaskSet(sim: Simulation, input: Request<UpdateServicePrimaryTaskSetRequest>) {
  const identifier = requireString("Primary task set", input.primaryTaskSet);
  const service = activeExternalService(sim, input);
  const primary = requiredTaskSet(sim, service, identifier);
  requireNotDraining(primary);
  if (sim.bugged("primary-task-set-answered-not-stored")) {
    return { taskSet: { ...showTaskSet(sim, primary, false), status: "PRIMARY" } };
  }
  for (const taskSet of service.taskSets) {
    if (taskSet.status !== "PRIMARY" || taskSet === primary) continue;
    taskSet.status = "ACTIVE";
    taskSet.updatedAt = sim.clock.now;
  }
  primary.status = "PRIMARY";
  primary.updatedAt = sim.clock.now;
  service.plan = primary.plan;
  return { taskSet: showTaskSet(sim, primary, false) };
}

function requireNotDraining({ status }: TaskSet): void {
  if (status === "DRAINING") throw invalidParameter("The specified task set is DRAINING.");
}

/**
 * A set is deleted after its tasks have stopped, at any scale and without force, as in ECS when Terraform destroys one
 * (TS4). A DRAINING one is returned unchanged.
 */
export function DeleteTaskSet(sim: Simulation, input: Request<DeleteTaskSetRequest>) {
  const identifier = requireString("Task set", input.taskSet);
  const service = activeExternalService(sim, input);
  const taskSet = requiredTaskSet(sim, service, identifier);
  if (taskSet.status !== "DRAINING") {
    taskSet.status = "DRAINING";
    taskSet.updatedAt = sim.clock.now;
    wakeScheduler(sim, service);
  }
  return { taskSet: showTaskSet(sim, taskSet, false) };
}
