import type { ContainerDefinition } from "@aws-sdk/client-ecs";
import { clientException, invalidParameter } from "../errors.ts";
import type { Simulation } from "../simulation.ts";
import type { Wire } from "../wire.ts";

type Containers = readonly Wire<ContainerDefinition>[];

/** CPU units as a string, converted from vCPU (TD9, TE10); what is no size at all is another error type. */
export function newCpu(value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  const cpu = normalized(value, "vcpu");
  if (cpu === undefined) throw invalidParameter("Invalid 'cpu' setting for task.");
  return cpu;
}

/** MiB as a string, converted from GB (TD9, TE10). */
export function newMemory(value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  const memory = normalized(value, "gb");
  if (memory === undefined) throw clientException("Invalid 'memory' setting for task.");
  return memory;
}

function normalized(value: string, thousand: "vcpu" | "gb"): string | undefined {
  const [, number, unit] = /^\s*(\d*\.?\d+)\s*(vcpu|gb)?\s*$/i.exec(value) ?? [];
  if (number === undefined || (unit !== undefined && unit.toLowerCase() !== thousand)) return undefined;
  const amount = Number(number) * (unit === undefined ? 1 : 1024);
  return Number.isInteger(amount) && amount > 0 ? String(amount) : undefined;
}

/** TE5: memory of the task, or of each container. */
export function requireMemory(containers: Containers, memory: string | undefined): void {
  if (memory !== undefined) return;
  const bare = containers.find((each) => each.memory === undefined && each.memoryReservation === undefined);
  if (!bare) return;
  throw clientException(
    `Invalid setting for container '${bare.name}'. At least one of 'memory' or 'memoryReservation' must be specified.`,
  );
}

/** TD10, TE20, TE21: the containers fit into the task. */
export function requireRoom(
  sim: Simulation,
  containers: Containers,
  cpu: string | undefined,
  memory: string | undefined,
): void {
  if (cpu !== undefined && (Number(cpu) < 128 || Number(cpu) > 196_608)) {
    throw clientException("Invalid 'cpu' setting for task.");
  }
  if (cpu !== undefined) sim.rule(requireCpuSum)(containers, Number(cpu));
  for (const container of containers) {
    if (memory !== undefined && (container.memory ?? 0) > Number(memory)) {
      throw clientException(`The 'memory' setting for container '${container.name}' is greater than for the task`);
    }
  }
}

/** TE20. */
export function requireCpuSum(containers: Containers, cpu: number): void {
  const sum = containers.reduce((before, container) => before + (container.cpu ?? 0), 0);
  if (sum <= cpu) return;
  throw clientException("The sum of all container 'cpu' values cannot be greater than the value of the task 'cpu'.");
}
