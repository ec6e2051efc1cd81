import type { JsonObject } from "../../model/language/json.ts";
import { views } from "../../model/language/lookup.ts";
import { get, values } from "../../model/language/persistentMap.ts";
import { namesOf } from "../../model/language/resourceKey.ts";
import type { State } from "../../model/language/state.ts";
import type { Outcome } from "../../model/language/step.ts";
import { resourcesOf } from "../../model/operationFacts.ts";
import { containerInstanceArn } from "../../model/resources/containerInstance.ts";
import { taskArn } from "../../model/resources/task.ts";
import type { Look } from "./look.ts";

/** The looks at the container instances that a call named or showed, and at the lists they are in. */
export function looksAtInstances(
  operation: string,
  input: JsonObject,
  outcome: Outcome | undefined,
  turn: number,
): Look[] {
  const shown = outcome?.result.kind === "accepted" ? [...views(outcome.result.output)] : [];
  const names = new Set([
    ...namesOf(resourcesOf(operation, input), "containerInstance"),
    ...shown.filter(({ kind }) => kind === "containerInstance").map(({ name }) => name),
  ]);
  const clusters = new Map<string, string[]>();
  for (const name of names) {
    const [cluster = "", id = ""] = name.split("/");
    clusters.set(cluster, [...(clusters.get(cluster) ?? []), id]);
  }
  return [...clusters].flatMap(([cluster, ids]) => [
    describe(cluster, ids.slice(0, mostDescribed), turn),
    list(cluster, turn),
    ...(outcome !== undefined && moving.has(operation) ? looksAtTasksOn(outcome.state, cluster, new Set(ids)) : []),
  ]);
}

/** These calls may affect the tasks on an instance too (rows CI3, CI4). */
const moving = new Set(["UpdateContainerInstancesState", "DeregisterContainerInstance"]);

function looksAtTasksOn(state: State, cluster: string, instances: ReadonlySet<string>): Look[] {
  const tasks = values(get(state.clusters, cluster)?.tasks ?? {})
    .filter(({ placedOn = [] }) => placedOn.some((id) => instances.has(id)))
    .map(taskArn);
  return tasks.length === 0
    ? []
    : [{ operation: "DescribeTasks", input: { cluster, tasks: tasks.slice(0, mostDescribed) } }];
}

/** Every container instance the run registered, for the comparison at rest. */
export function looksAtAllInstances(state: State, turnOf: (name: string) => number): Look[] {
  return [...values(state.clusters)]
    .filter(({ status }) => status === "ACTIVE")
    .flatMap(({ name, containerInstances }) => {
      const ids = [...values(containerInstances)].map(({ id }) => id);
      if (ids.length === 0) return [];
      return [describe(name, ids.slice(0, mostDescribed), turnOf(name)), list(name, turnOf(name))];
    });
}

/** The limit of DescribeContainerInstances and DescribeTasks (rows CI5, TK12). */
export const mostDescribed = 100;

const describe = (cluster: string, ids: readonly string[], turn: number): Look => ({
  operation: "DescribeContainerInstances",
  input: {
    cluster,
    containerInstances: ids.map((id) => (turn % 2 === 0 ? containerInstanceArn({ cluster, id }) : id)),
    ...(turn % 5 === 1 ? {} : { include: ["TAGS"] }),
  },
});

const list = (cluster: string, turn: number): Look => ({
  operation: "ListContainerInstances",
  input: {
    cluster,
    ...(turn % 3 === 0 ? {} : { maxResults: turn % 3 }),
    ...(turn % 7 === 2 ? { status: "DRAINING" } : {}),
  },
});
