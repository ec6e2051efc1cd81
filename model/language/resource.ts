import { settingNames } from "./settingValues.ts";

/** A resource's key: `cluster:c1`, `service:c1/s1`, `family:f`, `task:c1/«task:3.0»`, `containerInstance:c1/«…»`. */
export type ResourceKey =
  `${"cluster" | "service" | "family" | "task" | "containerInstance" | "capacityProvider" | "setting"}:${string}`;

const lastOf = (value: string): string => value.slice(value.lastIndexOf("/") + 1);

const familyOf = (value: string): string => lastOf(value).split(":")[0] ?? "";

/** The cluster's name in a `cluster` or `clusterName` member. */
const clusterOf = (input: Record<string, unknown>): string => lastOf(String(input.cluster ?? defaultCluster));

/** The cluster part of a service's or task's long ARN. */
const within = (value: string, cluster: string): string => {
  const parts = /^arn:[^/]*\/([^/]+)\/([^/]+)$/.exec(value);
  return parts === null ? `${cluster}/${lastOf(value)}` : `${parts[1]}/${parts[2]}`;
};

/** The cluster meant where none is named (row A2). */
export const defaultCluster = "default";

const inACluster =
  /^(?:Create|Update|Delete|Describe|List)Services?$|^(?:Run|Start|Stop|Describe|List)Tasks?$|ContainerInstance|^ListServiceDeployments$|^ExecuteCommand$|^UpdateContainerAgent$|^Submit|^(?:Put|Delete|List)Attributes$/;

/** Does the call mean the account's `default` cluster, by its name or by naming none (rows A2, CL1)? */
export function meansDefault(operation: string, input: Record<string, unknown>): boolean {
  const named = [input.cluster, input.clusterName, input.clusters].flat().filter((name) => name !== undefined);
  if (named.length > 0) return named.some((name) => lastOf(String(name)) === defaultCluster);
  return inACluster.test(operation) || operation === "CreateCluster" || operation === "DescribeClusters";
}

/** Account settings have no name of a run's own: whose setting of what name a call is about. */
function settingOf(operation: string, { name, principalArn }: Record<string, unknown>): ResourceKey[] {
  if (!/AccountSetting/.test(operation) || typeof name !== "string") return [];
  return [`setting:${typeof principalArn === "string" ? `${lastOf(principalArn)}/` : ""}${name}`];
}

/** Providers that somebody made; those that are always there are nobody's (row CP1). */
function providersOf(operation: string, input: Record<string, unknown>): ResourceKey[] {
  const { name, capacityProvider, capacityProviders } = input;
  const named = /^(?:Create|Update)CapacityProvider$/.test(operation) ? [name] : [capacityProvider, capacityProviders];
  const names = named.flat().filter((value) => typeof value === "string");
  return names
    .map(lastOf)
    .flatMap((name) => (/^FARGATE(?:_SPOT)?$/.test(name) ? [] : [`capacityProvider:${name}` as const]));
}

/** Does the call change an account setting for more than one principal? */
export const isAccountWideSetting = (operation: string, input: Record<string, unknown>): boolean =>
  /^(?:Put|Delete)AccountSetting/.test(operation) &&
  input.principalArn === undefined &&
  settingNames.includes(String(input.name));

/** Every resource a call names, the most special first; ids that references stood for are symbolic. */
export function resourcesOf(operation: string, input: Record<string, unknown>): ResourceKey[] {
  const found: ResourceKey[] = [];
  const texts = (member: string): string[] => textsIn(input[member]);
  const cluster = clusterOf(input);
  for (const member of ["task", "tasks"])
    for (const value of texts(member)) found.push(`task:${within(value, cluster)}`);
  for (const member of ["containerInstance", "containerInstances", "containerInstanceArn"])
    for (const value of texts(member)) found.push(`containerInstance:${within(value, cluster)}`);
  for (const member of ["service", "services", "serviceName"])
    for (const value of texts(member)) found.push(`service:${within(value, cluster)}`);
  for (const member of ["resourceArn", "serviceDeploymentArn", "serviceDeploymentArns", "serviceRevisionArns"])
    for (const value of texts(member)) found.push(...ofArn(value));
  for (const member of ["family", "familyPrefix", "taskDefinition", "taskDefinitions"])
    for (const value of texts(member)) found.push(`family:${familyOf(value)}`);
  for (const member of ["cluster", "clusters", "clusterName"])
    for (const value of texts(member)) found.push(`cluster:${lastOf(value)}`);
  found.push(...providersOf(operation, input), ...settingOf(operation, input));
  if (meansDefault(operation, input)) found.push(`cluster:${defaultCluster}`);
  return [...new Set(found)];
}

/** The strings of a member that is one or a list of them; most members are not there. */
function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

function ofArn(value: string): ResourceKey[] {
  const [, type, path] = /^arn:aws:ecs:[^:]*:[^:]*:([a-z-]+)\/(.*)$/.exec(value) ?? [];
  if (type === undefined || path === undefined) return [];
  const cluster = path.split("/")[0] ?? "";
  switch (type) {
    case "cluster":
      return [`cluster:${path}`];
    case "service":
    case "task":
      if (!path.includes("/")) return [];
      return [`${type}:${path}`, `cluster:${cluster}`];
    case "task-set":
    case "service-deployment":
    case "service-revision": {
      const [, name] = path.split("/");
      return name === undefined ? [] : [`service:${cluster}/${name}`, `cluster:${cluster}`];
    }
    case "container-instance":
      return path.includes("/") ? [`containerInstance:${path}`, `cluster:${cluster}`] : [];
    case "capacity-provider":
      return [`capacityProvider:${path}`];
    case "task-definition":
      return [`family:${path.split(":")[0] ?? ""}`];
    default:
      return [];
  }
}
