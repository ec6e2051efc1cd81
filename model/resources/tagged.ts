import { arnPath, isArn, isElsewhere, refusedElsewhere } from "../language/arn.ts";
import { get } from "../language/persistentMap.ts";
import type { Cluster, State, Tag } from "../language/state.ts";
import { type Context, isRefusal, refuse } from "../language/step.ts";
import { definitionKey, findRevision, isNeeded } from "./definition.ts";
import { mayBeGone } from "./definitionView.ts";

/** A resource with tags (row T3); which tags a resource has after its end is unspecified. */
interface Tagged {
  readonly kind: "tagged";
  readonly tags: Tag[];
  readonly ended: boolean;
}

const tagged = (tags: Tag[], ended = false): Tagged => ({ kind: "tagged", tags, ended });

/** The resource of an ARN, for TagResource, UntagResource and ListTagsForResource (rows T3–T6, A9). */
export function findTagged(state: State, resource: string, context: Context) {
  const type = /^arn:[^:]*:ecs:[^:]*:[^:]*:([a-z-]+)\/./.exec(resource)?.[1];
  if (!isArn(resource) || type === undefined) return refuse("T6b");
  if (isElsewhere(resource)) return refusedElsewhere(resource, context) ?? refuse("T6");
  const found = find(state, type, resource, context);
  return found.kind === "tagged" && found.ended && context.may("T6") ? refuse("T6") : found;
}

function find(state: State, type: string, resource: string, context: Context) {
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
      return inside(get(state.clusters, cluster), type, name);
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

function inside(cluster: Cluster | undefined, type: "service" | "task", name: string) {
  if (cluster === undefined) return refuse("T6");
  const closed = cluster.status !== "ACTIVE";
  if (type === "service") {
    const service = get(cluster.services, name);
    return service === undefined ? refuse("T6") : tagged(service.tags, closed || service.status !== "ACTIVE");
  }
  const task = get(cluster.tasks, name);
  if (task === undefined) return refuse("T6");
  const steady = !task.stopping && task.service === undefined && task.lifetime.kind === "runs";
  return tagged(task.tags, closed || !steady);
}
