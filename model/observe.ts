import type * as ecs from "@aws-sdk/client-ecs";
import { produce } from "immer";
import { resourcesIn } from "./containerInstance.ts";
import type { Json, JsonObject } from "./json.ts";
import { noteCurrent, noteDeployment } from "./observeHistory.ts";
import { discovered } from "./progress.ts";
import { settled } from "./service.ts";
import { get, put } from "./shelf.ts";
import type { Cluster, State } from "./state.ts";
import { lifeCycle, stoppedIndex } from "./task.ts";

/** What a reply showed, beside what was predicted. */
export interface Seen {
  readonly operation: string;
  readonly input: JsonObject;
  readonly output: JsonObject;
  /** Everything has come to rest. */
  readonly rest: boolean;
  /** The hole that a server's id fills, if one does. */
  holderOf(kind: string, value: string): string | undefined;
}

/** Takes from a reply what the target did by itself: moves are not predicted but noted (design.md section 3). */
export function observe(state: State, seen: Seen): State {
  const { output } = seen;
  const tasks = [...objects(output.tasks), ...objects([output.task ?? null])];
  const services = [...objects(output.services), ...objects([output.service ?? null])];
  const arns = seen.operation === "ListTasks" && Array.isArray(output.taskArns) ? output.taskArns : [];
  const instances = [...objects(output.containerInstances), ...objects([output.containerInstance ?? null])];
  const clusters = [...objects(output.clusters), ...objects([output.cluster ?? null])];
  const history = objects(output.serviceDeployments);
  const providers = [...objects(output.capacityProviders), ...objects([output.capacityProvider ?? null])];
  if (
    tasks.length +
      services.length +
      arns.length +
      instances.length +
      clusters.length +
      providers.length +
      history.length ===
    0
  )
    return state;
  return produce(state, (draft) => {
    for (const deployment of history) noteDeployment(draft, deployment, seen);
    for (const cluster of clusters) noteCluster(draft, cluster);
    for (const provider of providers) noteProvider(draft, provider);
    for (const arn of arns) if (typeof arn === "string") noteArn(draft, arn, seen);
    for (const task of tasks) noteTask(draft, task, seen);
    for (const service of services) noteService(draft, service, seen);
    for (const instance of instances) noteInstance(draft, instance, seen);
  });
}

const objects = (value: Json | undefined): JsonObject[] =>
  Array.isArray(value)
    ? value.filter((item): item is JsonObject => typeof item === "object" && item !== null && !Array.isArray(item))
    : [];

/** Cluster and task id of a task's ARN; the id as the hole it fills, where a command started the task. */
function placeOf(state: State, arn: string, seen: Seen): { cluster: Cluster; id: string } | undefined {
  const [, clusterName, literal] = /task\/([^/]+)\/([^/]+)$/.exec(arn) ?? [];
  const cluster = clusterName === undefined ? undefined : get(state.clusters, clusterName);
  if (cluster === undefined || literal === undefined) return undefined;
  return { cluster, id: seen.holderOf("task", literal) ?? literal };
}

/** Attachments that are through (row CL6). */
function noteCluster(state: State, view: JsonObject): void {
  const cluster = get(state.clusters, String(view.clusterName));
  if (cluster?.attaching !== true) return;
  const done = view.attachmentsStatus === "UPDATE_COMPLETE" || view.attachmentsStatus === "UPDATE_FAILED";
  if (view.status === "INACTIVE" || (view.status === "ACTIVE" && done)) cluster.attaching = false;
}

/** Updates and deletions that are through (rows CP5, CP6). */
function noteProvider(state: State, view: JsonObject): void {
  const provider = get(state.capacityProviders, String(view.name));
  if (provider === undefined) return;
  if (view.updateStatus === "UPDATE_FAILED") provider.outcome = "failed";
  else if (view.updateStatus === "UPDATE_COMPLETE") provider.outcome = "complete";
  if (provider.ending === "deleted" && view.status === "INACTIVE") provider.gone = true;
}

function noteArn(state: State, arn: string, seen: Seen): void {
  const place = placeOf(state, arn, seen);
  if (place === undefined) return;
  const { cluster, id } = place;
  const known = get(cluster.tasks, id);
  const task = known ?? discovered(cluster, id);
  const name = seen.input.serviceName;
  if (task.service === "?" && typeof name === "string") task.service = name.slice(name.lastIndexOf("/") + 1);
  // A protected task must not be there: at rest that is waited for, and not to be learnt meanwhile.
  if (seen.input.desiredStatus === "STOPPED" && !(seen.rest && task.kept === true)) task.stopping = true;
  if (known === undefined) put(cluster.tasks, id, task);
}

function noteTask(state: State, view: JsonObject, seen: Seen): void {
  const place = typeof view.taskArn === "string" ? placeOf(state, view.taskArn, seen) : undefined;
  const task = place === undefined ? undefined : get(place.cluster.tasks, place.id);
  if (task === undefined) return;
  const index = lifeCycle.indexOf(view.lastStatus as (typeof lifeCycle)[number]);
  task.seen = Math.max(task.seen, index);
  if (view.desiredStatus === "STOPPED" || index === stoppedIndex) task.stopping = true;
  if (view.desiredStatus === "RUNNING" && task.protection?.word === "lasting") task.kept = true;
  const host = typeof view.containerInstanceArn === "string" ? instanceIn(view.containerInstanceArn, seen) : undefined;
  if (host !== undefined && host.cluster === task.cluster) task.placedOn = [host.id];
  if (task.service === "?" && typeof view.group === "string" && view.group.startsWith("service:"))
    task.service = view.group.slice("service:".length);
}

/** Cluster and id in a container instance's ARN; the id as the hole it fills. */
function instanceIn(arn: string, seen: Seen): { cluster: string; id: string } | undefined {
  const [, cluster, literal] = /container-instance\/([^/]+)\/([^/]+)$/.exec(arn) ?? [];
  if (cluster === undefined || literal === undefined) return undefined;
  return { cluster, id: seen.holderOf("containerInstance", literal) ?? literal };
}

/** Whether its agent is connected, and what it has: tasks are judged by what the server itself says of it. */
function noteInstance(state: State, view: JsonObject, seen: Seen): void {
  const host = instanceIn(String(view.containerInstanceArn), seen);
  const cluster = host === undefined ? undefined : get(state.clusters, host.cluster);
  const instance = cluster === undefined || host === undefined ? undefined : get(cluster.containerInstances, host.id);
  if (instance === undefined) return;
  if (typeof view.agentConnected === "boolean") instance.agentConnected = view.agentConnected;
  const resources = resourcesIn(objects(view.registeredResources) as ecs.Resource[]);
  if (resources !== undefined) instance.resources = resources;
}

function noteService(state: State, view: JsonObject, seen: Seen): void {
  const [, clusterName, name] = /service\/([^/]+)\/([^/]+)$/.exec(String(view.serviceArn)) ?? [];
  const cluster = clusterName === undefined ? undefined : get(state.clusters, clusterName);
  const service = cluster === undefined || name === undefined ? undefined : get(cluster.services, name);
  if (service === undefined) return;
  if (service.status === "DRAINING" && view.status === "INACTIVE") service.drained = true;
  const deployments = Array.isArray(view.deployments) ? view.deployments.length : 0;
  const rested = view.runningCount === service.desiredCount && view.pendingCount === 0 && deployments === 1;
  noteCurrent(state, view, seen);
  if (typeof view.createdAt === "number") service.createdAt = view.createdAt;
  if (service.status === "ACTIVE" && service.controller === "ECS" && rested && (seen.rest || completed(view)))
    settled(service);
}

/** The one deployment says that it is done. */
const completed = (view: JsonObject): boolean => objects(view.deployments)[0]?.rolloutState === "COMPLETED";
