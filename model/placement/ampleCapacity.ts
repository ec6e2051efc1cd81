import { get, values } from "../language/persistentMap.ts";
import type { Revision, Service, State } from "../language/state.ts";
import { registeredIn } from "../resources/containerInstance.ts";
import { revisionByKey } from "../resources/definition.ts";
import { isPerhapsThere, mayUseInstances, type Need, needOf } from "./freeCapacity.ts";
import { usesNoFixedCapacity } from "./placement.ts";

/**
 * Do the instances of a service's cluster have the resources for all tasks that are to be placed on them, in any
 * distribution? Then the service must reach its desired count; otherwise that is not predicted.
 */
export function hasAmpleCapacity(state: State, service: Service): boolean {
  const cluster = get(state.clusters, service.cluster);
  if (cluster === undefined) return false;
  const instances = registeredIn(cluster);
  const fit = instances.every(
    ({ status, resources, agentConnected }) =>
      status === "ACTIVE" && resources !== undefined && agentConnected !== false,
  );
  const users = [...values(cluster.services)].filter(mayUseInstances);
  if (instances.length === 0 || !fit || !users.every(isSimple)) return false;
  const tasks = [...values(cluster.tasks)].filter(
    (task) => task.service === undefined && task.placedOn !== undefined && isPerhapsThere(task),
  );
  const keys = [
    ...users.flatMap(({ taskDefinition, deployments }) => [
      taskDefinition,
      ...deployments.map((each) => each.taskDefinition),
    ]),
    ...tasks.map(({ taskDefinition }) => taskDefinition),
  ];
  const revisions = keys.map((key) => revisionByKey(state, key));
  if (!revisions.every((revision) => revision !== undefined && isUndemanding(revision))) return false;
  const needs: Need[] = revisions.flatMap((revision) => (revision === undefined ? [] : [needOf(revision.definition)]));
  // Plans do not override sizes.
  const cpu = Math.max(1, ...needs.map(({ most }) => most.cpu));
  const memory = Math.max(1, ...needs.map(({ most }) => most.memory));
  const wanted = users.reduce((sum, user) => sum + Math.max(user.bounds.most, user.desiredCount), tasks.length);
  const places = instances.reduce(
    (sum, { resources = { cpu: 0, memory: 0 } }) =>
      sum + Math.min(Math.floor(resources.cpu / cpu), Math.floor(resources.memory / memory)),
    0,
  );
  return places >= wanted;
}

/** Its scheduler places single tasks, and only resources matter. */
const isSimple = (service: Service): boolean =>
  service.controller === "ECS" &&
  service.schedulingStrategy === "REPLICA" &&
  service.settings.placementConstraints.length === 0 &&
  usesNoFixedCapacity(service.launchType, service.capacityProviderStrategy);

const isUndemanding = ({ definition }: Revision): boolean =>
  definition.networkMode !== "awsvpc" &&
  definition.placementConstraints === undefined &&
  (definition.requiresCompatibilities === undefined || definition.requiresCompatibilities.includes("EC2")) &&
  needOf(definition).ports.length === 0;
