import { produce } from "immer";
import type { Json, JsonObject } from "./json.ts";
import { discovered } from "./progress.ts";
import { settled } from "./service.ts";
import { get, put } from "./shelf.ts";
import type { Cluster, State, Task } from "./state.ts";
import { lifeCycle, statusesOf, stoppedIndex } from "./task.ts";

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
  if (tasks.length + services.length + arns.length === 0) return state;
  let next = state;
  for (const arn of arns) if (typeof arn === "string") next = noteArn(next, arn, seen);
  for (const task of tasks) next = noteTask(next, task, seen);
  for (const service of services) next = noteService(next, service, seen);
  return next;
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

/** Most replies show nothing new, so what they show is read as it is and the state drafted only for a change. */
const withTask = (state: State, { cluster, id }: { cluster: Cluster; id: string }, task: Task): State =>
  get(cluster.tasks, id) === task
    ? state
    : produce(state, (draft) => put((get(draft.clusters, cluster.name) as Cluster).tasks, id, task));

function noteArn(state: State, arn: string, seen: Seen): State {
  const place = placeOf(state, arn, seen);
  if (place === undefined) return state;
  const known = get(place.cluster.tasks, place.id) ?? discovered(place.cluster, place.id);
  const name = seen.input.serviceName;
  const task = produce(known, (draft) => {
    if (draft.service === "?" && typeof name === "string") draft.service = name.slice(name.lastIndexOf("/") + 1);
    if (seen.input.desiredStatus === "STOPPED") draft.stopping = true;
  });
  return withTask(state, place, task);
}

function noteTask(state: State, view: JsonObject, seen: Seen): State {
  const place = typeof view.taskArn === "string" ? placeOf(state, view.taskArn, seen) : undefined;
  const known = place === undefined ? undefined : get(place.cluster.tasks, place.id);
  if (place === undefined || known === undefined) return state;
  const index = lifeCycle.indexOf(view.lastStatus as (typeof lifeCycle)[number]);
  const task = produce(known, (draft) => {
    draft.seen = Math.max(draft.seen, index);
    const { version } = view;
    // The reply to StopTask shows the status from before with the version from after (row TK10).
    if (seen.operation !== "StopTask" && typeof version === "number" && version > (draft.shown?.version ?? 0))
      draft.shown = { version, statuses: statusesOf(view) };
    if (view.desiredStatus === "STOPPED" || index === stoppedIndex) draft.stopping = true;
    if (draft.service === "?" && typeof view.group === "string" && view.group.startsWith("service:"))
      draft.service = view.group.slice("service:".length);
  });
  return withTask(state, place, task);
}

function noteService(state: State, view: JsonObject, seen: Seen): State {
  const [, clusterName, name] = /service\/([^/]+)\/([^/]+)$/.exec(String(view.serviceArn)) ?? [];
  const cluster = clusterName === undefined ? undefined : get(state.clusters, clusterName);
  const known = cluster === undefined || name === undefined ? undefined : get(cluster.services, name);
  if (cluster === undefined || known === undefined) return state;
  const deployments = Array.isArray(view.deployments) ? view.deployments.length : 0;
  const rested = view.runningCount === known.desiredCount && view.pendingCount === 0 && deployments === 1;
  const service = produce(known, (draft) => {
    if (draft.status === "DRAINING" && view.status === "INACTIVE") draft.drained = true;
    if (draft.status === "ACTIVE" && rested && (seen.rest || completed(view))) settled(draft);
  });
  if (service === known) return state;
  return produce(state, (draft) => put((get(draft.clusters, cluster.name) as Cluster).services, known.name, service));
}

/** The one deployment says that it is done. */
const completed = (view: JsonObject): boolean => objects(view.deployments)[0]?.rolloutState === "COMPLETED";
