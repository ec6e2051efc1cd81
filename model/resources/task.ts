import { arn, inCluster } from "../language/arn.ts";
import {
  absent,
  among,
  any,
  at,
  type Expected,
  either,
  filled,
  type Mark,
  type Members,
  maybe,
  time,
  unordered,
  view,
} from "../language/expectation.ts";
import type { JsonObject } from "../language/json.ts";
import { withPresence } from "../language/members/withPresence.ts";
import { get, values } from "../language/persistentMap.ts";
import type { Cluster, Revision, Service, State, Task } from "../language/state.ts";
import type { Context } from "../language/step.ts";
import { containerInstanceArn } from "./containerInstance.ts";
import { revisionByKey } from "./definition.ts";
import { tagList } from "./tag.ts";

/** The life cycle of row LC1: forward only, states may be skipped. */
export const lifeCycle = [
  "PROVISIONING",
  "PENDING",
  "ACTIVATING",
  "RUNNING",
  "DEACTIVATING",
  "STOPPING",
  "DEPROVISIONING",
  "STOPPED",
] as const;

export const runningIndex = lifeCycle.indexOf("RUNNING");
export const stoppedIndex = lifeCycle.indexOf("STOPPED");

/** The key of a task in its cluster, from its id or ARN. */
export const taskId = (value: string, cluster: string, context: Context) => inCluster(value, "task", cluster, context);

export const taskArn = (task: Pick<Task, "cluster" | "id">): string => arn("task", `${task.cluster}/${task.id}`);

/** The statuses that must not change without a new version (row LC4). */
export const statusesOf = (view: JsonObject): string => `${view.lastStatus} with desiredStatus ${view.desiredStatus}`;

/** A task that a command started, and that runs until it is stopped. */
export const isSteady = (task: Task): boolean => task.service === undefined && task.lifetime.kind === "runs";

/** The services whose task it may be: any, of a task that no reply has shown the service of. */
export const mayRunIt = ({ services }: Cluster, { service }: Task): Service[] =>
  service === undefined ? [] : [...values(services)].filter(({ name }) => service === "?" || service === name);

/** A service's task that its scheduler must not stop, because it is protected (row TK15). */
export function isKept(cluster: Cluster, task: Task): boolean {
  if (task.keptByProtection !== true || task.service === undefined) return false;
  const service = get(cluster.services, task.service);
  return service?.status === "ACTIVE" && service.launchType === "FARGATE" && !service.knowledge.tasksEverExit;
}

/** Which reply shows a task: one with its tags, one without, or the one to StopTask, which may name no container. */
type Showing = "tagged" | "bare" | "stopping";

/** A task as replies show it (rows TK3, TK10, LC1–LC3). */
export function viewTask(state: State, cluster: Cluster, task: Task, context: Context, showing: Showing): Mark {
  const definition = revisionByKey(state, task.taskDefinition);
  const members: Record<string, Expected> = {
    taskArn: taskArn(task),
    clusterArn: arn("cluster", cluster.name),
    createdAt: time(`«time:created/${task.id}»`),
    version: { $: "within", least: task.shown?.version ?? 1, most: 1e9, clock: "immediate" },
    ...progressOf(cluster, task, context),
    ...origin(cluster, task),
  };
  const places = (task.placedOn ?? []).map((id) => containerInstanceArn({ cluster: cluster.name, id }));
  if (places[0] !== undefined) members.containerInstanceArn = places.length === 1 ? places[0] : either(...places);
  if (definition !== undefined && task.service === undefined) {
    members.taskDefinitionArn = arn("task-definition", task.taskDefinition);
    const containers = containersOf(task, definition, context);
    members.containers = showing === "stopping" ? either(containers, []) : containers;
    Object.assign(members, sizes(task, definition));
    if (task.enableExecuteCommand !== undefined)
      members.enableExecuteCommand = task.enableExecuteCommand || either(absent, false);
  }
  if (task.overrides?.containerOverrides !== undefined) {
    const containerOverrides = overridesOf(task);
    members.overrides = {
      containerOverrides: showing === "stopping" ? either(containerOverrides, []) : containerOverrides,
    };
  }
  // A stopped task still shows its tags (row TK28).
  if (task.service === undefined) members.tags = showing === "tagged" ? tagList(task.tags) : maybe([]);
  // ECS was recorded to leave out attributes in replies to StopTask, and to show no attachments there.
  withPresence("Task", members, {}, showing === "stopping" ? ["attributes", "attachments"] : []);
  return view("task", `${task.cluster}/${task.id}`, members as Members);
}

/** Status and stop reason: certain only when nothing except commands changes the task. */
function progressOf(cluster: Cluster, task: Task, context: Context): Record<string, Expected> {
  const steady = !task.stopping && (isSteady(task) || isKept(cluster, task));
  const last = steady ? runningIndex : stoppedIndex;
  const members: Record<string, Expected> = {
    lastStatus: among(lifeCycle.slice(Math.min(task.seen, last), last + 1)),
    desiredStatus: task.stopping ? "STOPPED" : steady ? "RUNNING" : among(["RUNNING", "STOPPED"]),
  };
  if (steady) members.stopCode = either(absent, "");
  if (task.stopped !== undefined && task.lifetime.kind === "runs" && task.service === undefined) {
    members.stopCode = "UserInitiated";
    members.stoppedReason = task.stopped.reason === undefined ? filled : task.stopped.reason;
  }
  if (task.untracked) return orphan(task, context);
  if (!context.rest || !context.tasks) return members;
  if (steady) members.lastStatus = at("converges", "RUNNING");
  else if (task.stopping) members.lastStatus = at("converges", "STOPPED");
  if (endsAlone(task)) {
    members.lastStatus = at("converges", "STOPPED");
    members.desiredStatus = at("converges", "STOPPED");
    members.stopCode = at(
      "converges",
      task.lifetime.kind === "exits" ? "EssentialContainerExited" : "TaskFailedToStart",
    );
  }
  return members;
}

/** A task whose instance was deregistered by force is no longer tracked, and STOPPED in the end (rows CI4, LC7). */
function orphan({ seen, lifetime }: Task, context: Context): Record<string, Expected> {
  const rested = context.rest && context.tasks;
  return {
    lastStatus: rested ? at("converges", "STOPPED") : among(lifeCycle.slice(seen)),
    desiredStatus: rested ? at("converges", "STOPPED") : among(["RUNNING", "STOPPED"]),
    stoppedReason: rested && lifetime.kind === "runs" ? maybe("Container instance deregistration forced by user") : any,
  };
}

/** A standalone task that ends by itself and was not stopped meanwhile. */
const endsAlone = (task: Task): boolean =>
  task.service === undefined &&
  task.stopped === undefined &&
  !task.untracked &&
  ["exits", "fails"].includes(task.lifetime.kind);

/** The service or command that started it (row A5). */
function origin(cluster: Cluster, task: Task): Record<string, Expected> {
  if (task.service === undefined)
    return {
      ...(task.group === undefined ? {} : { group: task.group }),
      startedBy: task.startedBy === undefined ? either(absent, "") : task.startedBy,
      ...(task.launchType === undefined ? {} : { launchType: task.launchType }),
    };
  const service = get(cluster.services, task.service);
  if (service === undefined) return {};
  const ids = service.deployments.map(({ id }) => id);
  return {
    group: `service:${service.name}`,
    ...(service.knowledge.tasksEverExit || service.knowledge.mayHaveUnknownTasks || service.controller !== "ECS"
      ? {}
      : { startedBy: either(...ids), taskDefinitionArn: either(...definitionsOf(service)) }),
  };
}

const definitionsOf = (service: Service): string[] => [
  ...new Set(service.deployments.map(({ taskDefinition }) => arn("task-definition", taskDefinition))),
];

function containersOf(task: Task, { definition }: Revision, context: Context): Expected {
  const ended = context.rest && context.tasks && endsAlone(task);
  const codes = task.lifetime.kind === "exits" ? task.lifetime.codes : {};
  return unordered(
    (definition.containerDefinitions ?? []).map(({ name = "", image = "" }) => ({
      name,
      image,
      taskArn: taskArn(task),
      ...(ended && codes[name] !== undefined ? { exitCode: at("converges", codes[name]) } : {}),
    })),
    "name",
  );
}

/** A container without overrides may be listed all the same. */
const untouched = { name: filled, command: either(absent, []), environment: either(absent, []) };

const overridesOf = (task: Task): Expected =>
  unordered(
    (task.overrides?.containerOverrides ?? []).map(({ name = "", command, environment }) => ({
      name,
      ...(command === undefined ? {} : { command: [...command] }),
      ...(environment === undefined
        ? {}
        : {
            environment: unordered(
              environment.map((each) => ({ name: each.name ?? "", value: each.value ?? "" })),
              "name",
            ),
          }),
    })),
    "name",
    { optional: [untouched, untouched, untouched] },
  );

const sizes = (task: Task, { definition }: Revision): Record<string, Expected> => {
  const cpu = task.overrides?.cpu ?? definition.cpu;
  const memory = task.overrides?.memory ?? definition.memory;
  return {
    ...(cpu !== undefined && /^\d+$/.test(cpu) ? { cpu } : {}),
    ...(memory !== undefined && /^\d+$/.test(memory) ? { memory } : {}),
  };
};
