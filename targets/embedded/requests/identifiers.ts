import { clusterNotFound, invalidParameter } from "../errors.ts";
import type { Simulation } from "../simulation.ts";
import type { Cluster } from "../state/cluster.ts";
import type { Service } from "../state/service.ts";
import type { Task } from "../state/task.ts";

/** The names of clusters, services, families and containers (A4). */
export const namePattern = /^[a-zA-Z0-9\-_]{1,255}$/;

export interface ParsedArn {
  readonly type: string;
  /** The parts after the type, split at the slashes. */
  readonly path: readonly string[];
}

/** Parses an ARN of ECS and checks the number of its separators (G7). */
export function parseArn(arn: string): ParsedArn {
  const [, partition, product, region, account, ...resource] = arn.split(":");
  if (!partition || product !== "ecs" || !region || !account) throw invalidParameter("Invalid arn syntax.");
  const separators = resource[0]?.startsWith("task-definition/") ? 2 : 1;
  if (resource.length < 1 || resource.length > separators) throw wrongSeparators();
  const [type, ...path] = resource.join(":").split("/");
  if (!type || path.length === 0 || path.some((part) => part === "")) throw wrongSeparators();
  return { type, path };
}

/** An ARN of another region or account names nothing here (A9). */
export function isHere(sim: Simulation, identifier: string): boolean {
  return !identifier.startsWith("arn:") || identifier.startsWith(sim.arn(""));
}

function wrongSeparators() {
  return invalidParameter("Invalid identifier: Unexpected number of separators");
}

function unsupportedType(type: string) {
  return invalidParameter(`Unsupported resource type: ${type}`);
}

/** The name of the cluster that a short name or an ARN refers to; the default is `default` (A2). */
export function clusterName(sim: Simulation, identifier: string | undefined): string {
  if (identifier === undefined) return "default";
  if (!identifier.startsWith("arn:")) {
    if (!namePattern.test(identifier)) {
      throw invalidParameter(`Cluster must match ^[a-zA-Z0-9\\-_]{1,255}$, but was ${identifier}`);
    }
    return identifier;
  }
  const { type, path } = parseArn(identifier);
  if (type !== "cluster") throw unsupportedType(type);
  if (path.length !== 1) throw wrongSeparators();
  if (!isHere(sim, identifier)) throw clusterNotFound();
  return path[0] as string;
}

/** The cluster in any status, if it exists. */
export function findCluster(sim: Simulation, identifier: string | undefined): Cluster | undefined {
  return sim.state.clusters.get(clusterName(sim, identifier));
}

/** The cluster of a request; it must exist and be ACTIVE (CL19). */
export function activeCluster(sim: Simulation, identifier: string | undefined): Cluster {
  const cluster = findCluster(sim, identifier);
  if (!cluster) throw clusterNotFound();
  if (cluster.status !== "ACTIVE") throw clusterNotFound("The referenced cluster was inactive.");
  return cluster;
}

/** The cluster of a request that must name one (A2). */
export function requiredCluster(identifier: string | undefined): string {
  if (identifier === undefined || identifier === "") throw invalidParameter("Cluster can not be blank.");
  return identifier;
}

/** The name of the service that a name or a long or short ARN refers to (G6–G8). */
export function serviceName(cluster: Cluster, identifier: string): string {
  return lastPart(cluster, "service", identifier);
}

export function findService(cluster: Cluster, identifier: string): Service | undefined {
  return cluster.services.get(serviceName(cluster, identifier));
}

/** The id of the task that an id or an ARN refers to (G6–G9). */
export function taskId(cluster: Cluster, identifier: string): string {
  const id = lastPart(cluster, "task", identifier);
  if (!/^[a-zA-Z0-9-]*$/.test(id)) throw invalidParameter("Task Identifier is invalid");
  if (id.length !== 32 && id.length !== 36) throw invalidParameter("taskId length should be one of [32,36]");
  return id;
}

export function findTask(cluster: Cluster, identifier: string): Task | undefined {
  return cluster.tasks.get(taskId(cluster, identifier));
}

/** The name or id within the cluster: the identifier itself, or the last part of an ARN. */
export function lastPart(cluster: Cluster, expectedType: string, identifier: string): string {
  if (!identifier.startsWith("arn:")) return identifier;
  const { type, path } = parseArn(identifier);
  if (type !== expectedType) throw unsupportedType(type);
  if (!identifier.startsWith(cluster.arn.slice(0, cluster.arn.lastIndexOf(":") + 1))) {
    throw invalidParameter("Invalid identifier: Identifier is for another region or account.");
  }
  if (path.length > 2) throw wrongSeparators();
  const [first, second] = path as [string, string | undefined];
  if (second === undefined) return first;
  if (first !== cluster.name) {
    throw invalidParameter(`Invalid identifier: Identifier is for cluster ${first}. Your cluster is ${cluster.name}`);
  }
  return second;
}
