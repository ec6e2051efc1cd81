import type { ListTagsForResourceRequest, TagResourceRequest, UntagResourceRequest } from "@aws-sdk/client-ecs";
import { clientException, clusterNotFound, invalidParameter } from "../errors.ts";
import { findInstance } from "../instances/identify.ts";
import { findTask, isHere, parseArn } from "../requests/identifiers.ts";
import { requireString } from "../requests/limits.ts";
import { mergeTags, showTags, type Tags } from "../requests/tags.ts";
import type { Simulation } from "../simulation.ts";
import type { Cluster } from "../state/cluster.ts";
import type { Task } from "../state/task.ts";
import { findRevision } from "../taskDefinitions/families.ts";
import type { Request } from "../wire.ts";

/** A resource that has tags (T3). */
export interface Taggable {
  tags: Tags;
  readonly cluster?: Cluster | undefined;
}

/** T2. */
export function TagResource(sim: Simulation, input: Request<TagResourceRequest>) {
  const arn = requireString("resourceArn", input.resourceArn);
  if (!input.tags) throw invalidParameter("Tags can not be null.");
  const resource = sim.rule(taggable)(sim, arn);
  sim.rule(requireValues)(arn, input.tags);
  resource.tags = mergeTags(sim, resource.tags, input.tags);
  return {};
}

/** T2d, T2n. */
export function requireValues(arn: string, tags: readonly { readonly value?: string | undefined }[]): void {
  if (tags.every(({ value }) => value !== undefined)) return;
  const message = "Tag value can not be null.";
  throw arn.includes(":task-definition/") ? clientException(message) : invalidParameter(message);
}

/** T2: removing a missing key is not an error. */
export function UntagResource(sim: Simulation, input: Request<UntagResourceRequest>) {
  const arn = requireString("resourceArn", input.resourceArn);
  if (!input.tagKeys) throw invalidParameter("Tag keys can not be null.");
  const resource = taggable(sim, arn);
  for (const key of input.tagKeys) resource.tags.delete(key);
  return {};
}

export function ListTagsForResource(sim: Simulation, input: Request<ListTagsForResourceRequest>) {
  return { tags: showTags(taggable(sim, requireString("resourceArn", input.resourceArn)).tags) };
}

/** The resource of an ARN. Refuses those without tags (T4–T6). */
export function taggable(sim: Simulation, arn: string): Taggable {
  const { type, path } = parseArn(arn);
  if (!isHere(sim, arn)) throw invalidParameter("The resource belongs to another region or account.");
  switch (type) {
    case "cluster":
      return taggableCluster(sim, path[0] as string);
    case "service": {
      const [clusterName, name] = path;
      if (name === undefined) throw invalidParameter("Long arn format must be used for tagging operations");
      const service = taggableCluster(sim, clusterName as string).services.get(name);
      if (!service)
        throw invalidParameter("The specified service was not found. Specify a valid service and try again.");
      if (service.status === "INACTIVE") {
        throw invalidParameter("The specified service is inactive. Specify an active service and try again.");
      }
      return service;
    }
    case "task": {
      const [clusterName, id] = path;
      if (id === undefined) throw invalidParameter("Long arn format must be used for tagging operations");
      const task = findTask(taggableCluster(sim, clusterName as string), id);
      if (!task) throw invalidParameter("The specified task was not found. Specify a valid task and try again.");
      sim.rule(requireRunning)(task);
      return task;
    }
    case "task-definition": {
      const revision = findRevision(sim, arn);
      if (!revision)
        throw invalidParameter("The specified task definition was not found. Specify a valid one and try again.");
      return revision;
    }
    case "capacity-provider": {
      const provider = sim.state.providers.byName.get(path.join("/"));
      if (provider?.status === "ACTIVE" || provider?.status === "PROVISIONING") return provider;
      throw invalidParameter("The specified capacity provider was not found. Specify a valid one and try again.");
    }
    case "container-instance": {
      const [clusterName, id] = path;
      if (id === undefined) throw invalidParameter("Long arn format must be used for tagging operations");
      const instance = findInstance(taggableCluster(sim, clusterName as string), id);
      if (instance && instance.status !== "INACTIVE") return instance;
      throw invalidParameter("The specified container instance was not found. Specify a valid one and try again.");
    }
    case "task-set": {
      const service = taggableCluster(sim, path[0] as string).services.get(path[1] ?? "");
      const taskSet = service?.taskSets.find((candidate) => candidate.arn === arn);
      if (taskSet) return taskSet;
      throw invalidParameter("The specified task set was not found. Specify a valid one and try again.");
    }
    default:
      throw invalidParameter(`Unsupported resource type: ${type}`);
  }
}

/** TK28. */
export function requireRunning({ lastStatus }: Task): void {
  if (lastStatus === "STOPPED") {
    throw invalidParameter("The specified task is stopped. Specify a running task and try again.");
  }
}

function taggableCluster(sim: Simulation, name: string): Cluster {
  const cluster = sim.state.clusters.get(name);
  if (!cluster) throw clusterNotFound();
  if (cluster.status !== "ACTIVE") {
    throw invalidParameter("The specified cluster is inactive. Specify an active cluster and try again.");
  }
  return cluster;
}
