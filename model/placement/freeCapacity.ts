import type * as ecs from "@aws-sdk/client-ecs";
import { values } from "../language/persistentMap.ts";
import { cpuUnits, mebibytes } from "../language/size.ts";
import type { Cluster, ContainerInstance, Service, State, Task, TaskSet } from "../language/state.ts";
import { revisionByKey } from "../resources/definition.ts";
import { isSteady, stoppedIndex } from "../resources/task.ts";
import { isPredefined } from "./capacity.ts";
import { usesNoFixedCapacity } from "./placement.ts";

/** CPU units and MiB. */
interface Size {
  readonly cpu: number;
  readonly memory: number;
}

/**
 * The resources that a task takes on its instance. Whether its own size counts or the sum of its containers is
 * unspecified.
 */
export interface Need {
  readonly least: Size;
  readonly most: Size;
  /** Ports of the host: `tcp/80`. */
  readonly ports: readonly string[];
}

/** The resources of a task with this definition: for each container its reservation, otherwise its limit. */
export function needOf(definition: ecs.RegisterTaskDefinitionRequest, overrides?: ecs.TaskOverride): Need {
  const containers = (definition.containerDefinitions ?? []).map((container) => ({
    ...container,
    ...given(overrides?.containerOverrides?.find(({ name }) => name === container.name)),
  }));
  const sum = {
    cpu: containers.reduce((total, { cpu = 0 }) => total + cpu, 0),
    memory: containers.reduce((total, each) => total + (each.memoryReservation ?? each.memory ?? 0), 0),
  };
  const own = {
    cpu: cpuUnits(overrides?.cpu ?? definition.cpu ?? "") ?? sum.cpu,
    memory: mebibytes(overrides?.memory ?? definition.memory ?? "") ?? sum.memory,
  };
  return {
    least: { cpu: Math.min(sum.cpu, own.cpu), memory: Math.min(sum.memory, own.memory) },
    most: { cpu: Math.max(sum.cpu, own.cpu), memory: Math.max(sum.memory, own.memory) },
    ports: containers.flatMap(({ portMappings }) => hostPorts(definition.networkMode, portMappings ?? [])),
  };
}

const given = (override: ecs.ContainerOverride | undefined): Partial<ecs.ContainerDefinition> => ({
  ...(override?.cpu === undefined ? {} : { cpu: override.cpu }),
  ...(override?.memory === undefined ? {} : { memory: override.memory }),
  ...(override?.memoryReservation === undefined ? {} : { memoryReservation: override.memoryReservation }),
});

/** Fixed ports of the host: in host mode the container's own; the host chooses a port for 0 (row TD7). */
function hostPorts(networkMode: string | undefined, mappings: readonly ecs.PortMapping[]): string[] {
  if (networkMode === "awsvpc" || networkMode === "none") return [];
  return mappings.flatMap(({ containerPort, hostPort, protocol = "tcp" }) => {
    const port = networkMode === "host" ? hostPort || containerPort : hostPort;
    return port ? [`${protocol}/${port}`] : [];
  });
}

/** The resources that the tasks on an instance take. */
interface Taken {
  readonly size: Size;
  readonly ports: ReadonlySet<string>;
  readonly count: number;
}

/** The resources that are certainly taken, those that may be, and whether tasks with unknown ids may take some too. */
export interface Usage {
  readonly sure: Taken;
  readonly possible: Taken;
  readonly open: boolean;
}

export function usageOf(state: State, cluster: Cluster, { id }: Pick<ContainerInstance, "id">): Usage {
  const tasks = [...values(cluster.tasks)].filter((task) => task.placedOn?.includes(id));
  const sure = tasks.filter((task) => task.placedOn?.length === 1 && isSurelyThere(task));
  const possible = tasks.filter(isPerhapsThere);
  return { sure: taken(state, sure, "least"), possible: taken(state, possible, "most"), open: mayHoldOthers(cluster) };
}

/** The task holds its resources until it is stopped. */
export const isSurelyThere = (task: Task): boolean => isSteady(task) && !task.stopping;

/** A task holds its resources until it is STOPPED. */
export const isPerhapsThere = (task: Task): boolean => task.seen < stoppedIndex && !task.untracked;

function taken(state: State, tasks: readonly Task[], side: "least" | "most"): Taken {
  const needs = tasks.flatMap((task) => {
    const revision = revisionByKey(state, task.taskDefinition);
    return revision === undefined ? [] : [needOf(revision.definition, task.overrides)];
  });
  return {
    size: {
      cpu: needs.reduce((sum, need) => sum + need[side].cpu, 0),
      memory: needs.reduce((sum, need) => sum + need[side].memory, 0),
    },
    ports: new Set(needs.flatMap(({ ports }) => ports)),
    count: tasks.length,
  };
}

/** Services place their tasks by themselves: where, and how many so far, is not predicted. */
const mayHoldOthers = (cluster: Cluster): boolean => [...values(cluster.services)].some(mayUseInstances);

export const mayUseInstances = (service: Service): boolean =>
  (service.knowledge.everWanted || service.knowledge.reusesName) &&
  (service.status === "ACTIVE" || !service.knowledge.drained) &&
  [service, ...service.taskSets].some(goesToInstances);

const goesToInstances = ({ launchType, capacityProviderStrategy }: Service | TaskSet): boolean =>
  usesNoFixedCapacity(launchType, capacityProviderStrategy) ||
  capacityProviderStrategy.some(({ capacityProvider }) => !isPredefined(capacityProvider ?? ""));

/** How many more tasks of a kind fit, at least and at most, and which reasons may be reported for the others. */
export interface FreeCapacity {
  readonly least: number;
  readonly most: number;
  readonly reasons: readonly string[];
}

/** How many of up to `wanted` tasks fit on the instance (row TK7). */
export function freeCapacityFor(instance: ContainerInstance, usage: Usage, need: Need, wanted: number): FreeCapacity {
  const { resources } = instance;
  if (resources === undefined) return { least: 0, most: wanted, reasons: [...Object.values(short)] };
  const { sure, possible, open } = usage;
  const most = { cpu: resources.cpu - sure.size.cpu, memory: resources.memory - sure.size.memory };
  const least = open
    ? { cpu: 0, memory: 0 }
    : { cpu: resources.cpu - possible.size.cpu, memory: resources.memory - possible.size.memory };
  const ports = freePorts(resources, usage, need, wanted);
  const leastBy = {
    cpu: copies(least.cpu, need.most.cpu, wanted),
    memory: copies(least.memory, need.most.memory, wanted),
    ports: ports.least,
  };
  return {
    least: Math.min(...Object.values(leastBy)),
    most: Math.min(
      copies(most.cpu, need.least.cpu, wanted),
      copies(most.memory, need.least.memory, wanted),
      ports.most,
    ),
    reasons: (["cpu", "memory", "ports"] as const).filter((what) => leastBy[what] < wanted).map((what) => short[what]),
  };
}

const short = { cpu: "RESOURCE:CPU", memory: "RESOURCE:MEMORY", ports: "RESOURCE:PORTS" } as const;

const copies = (free: number, each: number, wanted: number): number =>
  each === 0 ? wanted : Math.max(0, Math.min(wanted, Math.floor(free / each)));

function freePorts(
  resources: NonNullable<ContainerInstance["resources"]>,
  { sure, possible, open }: Usage,
  { ports }: Need,
  wanted: number,
): { least: number; most: number } {
  if (ports.length === 0) return { least: wanted, most: wanted };
  const reserved = new Set([
    ...resources.ports.map((port) => `tcp/${port}`),
    ...resources.udpPorts.map((port) => `udp/${port}`),
  ]);
  const clash = (taken: ReadonlySet<string>): boolean => ports.some((port) => reserved.has(port) || taken.has(port));
  return {
    least: open || clash(possible.ports) ? 0 : Math.min(1, wanted),
    most: clash(sure.ports) ? 0 : Math.min(1, wanted),
  };
}
