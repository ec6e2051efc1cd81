import { get, values } from "../../model/language/persistentMap.ts";
import type { Cluster, State } from "../../model/language/state.ts";
import type { Oracle } from "../judge/oracle.ts";

/** An id that the server would have chosen, with the path before it: `task/c1/«task:3.0»`. */
const chosen = /«(task|containerInstance|taskSet|serviceDeployment|serviceRevision):[^»]*»/;

type Chosen = "task" | "containerInstance" | "taskSet" | "serviceDeployment" | "serviceRevision";

/**
 * What stands for a value that the model predicted and no reply has. A name stands for itself, whether the server has
 * the resource or not. An id of a task or container instance is replaced by one that the run knows, in the same cluster
 * if possible, but not by one that `named` contains; any other id by one that nothing has. Which deployment has which id
 * depends on the order in which a server lists them, so nothing has the id of a deployment or revision either.
 */
export function standInFor(predicted: string, oracle: Oracle, named: readonly string[] = []): string | undefined {
  const [hole = "", kind] = chosen.exec(predicted) ?? [];
  const isOfHistory = kind === "serviceDeployment" || kind === "serviceRevision";
  if (kind === undefined || (!isOfHistory && oracle.literal(hole) !== undefined)) return predicted;
  const [, home = ""] = /\/([^/]+)\/[^/]*$/.exec(predicted) ?? [];
  for (const cluster of clustersFrom(oracle.state, home)) {
    const id = idsIn(cluster, kind as Chosen).find(
      (each) => oracle.literal(each) !== undefined && !named.some((text) => text.endsWith(each)),
    );
    if (id !== undefined) return predicted.replace(`${home}/${hole}`, `${cluster.name}/${id}`).replace(hole, id);
  }
  return predicted.replace(hole, nobodys[kind as Chosen]);
}

/** The cluster with the name first. */
function clustersFrom({ clusters }: State, home: string): Cluster[] {
  const own = get(clusters, home);
  const others = [...values(clusters)].filter(({ name }) => name !== home);
  return own === undefined ? others : [own, ...others];
}

function idsIn(cluster: Cluster, kind: Chosen): string[] {
  if (kind === "task") return [...values(cluster.tasks)].map(({ id }) => id);
  if (kind === "containerInstance") return [...values(cluster.containerInstances)].map(({ id }) => id);
  return [];
}

/** Ids that nothing has. */
const nobodys: Readonly<Record<Chosen, string>> = {
  task: "00112233445566778899aabbccddeeff",
  containerInstance: "00112233445566778899aabbccddeeff",
  taskSet: "0123456789012345678",
  serviceDeployment: "NobodysDeployment0123",
  serviceRevision: "0123456789012345678",
};
