import { arnPath, isArn, isElsewhere, refusedElsewhere } from "../language/arn.ts";
import { get } from "../language/persistentMap.ts";
import type { Cluster, State, Tag } from "../language/state.ts";
import { type Context, isRefusal, refuse } from "../language/step.ts";
import { definitionKey, findRevision, isNeeded } from "./definition.ts";
import { mayBeGone } from "./definitionView.ts";
import { isSteady, stoppedIndex } from "./task.ts";

/** A resource with tags (row T3); which tags a resource has after its end is unspecified. */
interface Tagged {
  readonly kind: "tagged";
  readonly tags: Tag[];
  readonly ended: boolean;
}

const tagged = (tags: Tag[], ended = false): Tagged => ({ kind: "tagged", tags, ended });

/**
 * The resource of an ARN, for TagResource, UntagResource and ListTagsForResource (rows T3–T6, TK28, A9). No source says
 * whether TagResource, which `adds`, is refused for a STOPPED task too.
 */
export function findTagged(state: State, resource: string, context: Context, adds = false) {
  const type = /^arn:[^:]*:ecs:[^:]*:[^:]*:([a-z-]+)\/./.exec(resource)?.[1];
  if (!isArn(resource) || type === undefined) return refuse("T6b");
  if (isElsewhere(resource)) return refusedElsewhere(resource, context) ?? refuse("T6");
  const found = find(state, type, resource, context, adds);
  return found.kind === "tagged" && found.ended && context.may("T6") ? refuse("T6") : found;
}

function find(state: State, type: string, resource: string, context: Context, adds: boolean) {
  switch (type) {
    case "cluster": {
      const path = arnPath(resource, type, 1);
      if (!Array.isArray(path)) return refuse("T6b");
      const cluster = get(state.clusters, path[0] ?? "");
      if (cluster === undefined) return refuse("T6");
      return cluster.status === "ACTIVE" ? tagged(cluster.tags) : refuse("T4");
    }
    case "capacity-provider": {
      const path = arnPath(resource, type, 1);
      const provider = Array.isArray(path) ? get(state.capacityProviders, path[0] ?? "") : undefined;
      if (provider === undefined) return refuse("T6");
      return tagged(provider.tags, provider.ending !== undefined);
    }
    case "task-definition":
      return ofRevision(state, resource, context);
    case "container-instance": {
      const path = arnPath(resource, type, 2);
      if (!Array.isArray(path)) return refuse("T6b");
      const cluster = get(state.clusters, path[0] ?? "");
      const instance = cluster === undefined ? undefined : get(cluster.containerInstances, path[1] ?? "");
      if (instance === undefined) return refuse("T6");
      return tagged(instance.tags, cluster?.status !== "ACTIVE" || instance.status === "INACTIVE");
    }
    case "service":
    case "task": {
      const path = arnPath(resource, type, 2);
      if (!Array.isArray(path)) return refuse("T6b");
      const [cluster = "", name] = path;
      if (name === undefined) return refuse(type === "service" ? "T5" : "T6");
      const home = get(state.clusters, cluster);
      return type === "service" ? ofService(home, name) : ofTask(home, name, context, adds);
    }
    case "task-set":
      return ofTaskSet(state, resource);
    default:
      return refuse("T6b");
  }
}

function ofTaskSet(state: State, resource: string) {
  const path = arnPath(resource, "task-set", 4);
  if (!Array.isArray(path)) return refuse("T6b");
  const [clusterName = "", name = "", ...id] = path;
  const cluster = get(state.clusters, clusterName);
  const service = cluster === undefined ? undefined : get(cluster.services, name);
  const set = service?.taskSets.find((each) => each.id === id.join("/"));
  if (set === undefined) return refuse("T6");
  const ended = cluster?.status !== "ACTIVE" || service?.status !== "ACTIVE" || set.status === "DRAINING";
  return tagged(set.tags, ended);
}

function ofRevision(state: State, resource: string, context: Context) {
  if (!/:\d+$/.test(resource)) return refuse("T6b");
  const revision = findRevision(state, resource);
  if (isRefusal(revision)) return refuse("T6");
  if (mayBeGone(revision, () => isNeeded(state, definitionKey(revision)), context)) return refuse("T6");
  return tagged(revision.tags, revision.status !== "ACTIVE");
}

function ofService(cluster: Cluster | undefined, name: string) {
  const service = cluster === undefined ? undefined : get(cluster.services, name);
  if (service === undefined) return refuse("T6");
  return tagged(service.tags, cluster?.status !== "ACTIVE" || service.status !== "ACTIVE");
}

/** A task that is STOPPED certainly is refused, one that may be STOPPED by now perhaps (row TK28). */
function ofTask(cluster: Cluster | undefined, id: string, context: Context, adds: boolean) {
  const task = cluster === undefined ? undefined : get(cluster.tasks, id);
  if (cluster === undefined || task === undefined) return refuse("T6");
  const closed = cluster.status !== "ACTIVE";
  const isStopped = task.seen >= stoppedIndex || (task.stopping && context.rest && context.tasks);
  if (!closed && isStopped && !adds) return refuse("TK28");
  const ended = closed || task.stopping || !isSteady(task);
  const mayBeStopped = task.stopping && !adds ? !context.may("T2") : ended && context.may("TK28");
  return mayBeStopped ? refuse("TK28") : tagged(task.tags, ended);
}
