import { produce } from "immer";
import { hole } from "./expectation.ts";
import { primaryOf } from "./service.ts";
import { get, put, values } from "./shelf.ts";
import type { Cluster, Service, State, Task } from "./state.ts";
import { runningIndex, stoppedIndex } from "./task.ts";

/**
 * What the target does by itself until it rests, for plans: every service has its tasks, every task that ends has
 * ended, every deleted service is drained. Tasks a scheduler starts get made-up ids, so that references can be
 * drawn to them before any server has chosen one.
 */
export const settle = (state: State): State =>
  produce(state, (draft) => {
    // What rests already is most of it, so it is read as it is and drafted only for a change.
    for (const cluster of values(state.clusters)) {
      if (!cluster.used) continue;
      const drafted = () => get(draft.clusters, cluster.name) as Cluster;
      for (const task of values(cluster.tasks)) if (task.service === undefined) runOn(task, drafted);
      for (const service of values(cluster.services)) schedule(cluster, service, drafted);
    }
  });

function runOn(task: Task, drafted: () => Cluster): void {
  const stopping = task.stopping || task.fate.kind === "exits" || task.fate.kind === "fails";
  move(task, drafted, { stopping, seen: stopping ? stoppedIndex : runningIndex });
}

function move(task: Task, drafted: () => Cluster, { stopping, seen }: Pick<Task, "stopping" | "seen">): void {
  if (task.stopping === stopping && task.seen === seen) return;
  put(drafted().tasks, task.id, { ...task, stopping, seen });
}

function schedule(cluster: Cluster, service: Service, drafted: () => Cluster): void {
  if (service.status !== "ACTIVE" && !service.drained)
    put(drafted().services, service.name, { ...service, drained: true });
  const mine = values(cluster.tasks).filter((task) => task.service === service.name);
  const live = mine.filter((task) => !task.stopping);
  const wanted = service.status === "ACTIVE" && !service.unsteady ? service.desiredCount : 0;
  for (const task of live.slice(wanted)) move(task, drafted, { stopping: true, seen: stoppedIndex });
  for (let made = live.length; made < wanted; made++)
    put(drafted().tasks, dreamt(service, mine.length + made), taskOf(cluster, service, mine.length + made));
}

const dreamt = (service: Service, index: number): string => hole("task", `${service.cluster}.${service.name}.${index}`);

/** A task as a service's scheduler starts it (row A5). */
const taskOf = (cluster: Cluster, service: Service, index: number): Task => ({
  ...discovered(cluster, dreamt(service, index)),
  service: service.name,
  startedBy: primaryOf(service).id,
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
  fate: { kind: "unknown" },
  seen: 0,
  shown: undefined,
  stopping: false,
  stopped: undefined,
  call: id,
});
