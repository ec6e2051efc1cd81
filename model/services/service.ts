import { arn, inCluster } from "../language/arn.ts";
import { get } from "../language/persistentMap.ts";
import type { Bounds, Cluster, Deployment, Service, State } from "../language/state.ts";
import { type Context, refuse } from "../language/step.ts";
import { hasAmpleCapacity } from "../placement/ampleCapacity.ts";
import { usesNoFixedCapacity } from "../placement/placement.ts";
import { revisionByKey } from "../resources/definition.ts";
import { lifetimeOf } from "../resources/taskLifetime.ts";
import { daemonBounds, isDaemon } from "./daemon.ts";

/** The service's name in its cluster, from its name or ARN (rows A2, G6). */
export const serviceName = (value: string, cluster: string, context: Context) =>
  inCluster(value, "service", cluster, context);

/** The service that a request names, with any status; row SV20 when it does not exist. */
export function findService(cluster: Cluster, value: string, context: Context) {
  const name = serviceName(value, cluster.name, context);
  if (typeof name !== "string") return name;
  return get(cluster.services, name) ?? refuse("SV20");
}

export const serviceArn = (service: Pick<Service, "cluster" | "name">): string =>
  arn("service", `${service.cluster}/${service.name}`);

/** The newest deployment is PRIMARY (row DP1). */
export const primaryOf = (service: Service): Deployment => {
  const primary = service.deployments.at(-1);
  if (primary === undefined) throw new Error(`service ${service.name} has no deployment`);
  return primary;
};

/**
 * Begins a deployment of the service's current definition, with an entry in the history (rows SV22, DP1, DP15, SD1).
 */
export function deploy(state: State, service: Service, context: Context): void {
  const { taskDefinition } = service;
  const before = service.knowledge.rollingOut ? undefined : service.deployments.at(-1)?.taskDefinition;
  service.deployments.push({ id: `ecs-svc/${context.newId("deployment")}`, taskDefinition });
  const id = context.newId("serviceDeployment");
  const revision = context.newId("serviceRevision");
  service.history.push({ id, revision, taskDefinition, status: undefined, stopped: false, named: false, call: id });
  service.knowledge.rollingOut = true;
  const steady = isSteadyDefinition(state, service.taskDefinition);
  service.knowledge.tasksExit = !steady;
  if (!steady) service.knowledge.tasksEverExit = true;
  notePlacement(service);
  service.trips = mustTrip(state, service) ? rollbackOf(service, before) : undefined;
}

/** Tasks that cannot be placed on an instance count as failed, so that a circuit breaker may trip (row DP17). */
export function notePlacement({ deploymentConfiguration, launchType, capacityProviderStrategy, knowledge }: Service) {
  if (deploymentConfiguration.enable && usesNoFixedCapacity(launchType, capacityProviderStrategy))
    knowledge.tasksEverExit = true;
}

/** Tasks that never start are counted until the circuit breaker trips (rows DP7, DP8). */
function mustTrip(state: State, service: Service): boolean {
  const revision = revisionByKey(state, service.taskDefinition);
  return (
    service.deploymentConfiguration.enable &&
    service.desiredCount > 0 &&
    !cannotRollOut(service) &&
    !usesNoFixedCapacity(service.launchType, service.capacityProviderStrategy) &&
    revision !== undefined &&
    lifetimeOf(revision.definition).kind === "fails"
  );
}

/**
 * The definition to which the circuit breaker rolls back: certain when it may not roll back, when nothing can have been
 * completed, and when `before` was observed completed (row DP9). Undefined when a deployment may have been completed
 * without an observation.
 */
function rollbackOf(
  { deploymentConfiguration, completed, deployments }: Service,
  before: string | undefined,
): Service["trips"] {
  if (!deploymentConfiguration.rollback || deployments.length === 1) return { rollsBackTo: undefined };
  return completed !== undefined && completed === before ? { rollsBackTo: completed } : undefined;
}

/** Do tasks of this definition run until they are stopped? */
function isSteadyDefinition(state: State, key: string): boolean {
  const revision = revisionByKey(state, key);
  return revision !== undefined && lifetimeOf(revision.definition).kind === "runs";
}

/** Must the service reach its desired count, because none of its tasks is protected (row TK15)? */
export const mustConverge = (state: State, service: Service, context: Context): boolean =>
  service.protectedTasks.length === 0 && isSettling(state, service, context);

/** Must the service's count converge: can its tasks be placed, do they keep running, and can the rollout progress? */
export function isSettling(state: State, service: Service, context: Context): boolean {
  return (
    context.tasks &&
    service.status === "ACTIVE" &&
    service.controller === "ECS" &&
    !service.knowledge.tasksExit &&
    (!usesNoFixedCapacity(service.launchType, service.capacityProviderStrategy) ||
      (service.launchType !== "EXTERNAL" && hasAmpleCapacity(state, service))) &&
    !cannotRollOut(service)
  );
}

/** Equal bounds permit a rollout neither to start nor to stop a task (row DP3). */
function cannotRollOut({ knowledge: { rollingOut }, desiredCount, deploymentConfiguration }: Service): boolean {
  if (!rollingOut || desiredCount === 0) return false;
  const { least, most } = boundsFor(desiredCount, deploymentConfiguration);
  return most <= desiredCount && least >= desiredCount;
}

/** Row DP3: the lower bound is rounded up, the upper one down. */
export const boundsFor = (
  desired: number,
  {
    minimumHealthyPercent,
    maximumPercent,
  }: Pick<Service["deploymentConfiguration"], "minimumHealthyPercent" | "maximumPercent">,
): Pick<Bounds, "least" | "most"> => ({
  least: Math.ceil((desired * minimumHealthyPercent) / 100),
  most: Math.floor((desired * maximumPercent) / 100),
});

/**
 * The bounds after a change of the desired count or the configuration: the wider of before and after, until it is at
 * rest.
 */
export function updateBounds(service: Service): void {
  if (isDaemon(service)) return;
  const next = boundsFor(service.desiredCount, service.deploymentConfiguration);
  const most = Math.max(next.most, service.desiredCount);
  service.bounds = {
    least: Math.min(service.bounds.least, next.least),
    most: Math.max(service.bounds.most, most),
    observedAtRest: service.bounds.observedAtRest,
  };
}

/** The bounds of a service at rest. */
export function noteAtRest(service: Service): void {
  const next = isDaemon(service) ? daemonBounds : boundsFor(service.desiredCount, service.deploymentConfiguration);
  const most = Math.max(next.most, service.desiredCount);
  // Member by member, so that a service that was at rest before stays the same object.
  Object.assign(service.bounds, { least: next.least, most, observedAtRest: true });
  if (!service.knowledge.tasksExit) service.completed = service.taskDefinition;
  service.knowledge.rollingOut = false;
}
