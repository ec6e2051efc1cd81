import type { ContainerDefinition, HealthCheck, PortMapping } from "@aws-sdk/client-ecs";
import { clientException } from "../errors.ts";
import { namePattern } from "../requests/identifiers.ts";
import type { Simulation } from "../simulation.ts";
import type { Wire } from "../wire.ts";

type Definition = Wire<ContainerDefinition>;

/** The containers of a new revision with their defaults (TD7). Refuses the first violation (TE17). */
export function newContainers(
  sim: Simulation,
  list: readonly Definition[] | undefined,
  networkMode: string,
): Definition[] {
  if (!list || list.length === 0) throw clientException("Container list cannot be empty.");
  if (list.length > 10) throw clientException("A task definition can have at most 10 containers.");
  const names = new Set<string>();
  for (const container of list) {
    requireNameAndImage(container);
    if (names.has(container.name as string))
      throw clientException("Container names must be unique within a task definition.");
    names.add(container.name as string);
    requireSettings(container);
  }
  sim.rule(requireEssential)(list);
  requireDependencies(list);
  return list.map((container) => withDefaults(container, networkMode));
}

/** TE6. */
export function requireEssential(list: readonly Definition[]): void {
  if (list.every((container) => container.essential === false)) {
    throw clientException("Task definition doesn't have any essential container.");
  }
}

/** TE2, TE3. */
function requireNameAndImage({ name, image }: Definition): void {
  if (!name) throw clientException("Container.name should not be null or empty.");
  if (!namePattern.test(name)) throw clientException("Container.name contains invalid characters.");
  if (!image) throw clientException("Container.image should not be null or empty.");
}

/** TD11. */
function requireSettings(container: Definition): void {
  const { name, cpu = 0, memory, memoryReservation, healthCheck, restartPolicy } = container;
  const invalid = (reason: string) => clientException(`Invalid setting for container '${name}'. ${reason}`);
  const outside = (value: number | undefined, least: number, most: number) =>
    value !== undefined && (value < least || value > most);
  if (cpu < 0) throw invalid("'cpu' must not be negative.");
  if (outside(memory, 4, Number.MAX_SAFE_INTEGER)) throw invalid("'memory' must be at least 4.");
  if (outside(memoryReservation, 4, memory ?? Number.MAX_SAFE_INTEGER)) {
    throw invalid("'memoryReservation' must be at least 4 and at most 'memory'.");
  }
  for (const { containerPort, hostPort } of container.portMappings ?? []) {
    if (outside(containerPort, 1, 65535) || outside(hostPort, 0, 65535)) throw invalid("A port is out of range.");
  }
  if (healthCheck) {
    if (!healthCheck.command?.length) throw invalid("'healthCheck.command' can not be empty.");
    if (outside(healthCheck.interval, 5, 300)) throw invalid("'healthCheck.interval' must be between 5 and 300.");
    if (outside(healthCheck.timeout, 2, 60)) throw invalid("'healthCheck.timeout' must be between 2 and 60.");
    if (outside(healthCheck.retries, 1, 10)) throw invalid("'healthCheck.retries' must be between 1 and 10.");
    if (outside(healthCheck.startPeriod, 0, 300)) throw invalid("'healthCheck.startPeriod' must be between 0 and 300.");
  }
  if (restartPolicy) {
    if (outside(restartPolicy.restartAttemptPeriod, 60, 1800)) {
      throw invalid("'restartPolicy.restartAttemptPeriod' must be between 60 and 1800.");
    }
    if ((restartPolicy.ignoredExitCodes?.length ?? 0) > 50) {
      throw invalid("'restartPolicy.ignoredExitCodes' can have at most 50 items.");
    }
  }
}

/** Dependencies name other containers, form no cycle, and never wait for the exit of an essential container (TE11). */
function requireDependencies(list: readonly Definition[]): void {
  const byName = new Map(list.map((container) => [container.name as string, container]));
  for (const { name, dependsOn } of list) {
    for (const { containerName, condition } of dependsOn ?? []) {
      const dependency = byName.get(containerName ?? "");
      if (!dependency)
        throw clientException(`Container '${name}' depends on '${containerName}', which does not exist.`);
      if ((condition === "SUCCESS" || condition === "COMPLETE") && dependency.essential !== false) {
        throw clientException(
          "A dependency container with SUCCESS or COMPLETE condition cannot be an essential container",
        );
      }
      if (condition === "HEALTHY" && !dependency.healthCheck) {
        throw clientException("A dependency container with HEALTHY condition must have a health check");
      }
    }
  }
  const done = new Set<string>();
  const visit = (name: string, path: readonly string[]): void => {
    if (path.includes(name)) throw clientException("Cycle detected in container dependencies.");
    if (done.has(name)) return;
    for (const { containerName } of byName.get(name)?.dependsOn ?? []) visit(containerName ?? "", [...path, name]);
    done.add(name);
  };
  for (const name of byName.keys()) visit(name, []);
}

/** TD7. */
function withDefaults(container: Definition, networkMode: string): Definition {
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

/** TE13. */
function portWithDefaults(mapping: PortMapping, networkMode: string): PortMapping {
  const { containerPort, hostPort } = mapping;
  if (networkMode === "awsvpc" && hostPort !== undefined && hostPort !== containerPort) {
    throw clientException("When networkMode=awsvpc, the host ports and container ports in port mappings must match.");
  }
  const shared = networkMode === "awsvpc" || networkMode === "host";
  return { ...mapping, hostPort: hostPort ?? (shared ? containerPort : 0), protocol: mapping.protocol ?? "tcp" };
}

function healthCheckWithDefaults(healthCheck: HealthCheck): HealthCheck {
  return { interval: 30, timeout: 5, retries: 3, ...healthCheck };
}
