import { get, values } from "../../../model/language/persistentMap.ts";
import { kindOf, nameOf, type ResourceKey } from "../../../model/language/resourceKey.ts";
import type { Cluster, Service, State, Task } from "../../../model/language/state.ts";
import { isDaemon } from "../../../model/services/daemon.ts";
import type { SymbolicRun } from "../../language/symbolicRun.ts";

/** The kinds of resources whose state classes guidance counts, with all their classes. */
export const stateClasses = {
  cluster: [
    "absent",
    "INACTIVE",
    "made again",
    "with container instances",
    "with draining services",
    "with services",
    "with tasks",
    "with providers",
    "empty",
  ],
  service: [
    "absent",
    "DRAINING",
    "INACTIVE",
    "EXTERNAL without task sets",
    "EXTERNAL with task sets",
    "CODE_DEPLOY",
    "DAEMON",
    "rollout failing",
    "rollout failed",
    "rolling out",
    "protected",
    "tasks exit",
    "made again",
    "scaled to zero",
    "steady",
  ],
  revision: ["absent", "DELETE_IN_PROGRESS", "INACTIVE", "in use", "older", "latest"],
  task: ["absent", "stopped", "protected", "of a deleted service", "of a service", "on an instance", "running"],
  containerInstance: ["absent", "INACTIVE", "DRAINING with tasks", "DRAINING", "with tasks", "idle"],
  capacityProvider: ["absent", "deleted", "updated", "in use", "unused"],
} as const;

export type ClassedKind = keyof typeof stateClasses;

export type StateClass<Kind extends ClassedKind> = (typeof stateClasses)[Kind][number];

/** The state class of a resource that a call names; undefined for kinds without classes. */
export function stateClassOf(run: SymbolicRun, key: ResourceKey): string | undefined {
  const name = nameOf(key);
  switch (kindOf(key)) {
    case "cluster":
      return ofCluster(run, name);
    case "service":
      return ofService(run, name);
    case "task":
      return ofTask(run, name);
    case "containerInstance":
      return ofInstance(run.state, name);
    case "capacityProvider":
      return ofProvider(run.state, name);
    case "family":
    case "setting":
      return undefined;
  }
}

/** The class of the revision that `f`, `f:1` or an ARN names. */
export function stateClassOfRevision({ state }: SymbolicRun, id: string): StateClass<"revision"> {
  const [family = "", number] = id.slice(id.lastIndexOf("/") + 1).split(":");
  const revisions = get(state.families, family)?.revisions ?? [];
  const latest = revisions.findLast(({ status }) => status === "ACTIVE");
  const named = number === undefined ? latest : revisions.find(({ revision }) => String(revision) === number);
  if (named === undefined) return "absent";
  if (named.status !== "ACTIVE") return named.status;
  const key = `${named.family}:${named.revision}`;
  if (servicesOf(state).some(({ status, taskDefinition }) => status === "ACTIVE" && taskDefinition === key))
    return "in use";
  return named === latest ? "latest" : "older";
}

const servicesOf = (state: State): Service[] => values(state.clusters).flatMap(({ services }) => values(services));

/** `c1/s1` → `c1` and `s1`. */
function within(state: State, name: string): readonly [Cluster | undefined, string] {
  const [home = "", own = ""] = name.split("/");
  return [get(state.clusters, home), own];
}

function ofCluster({ state }: SymbolicRun, name: string): StateClass<"cluster"> {
  const cluster = get(state.clusters, name);
  if (cluster === undefined) return "absent";
  if (cluster.status === "INACTIVE") return "INACTIVE";
  if (cluster.incarnation > 1) return "made again";
  if (values(cluster.containerInstances).some(({ status }) => status !== "INACTIVE")) return "with container instances";
  const services = values(cluster.services);
  if (services.some(({ status }) => status !== "ACTIVE")) return "with draining services";
  if (services.length > 0) return "with services";
  if (values(cluster.tasks).some(({ stopping }) => !stopping)) return "with tasks";
  return cluster.capacityProviders.length > 0 ? "with providers" : "empty";
}

/** A service as it was when the plan last waited for rest, unless it was created since. */
function restedService(run: SymbolicRun, { cluster, name, call }: Service): Service | undefined {
  const home = get(run.rested.clusters, cluster);
  const rested = home && get(home.services, name);
  return rested?.call === call ? rested : undefined;
}

function ofService(run: SymbolicRun, name: string): StateClass<"service"> {
  const [cluster, own] = within(run.state, name);
  const service = cluster && get(cluster.services, own);
  if (service === undefined) return "absent";
  const rested = restedService(run, service);
  if (service.status !== "ACTIVE") return rested !== undefined && rested.status !== "ACTIVE" ? "INACTIVE" : "DRAINING";
  if (service.controller === "EXTERNAL")
    return service.taskSets.length > 0 ? "EXTERNAL with task sets" : "EXTERNAL without task sets";
  if (service.controller === "CODE_DEPLOY") return "CODE_DEPLOY";
  if (isDaemon(service)) return "DAEMON";
  const primary = service.deployments.at(-1)?.id;
  const isRested = rested?.deployments.at(-1)?.id === primary;
  const fails = service.deploymentConfiguration.enable && service.knowledge.tasksExit;
  if (service.trips !== undefined || fails) return isRested ? "rollout failed" : "rollout failing";
  if (!isRested) return "rolling out";
  if (service.protectedTasks.length > 0) return "protected";
  if (service.knowledge.tasksExit) return "tasks exit";
  if (service.knowledge.reusesName) return "made again";
  return service.desiredCount === 0 ? "scaled to zero" : "steady";
}

function ofTask({ state }: SymbolicRun, name: string): StateClass<"task"> {
  const [cluster, id] = within(state, name);
  const task = cluster && get(cluster.tasks, id);
  if (cluster === undefined || task === undefined) return "absent";
  const service = task.service === undefined ? undefined : get(cluster.services, task.service);
  if (service !== undefined && service.status !== "ACTIVE") return "of a deleted service";
  if (task.stopping) return "stopped";
  if ((task.protection ?? { word: "none" }).word !== "none") return "protected";
  if (task.service !== undefined) return "of a service";
  return (task.placedOn ?? []).length > 0 ? "on an instance" : "running";
}

function ofInstance(state: State, name: string): StateClass<"containerInstance"> {
  const [cluster, id] = within(state, name);
  const instance = cluster && get(cluster.containerInstances, id);
  if (cluster === undefined || instance === undefined) return "absent";
  if (instance.status === "INACTIVE") return "INACTIVE";
  const isHere = ({ placedOn, stopping }: Task): boolean => !stopping && placedOn?.includes(id) === true;
  const holds = values(cluster.tasks).some(isHere);
  if (instance.status === "DRAINING") return holds ? "DRAINING with tasks" : "DRAINING";
  return holds ? "with tasks" : "idle";
}

function ofProvider(state: State, name: string): StateClass<"capacityProvider"> {
  const provider = get(state.capacityProviders, name);
  if (provider === undefined) return "absent";
  if (provider.gone || provider.ending !== undefined) return "deleted";
  const isUsed = values(state.clusters).some(
    ({ status, capacityProviders }) => status === "ACTIVE" && capacityProviders.includes(name),
  );
  if (isUsed) return "in use";
  return provider.updated ? "updated" : "unused";
}
