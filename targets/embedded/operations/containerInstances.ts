import type {
  DeregisterContainerInstanceRequest,
  DescribeContainerInstancesRequest,
  ListContainerInstancesRequest,
  UpdateContainerAgentRequest,
  UpdateContainerInstancesStateRequest,
} from "@aws-sdk/client-ecs";
import { EcsError, invalidParameter } from "../errors.ts";
import {
  type ContainerInstance,
  deactivateInstance,
  runningTasks,
  showInstance,
} from "../instances/containerInstance.ts";
import { findInstance, instanceArn, registeredInstance } from "../instances/identify.ts";
import { parseExpression } from "../instances/queryLanguage.ts";
import { activeCluster } from "../requests/identifiers.ts";
import { requireEachOf, requireItems, requireOneOf, requireString } from "../requests/limits.ts";
import { pageOf } from "../requests/pages.ts";
import type { Simulation } from "../simulation.ts";
import { loseTask } from "../tasks/lifeCycle.ts";
import type { Request } from "../wire.ts";

const latestAgent = "1.100.0";
/** Virtual seconds of each step of an agent's update. */
const updating = 1;

/** CI4. */
export function DeregisterContainerInstance(sim: Simulation, input: Request<DeregisterContainerInstanceRequest>) {
  const identifier = requireString("Container instance", input.containerInstance);
  const instance = registeredInstance(activeCluster(sim, input.cluster), identifier);
  const running = runningTasks(instance);
  if (running.length > 0 && !input.force) throw invalidParameter("Found running tasks on the instance.");
  deactivateInstance(sim, instance);
  if (!sim.bugged("forced-deregistration-keeps-tasks")) {
    for (const task of [...instance.tasks]) {
      loseTask(sim, task, "UserInitiated", "Container instance deregistration forced by user");
    }
  }
  instance.cluster.fleet.changed();
  return { containerInstance: showInstance(instance, []) };
}

/** CI5. */
export function DescribeContainerInstances(sim: Simulation, input: Request<DescribeContainerInstancesRequest>) {
  const include = input.include ?? [];
  requireEachOf("include", include, ["CONTAINER_INSTANCE_HEALTH", "TAGS"]);
  const identifiers = requireItems("Container Instances", input.containerInstances, 100);
  const cluster = activeCluster(sim, input.cluster);
  const instances = new Set<ContainerInstance>();
  const failures = [];
  for (const identifier of identifiers) {
    const instance = findInstance(cluster, identifier);
    if (instance) instances.add(instance);
    else failures.push({ arn: instanceArn(sim, cluster, identifier), reason: "MISSING" });
  }
  return { containerInstances: Array.from(instances, (instance) => showInstance(instance, include)), failures };
}

/** CI6. */
export function ListContainerInstances(sim: Simulation, input: Request<ListContainerInstancesRequest>) {
  const { status, filter } = input;
  requireOneOf("status", status, ["ACTIVE", "DRAINING", "REGISTERING", "DEREGISTERING", "REGISTRATION_FAILED"]);
  const matches = filter === undefined ? () => true : parseExpression(filter);
  if (!matches) throw invalidParameter("The filter is not an expression of the cluster query language.");
  const cluster = activeCluster(sim, input.cluster);
  const rule = {
    operation: "ListContainerInstances",
    defaultSize: 100,
    maximumSize: 100,
    filters: [cluster.name, status, filter],
  };
  const anyStatus = status === undefined || sim.bugged("list-container-instances-ignores-status");
  const { items, nextToken } = pageOf<ContainerInstance, number>(rule, input, function* (place = 0) {
    for (const candidate of cluster.fleet.registered.after(place)) {
      if ((anyStatus || candidate[1].status === status) && matches(candidate[1])) yield candidate;
    }
  });
  return { containerInstanceArns: items.map(({ arn }) => arn), nextToken };
}

/** CI3. */
export function UpdateContainerInstancesState(sim: Simulation, input: Request<UpdateContainerInstancesStateRequest>) {
  const { status } = input;
  if (status !== "ACTIVE" && status !== "DRAINING") {
    throw invalidParameter("Container instance status should be one of [ACTIVE, DRAINING]");
  }
  const identifiers = requireItems("Container Instances", input.containerInstances, 10);
  const cluster = activeCluster(sim, input.cluster);
  const instances = new Set<ContainerInstance>();
  const failures = [];
  for (const identifier of identifiers) {
    const instance = findInstance(cluster, identifier);
    if (!instance) failures.push({ arn: instanceArn(sim, cluster, identifier), reason: "MISSING" });
    else if (instance.status === "INACTIVE") failures.push({ arn: instance.arn, reason: "INACTIVE" });
    else instances.add(instance);
  }
  for (const instance of instances) {
    if (instance.status !== status) sim.rule(changeState)(sim, instance, status);
  }
  cluster.fleet.changed();
  return { containerInstances: Array.from(instances, (instance) => showInstance(instance, [])), failures };
}

/** CI3. Only planted bugs need the simulation. */
export function changeState(_: Simulation, instance: ContainerInstance, status: "ACTIVE" | "DRAINING"): void {
  instance.status = status;
  instance.version += 1;
}

/** Updates an agent that has reported its version: PENDING → UPDATING → UPDATED. */
export function UpdateContainerAgent(sim: Simulation, input: Request<UpdateContainerAgentRequest>) {
  const identifier = requireString("Container instance", input.containerInstance);
  const instance = registeredInstance(activeCluster(sim, input.cluster), identifier);
  const version = instance.versionInfo.agentVersion;
  if (version === undefined) {
    throw new EcsError("MissingVersionException", "The version of the agent is unknown.");
  }
  if (instance.agentUpdateStatus === "PENDING" || instance.agentUpdateStatus === "UPDATING") {
    throw new EcsError("UpdateInProgressException", "The agent is being updated already.");
  }
  if (version === latestAgent) throw new EcsError("NoUpdateAvailableException", "There is no newer agent.");
  setUpdateStatus(instance, "PENDING");
  sim.after(updating, () => {
    setUpdateStatus(instance, "UPDATING");
    sim.after(updating, () => {
      instance.versionInfo = { ...instance.versionInfo, agentVersion: latestAgent };
      setUpdateStatus(instance, "UPDATED");
    });
  });
  return { containerInstance: showInstance(instance, []) };
}

function setUpdateStatus(instance: ContainerInstance, status: string): void {
  instance.agentUpdateStatus = status;
  instance.version += 1;
}
