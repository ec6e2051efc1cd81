import type { NetworkBinding, Resource } from "@aws-sdk/client-ecs";
import type { TaskOverrides } from "../state/task.ts";
import type { Revision } from "../state/taskDefinition.ts";
import type { Wire } from "../wire.ts";

/** The resources of an instance: CPU units, MiB, reserved ports and GPUs. */
export interface Capacity {
  readonly cpu: number;
  readonly memory: number;
  /** As `80/tcp`. */
  readonly reservedPorts: readonly string[];
  readonly gpus: readonly string[];
}

/** The resources that a task holds on an instance until it is STOPPED. */
export interface Reservation {
  readonly cpu: number;
  readonly memory: number;
  readonly ports: readonly string[];
  readonly gpus: number;
  /** The port bindings by container. */
  readonly bindings: ReadonlyMap<string, readonly NetworkBinding[]>;
}

/** Reads `totalResources`; omitted resources are 0 or empty. */
export function readCapacity(resources: readonly Wire<Resource>[] | undefined): Capacity {
  const named = (name: string) => resources?.find((resource) => resource.name === name);
  const amount = (name: string) => {
    const { integerValue, longValue, doubleValue } = named(name) ?? {};
    return integerValue || longValue || doubleValue || 0;
  };
  const texts = (name: string) => named(name)?.stringSetValue ?? [];
  return {
    cpu: amount("CPU"),
    memory: amount("MEMORY"),
    reservedPorts: [...texts("PORTS").map((port) => `${port}/tcp`), ...texts("PORTS_UDP").map((port) => `${port}/udp`)],
    gpus: texts("GPU"),
  };
}

/** The remaining resources; for ports, the used ones are listed. */
export function showCapacity(capacity: Capacity, reservations: readonly (Reservation | undefined)[]) {
  const taken = [...capacity.reservedPorts, ...reservations.flatMap((reservation) => reservation?.ports ?? [])];
  const numbers = (protocol: string) =>
    taken.filter((port) => port.endsWith(`/${protocol}`)).map((port) => port.split("/")[0] as string);
  const gpusTaken = reservations.reduce((sum, reservation) => sum + (reservation?.gpus ?? 0), 0);
  return [
    integer("CPU", capacity.cpu - sumOf(reservations, "cpu")),
    integer("MEMORY", capacity.memory - sumOf(reservations, "memory")),
    strings("PORTS", numbers("tcp")),
    strings("PORTS_UDP", numbers("udp")),
    ...(capacity.gpus.length > 0 ? [strings("GPU", capacity.gpus.slice(gpusTaken))] : []),
  ];
}

export function sumOf(reservations: readonly (Reservation | undefined)[], member: "cpu" | "memory" | "gpus"): number {
  return reservations.reduce((sum, reservation) => sum + (reservation?.[member] ?? 0), 0);
}

function integer(name: string, integerValue: number) {
  return { name, type: "INTEGER", doubleValue: 0, longValue: 0, integerValue };
}

function strings(name: string, stringSetValue: readonly string[]) {
  return { name, type: "STRINGSET", doubleValue: 0, longValue: 0, integerValue: 0, stringSetValue };
}

/** The resources that a task needs: those of the task, otherwise the sum of its containers. */
export function needsOf(revision: Revision, overrides: TaskOverrides): Omit<Reservation, "bindings"> {
  const { content } = revision;
  let cpu = 0;
  let memory = 0;
  let gpus = 0;
  const ports: string[] = [];
  for (const definition of content.containerDefinitions) {
    const override = overrides.containerOverrides.find(({ name }) => name === definition.name);
    cpu += override?.cpu ?? definition.cpu ?? 0;
    memory +=
      (override?.memoryReservation ?? definition.memoryReservation) || (override?.memory ?? definition.memory) || 0;
    for (const { type, value } of override?.resourceRequirements ?? definition.resourceRequirements ?? []) {
      if (type === "GPU") gpus += Number(value);
    }
    if (!sharesHostPorts(content.networkMode)) continue;
    for (const { hostPort, protocol } of definition.portMappings ?? []) {
      if (hostPort) ports.push(`${hostPort}/${protocol ?? "tcp"}`);
    }
  }
  return {
    cpu: Number(overrides.cpu ?? content.cpu ?? cpu),
    memory: Number(overrides.memory ?? content.memory ?? memory),
    ports,
    gpus,
  };
}

/** The network modes bridge and host use ports of the host; a task with awsvpc has its own network interface. */
export function sharesHostPorts(networkMode: string | undefined): boolean {
  return networkMode === undefined || networkMode === "bridge" || networkMode === "host";
}
