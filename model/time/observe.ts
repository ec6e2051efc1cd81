import type * as ecs from "@aws-sdk/client-ecs";
import { isObject, type Json, type JsonObject } from "../language/json.ts";
import { get } from "../language/persistentMap.ts";
import { isSameJson } from "../language/sameJson.ts";
import type { Cluster, State } from "../language/state.ts";
import { resourcesIn } from "../resources/containerInstance.ts";
import { lifeCycle, statusesOf, stoppedIndex } from "../resources/task.ts";
import { noteAtRest } from "../services/service.ts";
import { noteCurrent, noteDeployment } from "./observeHistory.ts";
import { discovered } from "./quiescentState.ts";
import type { ObservedReply } from "./seen.ts";
import { withCluster, withInstance, withProvider, withService, withTask } from "./update.ts";

/**
 * Takes over what a reply shows of background changes: they are not predicted but recorded (architecture.md#the-model).
 * Most replies show nothing new, so the state is drafted only for a change.
 */
export function observe(state: State, seen: ObservedReply): State {
  const { output, operation } = seen;
  const all = (many: string, one: string) => [...objects(output[many]), ...objects([output[one] ?? null])];
  const arns = operation === "ListTasks" && Array.isArray(output.taskArns) ? output.taskArns : [];
  let next = state;
  for (const deployment of objects(output.serviceDeployments)) next = noteDeployment(next, deployment, seen);
  for (const cluster of all("clusters", "cluster")) next = noteCluster(next, cluster);
  for (const provider of all("capacityProviders", "capacityProvider")) next = noteProvider(next, provider);
  for (const arn of arns) if (typeof arn === "string") next = noteArn(next, arn, seen);
  for (const task of all("tasks", "task")) next = noteTask(next, task, seen);
  for (const service of all("services", "service")) next = noteService(next, service, seen);
  for (const instance of all("containerInstances", "containerInstance")) next = noteInstance(next, instance, seen);
  return next;
}

const objects = (value: Json | undefined): JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : []);

/** Cluster and task id in a task's ARN; the id as its placeholder when a command started the task. */
function placeOf(state: State, arn: string, seen: ObservedReply): { cluster: Cluster; id: string } | undefined {
  const [, clusterName, literal] = /task\/([^/]+)\/([^/]+)$/.exec(arn) ?? [];
  const cluster = clusterName === undefined ? undefined : get(state.clusters, clusterName);
  if (cluster === undefined || literal === undefined) return undefined;
  return { cluster, id: seen.placeholderOf("task", literal) ?? literal };
}

/** Completed attachments (row CL6). */
function noteCluster(state: State, view: JsonObject): State {
  const cluster = get(state.clusters, String(view.clusterName));
  if (cluster === undefined) return state;
  return withCluster(state, cluster, (draft) => {
    const done = view.attachmentsStatus === "UPDATE_COMPLETE" || view.attachmentsStatus === "UPDATE_FAILED";
    if (view.status === "INACTIVE" || (view.status === "ACTIVE" && done)) draft.attaching = false;
  });
}

/** Completed updates and deletions (rows CP5, CP6). */
function noteProvider(state: State, view: JsonObject): State {
  const provider = get(state.capacityProviders, String(view.name));
  if (provider === undefined) return state;
  return withProvider(state, provider, (draft) => {
    if (view.updateStatus === "UPDATE_FAILED") draft.outcome = "failed";
    else if (view.updateStatus === "UPDATE_COMPLETE") draft.outcome = "complete";
    if (draft.ending === "deleted" && view.status === "INACTIVE") draft.gone = true;
  });
}

function noteArn(state: State, arn: string, seen: ObservedReply): State {
  const place = placeOf(state, arn, seen);
  if (place === undefined) return state;
  const known = get(place.cluster.tasks, place.id) ?? discovered(place.cluster, place.id);
  const name = seen.input.serviceName;
  return withTask(state, known, (draft) => {
    if (draft.service === "?" && typeof name === "string") draft.service = name.slice(name.lastIndexOf("/") + 1);
    // A protected task must not be in this list: at rest that is waited for, and until then nothing is learned from it.
    if (seen.input.desiredStatus === "STOPPED" && !(seen.rest && draft.keptByProtection === true))
      draft.stopping = true;
  });
}

function noteTask(state: State, view: JsonObject, seen: ObservedReply): State {
  const place = typeof view.taskArn === "string" ? placeOf(state, view.taskArn, seen) : undefined;
  const known = place === undefined ? undefined : get(place.cluster.tasks, place.id);
  if (known === undefined) return state;
  const index = lifeCycle.indexOf(view.lastStatus as (typeof lifeCycle)[number]);
  const host = typeof view.containerInstanceArn === "string" ? instanceIn(view.containerInstanceArn, seen) : undefined;
  return withTask(state, known, (draft) => {
    draft.seen = Math.max(draft.seen, index);
    const { version } = view;
    // The reply to StopTask shows the previous status with the new version (row TK10).
    if (seen.operation !== "StopTask" && typeof version === "number" && version > (draft.shown?.version ?? 0))
      draft.shown = { version, statuses: statusesOf(view) };
    if (view.desiredStatus === "STOPPED" || index === stoppedIndex) draft.stopping = true;
    if (view.desiredStatus === "RUNNING" && draft.protection?.word === "lasting") draft.keptByProtection = true;
    if (host !== undefined && host.cluster === draft.cluster && draft.placedOn?.join() !== host.id)
      draft.placedOn = [host.id];
    if (draft.service === "?" && typeof view.group === "string" && view.group.startsWith("service:"))
      draft.service = view.group.slice("service:".length);
  });
}

/** Cluster and id in a container instance's ARN; the id as its placeholder. */
function instanceIn(arn: string, seen: ObservedReply): { cluster: string; id: string } | undefined {
  const [, cluster, literal] = /container-instance\/([^/]+)\/([^/]+)$/.exec(arn) ?? [];
  if (cluster === undefined || literal === undefined) return undefined;
  return { cluster, id: seen.placeholderOf("containerInstance", literal) ?? literal };
}

/** Whether its agent is connected, and its resources: tasks are judged by what the server itself returns. */
function noteInstance(state: State, view: JsonObject, seen: ObservedReply): State {
  const host = instanceIn(String(view.containerInstanceArn), seen);
  const cluster = host === undefined ? undefined : get(state.clusters, host.cluster);
  const known = cluster === undefined || host === undefined ? undefined : get(cluster.containerInstances, host.id);
  if (known === undefined) return state;
  const resources = resourcesIn(objects(view.registeredResources) as ecs.Resource[]);
  return withInstance(state, known, (draft) => {
    if (typeof view.agentConnected === "boolean") draft.agentConnected = view.agentConnected;
    if (resources !== undefined && !isSameJson(resources, known.resources)) draft.resources = resources;
  });
}

function noteService(state: State, view: JsonObject, seen: ObservedReply): State {
  const [, clusterName, name] = /service\/([^/]+)\/([^/]+)$/.exec(String(view.serviceArn)) ?? [];
  const next = noteCurrent(state, view, seen);
  const cluster = clusterName === undefined ? undefined : get(next.clusters, clusterName);
  const known = cluster === undefined || name === undefined ? undefined : get(cluster.services, name);
  if (known === undefined) return next;
  const deployments = Array.isArray(view.deployments) ? view.deployments.length : 0;
  const rested = view.runningCount === known.desiredCount && view.pendingCount === 0 && deployments === 1;
  return withService(next, known, (draft) => {
    if (draft.status === "DRAINING" && view.status === "INACTIVE") draft.knowledge.drained = true;
    if (typeof view.createdAt === "number") draft.createdAt = view.createdAt;
    if (draft.status === "ACTIVE" && draft.controller === "ECS" && rested && (seen.rest || completed(view)))
      noteAtRest(draft);
  });
}

/** The only deployment is shown as completed. */
const completed = (view: JsonObject): boolean => objects(view.deployments)[0]?.rolloutState === "COMPLETED";
