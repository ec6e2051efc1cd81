import { produce } from "immer";
import { revisionByKey } from "./definition.ts";
import { hole } from "./expectation.ts";
import { needOf, roomFor, usageOf } from "./room.ts";
import { primaryOf } from "./service.ts";
import { get, put, values } from "./shelf.ts";
import type { Cluster, Service, State, Task } from "./state.ts";
import { runningIndex, stoppedIndex } from "./task.ts";
import { computedDesiredCount } from "./taskSet.ts";

/**
 * What the target does by itself until it rests, for plans: every service has its tasks, every task that ends has
 * ended, every deleted service is drained. Tasks a scheduler starts get made-up ids, so that references can be
 * drawn to them before any server has chosen one.
 */
export const settle = (state: State): State =>
  produce(state, (draft) => {
    for (const provider of values(draft.capacityProviders)) {
      provider.gone = provider.ending === "deleted";
      provider.before = [];
    }
    for (const cluster of values(draft.clusters)) {
      cluster.attaching = false;
      for (const service of values(cluster.services)) for (const each of service.history) each.named = true;
      if (!cluster.used) continue;
      for (const task of values(cluster.tasks)) if (task.service === undefined) runOn(task);
      for (const task of values(cluster.tasks)) if ((task.placedOn?.length ?? 0) > 1) settleDown(draft, cluster, task);
      for (const service of values(cluster.services)) schedule(cluster, service);
    }
  });

function runOn(task: Task): void {
  if (task.fate.kind === "exits" || task.fate.kind === "fails") task.stopping = true;
  task.seen = task.stopping ? stoppedIndex : runningIndex;
}

/** Of the instances it may be on, the first that has room. */
function settleDown(state: State, cluster: Cluster, task: Task): void {
  const revision = revisionByKey(state, task.taskDefinition);
  const chosen = task.placedOn?.find((id) => {
    const instance = get(cluster.containerInstances, id);
    if (instance === undefined || revision === undefined) return false;
    return (
      roomFor(instance, usageOf(state, cluster, instance), needOf(revision.definition, task.overrides), 1).most > 0
    );
  });
  task.placedOn = [chosen ?? task.placedOn?.[0] ?? ""];
}

function schedule(cluster: Cluster, service: Service): void {
  if (service.status !== "ACTIVE") service.drained = true;
  const mine = [...values(cluster.tasks)].filter((task) => task.service === service.name);
  const live = mine.filter((task) => !task.stopping);
  const wanted = service.status === "ACTIVE" && !service.unsteady ? wantedBy(service) : 0;
  for (const task of live.slice(wanted)) {
    task.stopping = true;
    task.seen = stoppedIndex;
  }
  for (let made = live.length; made < wanted; made++)
    put(cluster.tasks, dreamt(service, mine.length + made), taskOf(cluster, service, mine.length + made));
}

/** What its deployment wants, or its task sets together (row TS3). */
const wantedBy = (service: Service): number =>
  service.controller === "ECS"
    ? service.desiredCount
    : service.taskSets.reduce((sum, set) => sum + computedDesiredCount(service, set), 0);

const dreamt = (service: Service, index: number): string => hole("task", `${service.cluster}.${service.name}.${index}`);

/** A task as a service's scheduler starts it (row A5). */
const taskOf = (cluster: Cluster, service: Service, index: number): Task => ({
  ...discovered(cluster, dreamt(service, index)),
  service: service.name,
  ...(service.controller === "ECS" && { startedBy: primaryOf(service).id }),
  taskDefinition: service.taskDefinition,
  seen: runningIndex,
});

/** A task nobody's command started: only its id is known. */
export const discovered = (cluster: Cluster, id: string): Task => ({
  id,
  cluster: cluster.name,
  taskDefinition: "",
  service: "?",
  group: undefined,
  startedBy: undefined,
  launchType: undefined,
  overrides: undefined,
  cpu: undefined,
  memory: undefined,
  tags: [],
  placedOn: undefined,
  orphaned: false,
  fate: { kind: "unknown" },
  seen: 0,
  stopping: false,
  stopped: undefined,
  call: id,
});
