import { type Expected, either } from "./expectation.ts";
import { type Context, refuse } from "./step.ts";

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
  const [kind = "", ...path] = pieces.slice(5).join(":").split("/");
  // The type that the ARN itself names has these separators: one of another type has not too many (row G8).
  if (pieces.length !== (kind === "task-definition" ? 7 : 6)) return refuse("G7");
  if (kind !== type) return refuse("G8", { type: kind });
  if (path.length > parts) return refuse("G7");
  return path;
}

export const isArn = (value: string): boolean => value.startsWith("arn:");

/**
 * Whether an ARN names another region or account than the one that answers (row A9). Before the first reply neither is
 * known, and every ARN that is written out counts as one of elsewhere.
 */
export const isElsewhere = (value: string): boolean => /^arn:[^:]*:ecs:(?!«region»:«account»:)[^:]+:[^:]+:/.test(value);

/**
 * An ARN of elsewhere, which names nothing here: it may be refused as such, or the resource counts as one that does not
 * exist. No row decides that, except for task definitions in RunTask (row A9).
 */
export const refusedElsewhere = (value: string, context: Context) =>
  isElsewhere(value) && context.may("A9i") ? refuse("A9i") : undefined;

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
 * name the requested cluster (row G6); the legacy short ARN names none (row A1). An ARN of elsewhere stays whole, and no
 * service or task has that name.
 */
export function inCluster(value: string, type: string, cluster: string, context: Context) {
  if (!isArn(value)) return value;
  if (isElsewhere(value)) return refusedElsewhere(value, context) ?? value;
  const path = arnPath(value, type, 2);
  if (!Array.isArray(path)) return path;
  if (path.length === 1) return path[0] ?? "";
  return path[0] === cluster ? (path[1] ?? "") : refuse("G6", { given: path[0] ?? "", cluster });
}

/** The ARN in the failure of a missing service or task: of an ARN of elsewhere, that ARN. */
export const missingArn = (type: string, cluster: string, name: string, ...forms: Expected[]): Expected =>
  isElsewhere(name) ? name : either(arn(type, `${cluster}/${name}`), arn(type, name), ...forms);
