import type { ContainerDefinition, HealthCheck, PortMapping } from "@aws-sdk/client-ecs";
import { clientException } from "../errors.ts";
import { namePattern } from "../requests/identifiers.ts";
import type { Simulation } from "../simulation.ts";
import type { Wire } from "../wire.ts";
import { requireSettings } from "./containerSettings.ts";
import { requireDependencies } from "./dependencies.ts";

type Definition = Wire<ContainerDefinition>;

/** TE2, TE3, TE6, TE19, TE49. */
export function requireContainers(sim: Simulation, list: readonly Definition[]): void {
  if (list.length > 10) throw clientException("A task definition can have at most 10 containers.");
  for (const container of list) {
    requireNameAndImage(container);
    requireSettings(sim, container);
  }
  sim.rule(requireDistinctNames)(list);
  sim.rule(requireEssential)(list);
  requireDependencies(sim, list);
}

/** TE1, TD32. */
export function requireAny(list: readonly Definition[] | undefined): readonly Definition[] {
  if (!list || list.length === 0) throw clientException("Container list cannot be empty.");
  return list;
}

/** TE19. */
export function requireDistinctNames(list: readonly Definition[]): void {
  if (new Set(list.map(({ name }) => name)).size < list.length) {
    throw clientException("Container names must be unique within a task definition");
  }
}

/** TE6. */
export function requireEssential(list: readonly Definition[]): void {
  if (list.every((container) => container.essential === false)) {
    throw clientException("Task definition doesn't have any essential container.");
  }
}

/** TE2, TE3, TE49. */
function requireNameAndImage({ name, image }: Definition): void {
  if (!name) throw clientException("Container.name should not be null or empty.");
  if (!namePattern.test(name)) throw clientException("Container.name contains invalid characters.");
  if (!image) throw clientException("Container.image should not be null or empty.");
  if (/[^\w\-:./#@]/.test(image)) throw clientException("Container.image contains invalid characters.");
}

/** TD7. */
export function withDefaults(container: Definition, networkMode: string): Definition {
  return {
    ...container,
    cpu: container.cpu ?? 0,
    essential: container.essential ?? true,
    portMappings: (container.portMappings ?? []).map((mapping) => portWithDefaults(mapping, networkMode)),
    environment: container.environment ?? [],
    mountPoints: container.mountPoints ?? [],
    volumesFrom: container.volumesFrom ?? [],
    systemControls: container.systemControls ?? [],
    ...(container.healthCheck && { healthCheck: healthCheckWithDefaults(container.healthCheck) }),
    ...(container.restartPolicy && { restartPolicy: { restartAttemptPeriod: 300, ...container.restartPolicy } }),
  };
}

function portWithDefaults(mapping: PortMapping, networkMode: string): PortMapping {
  const { containerPort, hostPort } = mapping;
  const shared = networkMode === "awsvpc" || networkMode === "host";
  return { ...mapping, hostPort: hostPort ?? (shared ? containerPort : 0), protocol: mapping.protocol ?? "tcp" };
}

function healthCheckWithDefaults(healthCheck: HealthCheck): HealthCheck {
  return { interval: 30, timeout: 5, retries: 3, ...healthCheck };
}
