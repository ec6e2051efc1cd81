import { refuse } from "./step.ts";

/**
 * `arn:aws:ecs:«region»:«account»:<type>/<path>` (row A1); region and account are placeholders until the first reply.
 */
export const arn = (type: string, path: string): string => `arn:aws:ecs:«region»:«account»:${type}/${path}`;

const shortName = /^[a-zA-Z0-9\-_]{1,255}$/;

/** Names of clusters, services, families, containers and capacity providers (row A4). */
export const isName = (name: string): boolean => shortName.test(name);

/** The path of an ARN of `type`: ["c1", "s1"] of `…:service/c1/s1`; otherwise refused by rows G7 and G8. */
export function arnPath(value: string, type: string, parts: number) {
  const pieces = value.split(/:(?![^«]*»)/);
  if (pieces.length !== (type === "task-definition" ? 7 : 6)) return refuse("G7");
  const [kind, ...path] = pieces.slice(5).join(":").split("/");
  if (kind !== type) return refuse("G8", { type: kind ?? "" });
  if (path.length > parts) return refuse("G7");
  return path;
}

export const isArn = (value: string): boolean => value.startsWith("arn:");

/** Whether an ARN names another region or account than the one that answers; before any reply, neither is known. */
export const isElsewhere = (value: string): boolean =>
  isArn(value) && !/^arn:[^:]*:ecs:«region»:«account»:/.test(value);

/** Whether an ARN certainly names another account: the region is that of the one that answers, the account is not. */
export const isOfAnotherAccount = (value: string): boolean => /^arn:[^:]*:ecs:«region»:(?!«account»:)/.test(value);

/** The cluster's name in a `cluster` parameter: absent ⇒ `default` (row A2), short name, or full ARN. */
export function clusterName(value: string | undefined) {
  if (value === undefined) return "default";
  if (isArn(value)) {
    const path = arnPath(value, "cluster", 1);
    return Array.isArray(path) ? (path[0] ?? "") : path;
  }
  return isName(value) ? value : refuse("G5", { value });
}

/**
 * The last part of the name or ARN of a service or task in a cluster: short forms contain no cluster, long forms must
 * name the requested cluster (row G6); the legacy short ARN names none (row A1).
 */
export function inCluster(value: string, type: string, cluster: string) {
  if (!isArn(value)) return value;
  const path = arnPath(value, type, 2);
  if (!Array.isArray(path)) return path;
  if (path.length === 1) return path[0] ?? "";
  return path[0] === cluster ? (path[1] ?? "") : refuse("G6", { given: path[0] ?? "", cluster });
}
