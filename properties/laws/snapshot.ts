import type { JsonObject } from "../../clients/client.ts";
import { fingerprint, objectIn, objectsIn, textIn } from "./jsonMembers.ts";
import type { LawContext } from "./lawContext.ts";

/**
 * Members that only a call changes. Counts, statuses and everything of a rollout change by themselves; a rollback even
 * changes a service's task definition.
 */
const stableMembers = {
  cluster: [
    "clusterArn",
    "clusterName",
    "status",
    "tags",
    "settings",
    "configuration",
    "capacityProviders",
    "defaultCapacityProviderStrategy",
    "serviceConnectDefaults",
  ],
  service: [
    "serviceArn",
    "serviceName",
    "clusterArn",
    "status",
    "desiredCount",
    "schedulingStrategy",
    "createdAt",
    "launchType",
    "placementConstraints",
    "placementStrategy",
    "enableECSManagedTags",
    "enableExecuteCommand",
    "propagateTags",
    "tags",
  ],
  task: [
    "taskArn",
    "clusterArn",
    "taskDefinitionArn",
    "group",
    "startedBy",
    "launchType",
    "cpu",
    "memory",
    "createdAt",
    "overrides",
    "tags",
  ],
} as const;

export type Kind = keyof typeof stableMembers;

/** The members of a description that must stay the same without a call. */
export function stable(kind: Kind, description: JsonObject): JsonObject {
  const kept = stableMembers[kind].filter((member) => description[member] !== undefined);
  return Object.fromEntries(kept.map((member) => [member, ordered(member, description[member] ?? null)]));
}

/** Tags have no order. */
const ordered = (member: string, value: JsonObject[string]): JsonObject[string] =>
  member === "tags" && Array.isArray(value)
    ? [...value].sort((a, b) => (fingerprint(a) < fingerprint(b) ? -1 : 1))
    : value;

/** The first member in which two descriptions differ. */
export function differingMember(before: JsonObject, after: JsonObject): string | undefined {
  const members = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...members].find((member) => fingerprint(before[member]) !== fingerprint(after[member]));
}

/** Everything in one cluster that only calls change: `service s1` → its stable members. */
export type Snapshot = ReadonlyMap<string, JsonObject>;

/** Describes a cluster and its contents; undefined when that cannot be read. Includes only tasks that should run. */
export async function snapshot(context: LawContext, cluster: string): Promise<Snapshot | undefined> {
  const include = ["SETTINGS", "TAGS", "CONFIGURATIONS"];
  const [described] = objectsIn(await context.output("DescribeClusters", { clusters: [cluster], include }), "clusters");
  if (described === undefined) return undefined;
  const seen = new Map([["cluster", stable("cluster", described)]]);
  const services = await context.list("ListServices", "serviceArns", { cluster, maxResults: 100 });
  const tasks = await context.list("ListTasks", "taskArns", { cluster });
  if (services === undefined || tasks === undefined) return undefined;
  for (const arns of inTens(services)) {
    const output = await context.output("DescribeServices", { cluster, services: arns, include: ["TAGS"] });
    for (const service of objectsIn(output, "services"))
      seen.set(`service ${textIn(service, "serviceName")}`, stable("service", service));
  }
  for (const arns of inTens(tasks)) {
    const output = await context.output("DescribeTasks", { cluster, tasks: arns, include: ["TAGS"] });
    for (const task of objectsIn(output, "tasks"))
      if (textIn(task, "desiredStatus") === "RUNNING")
        seen.set(`task ${textIn(task, "taskArn")}`, stable("task", task));
  }
  return seen;
}

function* inTens(arns: readonly string[]): Generator<string[]> {
  for (let start = 0; start < arns.length; start += 10) yield arns.slice(start, start + 10);
}

/** A change between two snapshots without a call: `service.desiredCount`. */
export interface Change {
  readonly what: string;
  readonly before: string;
  readonly after: string;
}

/**
 * The first change, if any. A task that disappeared may have ended by itself: it counts only when its description says
 * that a user stopped it. New tasks are started by the scheduler.
 */
export async function changeBetween(
  context: LawContext,
  cluster: string,
  before: Snapshot,
  after: Snapshot,
): Promise<Change | undefined> {
  for (const [key, old] of before) {
    const [kind] = key.split(" ");
    const now = after.get(key);
    if (now === undefined && kind === "task") {
      if (!(await wasStopped(context, cluster, textIn(old, "taskArn") ?? ""))) continue;
      return { what: "task stopped", before: "a task that runs", after: "stopCode UserInitiated" };
    }
    if (now === undefined) return { what: `${kind} gone`, before: fingerprint(old), after: "not listed" };
    const member = differingMember(old, now);
    if (member !== undefined)
      return { what: `${kind}.${member}`, before: fingerprint(old[member]), after: fingerprint(now[member]) };
  }
  for (const [key, made] of after)
    if (!before.has(key) && key.startsWith("service "))
      return { what: "service made", before: "no such service", after: fingerprint(made) };
  return undefined;
}

/** Did a call stop the task? The scheduler stops tasks of services too. */
async function wasStopped(context: LawContext, cluster: string, arn: string): Promise<boolean> {
  const [task] = objectsIn(await context.output("DescribeTasks", { cluster, tasks: [arn] }), "tasks");
  return task !== undefined && textIn(task, "stopCode") === "UserInitiated";
}

/** The description of a revision, with its tags. */
export async function describedRevision(context: LawContext, taskDefinition: string): Promise<JsonObject | undefined> {
  const output = await context.output("DescribeTaskDefinition", { taskDefinition, include: ["TAGS"] });
  const definition = objectIn(output, "taskDefinition");
  return definition === undefined ? undefined : { ...definition, tags: ordered("tags", output?.tags ?? []) };
}
