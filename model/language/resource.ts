import { type ResourceKey, type ResourceKind, resourceKey } from "./resourceKey.ts";

/**
 * The kind of resource that a member of an input names, by name or ARN: one resource, or each in a list. `arn` means
 * any kind, depending on the ARN; an absent `cluster or default` means the cluster `default` (row A2).
 */
export type Naming = Exclude<ResourceKind, "revision"> | "cluster or default" | "arn";

/** The members of an operation's input that name resources. */
export type Names = Readonly<Record<string, Naming>>;

const lastOf = (value: string): string => value.slice(value.lastIndexOf("/") + 1);

const familyOf = (value: string): string => lastOf(value).split(":")[0] ?? "";

/** The cluster of the resources that an input names. */
const clusterOf = (input: Readonly<Record<string, unknown>>): string => lastOf(String(input.cluster ?? defaultCluster));

/** The cluster part of a service's or task's long ARN. */
const within = (value: string, cluster: string): string => {
  const parts = /^arn:[^/]*\/([^/]+)\/([^/]+)$/.exec(value);
  return parts === null ? `${cluster}/${lastOf(value)}` : `${parts[1]}/${parts[2]}`;
};

/** The cluster when none is named (row A2). */
export const defaultCluster = "default";

/** Does a call mean the account's `default` cluster, by name or by omitting it (rows A2, CL1)? */
export function namesDefault(names: Names, input: Readonly<Record<string, unknown>>): boolean {
  const members = Object.entries(names).filter(([, naming]) => /^cluster/.test(naming));
  const named = members.flatMap(([member]) => input[member]).filter((name) => name !== undefined);
  if (named.length > 0) return named.some((name) => lastOf(String(name)) === defaultCluster);
  return members.some(([, naming]) => naming === "cluster or default");
}

/** The most specific first. */
const order: readonly Naming[] = [
  "task",
  "containerInstance",
  "service",
  "arn",
  "family",
  "cluster",
  "cluster or default",
  "capacityProvider",
  "setting",
];

/** Every resource that an input names, the most specific first; ids from references are placeholders. */
export function resourcesNamed(names: Names, input: Readonly<Record<string, unknown>>): ResourceKey[] {
  const found: ResourceKey[] = [];
  for (const naming of order)
    for (const member of Object.keys(names))
      if (names[member] === naming)
        for (const value of textsIn(input[member])) found.push(...keysOf(naming, value, input));
  if (namesDefault(names, input)) found.push(resourceKey("cluster", defaultCluster));
  return [...new Set(found)];
}

function keysOf(naming: Naming, value: string, input: Readonly<Record<string, unknown>>): ResourceKey[] {
  switch (naming) {
    case "task":
    case "containerInstance":
    case "service":
      return [resourceKey(naming, within(value, clusterOf(input)))];
    case "arn":
      return keysOfArn(value);
    case "family":
      return [resourceKey("family", familyOf(value))];
    case "cluster":
    case "cluster or default":
      return [resourceKey("cluster", lastOf(value))];
    case "capacityProvider":
      // The predefined providers are shared (row CP1).
      return /^FARGATE(?:_SPOT)?$/.test(lastOf(value)) ? [] : [resourceKey(naming, lastOf(value))];
    case "setting":
      return [
        resourceKey(
          naming,
          `${typeof input.principalArn === "string" ? `${lastOf(input.principalArn)}/` : ""}${value}`,
        ),
      ];
  }
}

/** The strings of a member that is one or a list of them; most members are absent. */
function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

/** What an ARN names, the most specific first. */
export function keysOfArn(value: string): ResourceKey[] {
  const [, type, path] = /^arn:aws:ecs:[^:]*:[^:]*:([a-z-]+)\/(.*)$/.exec(value) ?? [];
  if (type === undefined || path === undefined) return [];
  const [home = "", name] = path.split("/");
  const cluster = resourceKey("cluster", home);
  switch (type) {
    case "cluster":
      return [resourceKey(type, path)];
    case "service":
    case "task":
      return name === undefined ? [] : [resourceKey(type, path), cluster];
    case "task-set":
    case "service-deployment":
    case "service-revision":
      return name === undefined ? [] : [resourceKey("service", `${home}/${name}`), cluster];
    case "container-instance":
      return name === undefined ? [] : [resourceKey("containerInstance", path), cluster];
    case "capacity-provider":
      return [resourceKey("capacityProvider", path)];
    case "task-definition":
      return [resourceKey("family", familyOf(path))];
    default:
      return [];
  }
}
