import { produce } from "immer";
import { placeholder } from "../language/expectation.ts";
import { get, put, values } from "../language/persistentMap.ts";
import type { Cluster, Service, State, Task } from "../language/state.ts";
import { freeCapacityFor, needOf, usageOf } from "../placement/freeCapacity.ts";
import { revisionByKey } from "../resources/definition.ts";
import { runningIndex, stoppedIndex } from "../resources/task.ts";
import { primaryOf } from "../services/service.ts";
import { computedDesiredCount } from "../services/taskSet.ts";

/**
 * Predicts the quiescent state while plans are generated: every service has its tasks, every task that ends has ended,
 * and every deleted service is drained. Tasks that a scheduler starts get predicted ids, so that commands can refer to
 * them.
 */
export const quiesce = (state: State): State =>
  produce(state, (draft) => {
    // Most resources are at rest already, so they are only read, and drafted only for a change.
    for (const provider of values(state.capacityProviders)) {
      const gone = provider.ending === "deleted";
      if (provider.gone !== gone || provider.before.length > 0)
        put(draft.capacityProviders, provider.name, { ...provider, gone, before: [] });
    }
    for (const cluster of values(state.clusters)) {
      const drafted = () => get(draft.clusters, cluster.name) as Cluster;
      if (cluster.attaching) drafted().attaching = false;
      for (const service of values(cluster.services)) nameHistory(service, drafted);
      if (!cluster.used) continue;
      const tasks = values(cluster.tasks);
      for (const task of tasks) if (task.service === undefined) runOn(task, drafted);
      if (tasks.some(isBetween)) assignInstances(draft, drafted());
      for (const service of values(cluster.services)) schedule(cluster, service, drafted);
    }
  });

function runOn(task: Task, drafted: () => Cluster): void {
  const stopping = task.stopping || task.lifetime.kind === "exits" || task.lifetime.kind === "fails";
  move(task, drafted, { stopping, seen: stopping ? stoppedIndex : runningIndex });
}

function move(task: Task, drafted: () => Cluster, { stopping, seen }: Pick<Task, "stopping" | "seen">): void {
  if (task.stopping === stopping && task.seen === seen) return;
  Object.assign(get(drafted().tasks, task.id) as Task, { stopping, seen });
}

function nameHistory({ name, history }: Service, drafted: () => Cluster): void {
  if (history.every(({ named }) => named)) return;
  for (const each of (get(drafted().services, name) as Service).history) each.named = true;
}

/** It is unknown on which of several instances it is. */
const isBetween = ({ placedOn = [] }: Task): boolean => placedOn.length > 1;

/** Assigns each task to the first of its possible instances with enough resources. */
function assignInstances(state: State, cluster: Cluster): void {
  for (const task of values(cluster.tasks).filter(isBetween)) {
    const revision = revisionByKey(state, task.taskDefinition);
    const chosen = task.placedOn?.find((id) => {
      const instance = get(cluster.containerInstances, id);
      if (instance === undefined || revision === undefined) return false;
      const need = needOf(revision.definition, task.overrides);
      return freeCapacityFor(instance, usageOf(state, cluster, instance), need, 1).most > 0;
    });
    task.placedOn = [chosen ?? task.placedOn?.[0] ?? ""];
  }
}

function schedule(cluster: Cluster, service: Service, drafted: () => Cluster): void {
  if (service.status !== "ACTIVE" && !service.knowledge.drained)
    (get(drafted().services, service.name) as Service).knowledge.drained = true;
  const mine = values(cluster.tasks).filter((task) => task.service === service.name);
  const live = mine.filter((task) => !task.stopping);
  const wanted = service.status === "ACTIVE" && !service.knowledge.tasksExit ? wantedBy(service) : 0;
  for (const task of live.slice(wanted)) move(task, drafted, { stopping: true, seen: stoppedIndex });
  for (let made = live.length; made < wanted; made++)
    put(drafted().tasks, predictedTaskId(service, mine.length + made), taskOf(cluster, service, mine.length + made));
}

/** The desired count of its deployment, or of its task sets together (row TS3). */
const wantedBy = (service: Service): number =>
  service.controller === "EXTERNAL"
    ? service.taskSets.reduce((sum, set) => sum + computedDesiredCount(service, set), 0)
    : service.desiredCount;

const predictedTaskId = (service: Service, index: number): string =>
  placeholder("task", `${service.cluster}.${service.name}.${index}`);

/** A task as a service's scheduler starts it (row A5). */
const taskOf = (cluster: Cluster, service: Service, index: number): Task => ({
  ...discovered(cluster, predictedTaskId(service, index)),
  service: service.name,
  ...(service.controller === "ECS" && { startedBy: primaryOf(service).id }),
  taskDefinition: service.taskDefinition,
  seen: runningIndex,
});

/** A task that no command started: only its id is known. */
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
  untracked: false,
  lifetime: { kind: "unknown" },
  seen: 0,
  shown: undefined,
  stopping: false,
  stopped: undefined,
  call: id,
});
