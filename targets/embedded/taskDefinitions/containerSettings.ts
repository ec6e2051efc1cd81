import type { ContainerDefinition, HealthCheck } from "@aws-sdk/client-ecs";
import { clientException } from "../errors.ts";
import type { Simulation } from "../simulation.ts";
import type { Wire } from "../wire.ts";

type Definition = Wire<ContainerDefinition>;

/** What one container asks for by itself (TD11, TE22, TE41, TE46–TE48, TE52). */
export function requireSettings(sim: Simulation, container: Definition): void {
  const { name = "", cpu = 0, memory, healthCheck, restartPolicy } = container;
  if (cpu < 0) throw invalid(name, "'cpu' must not be negative.");
  if (isOutside(memory, 4, Number.MAX_SAFE_INTEGER)) throw invalid(name, "'memory' must be at least 4.");
  sim.rule(requireReservation)(container);
  for (const { containerPort, hostPort } of container.portMappings ?? []) {
    if (isOutside(containerPort, 1, 65535) || isOutside(hostPort, 0, 65535)) {
      throw invalid(name, "A port is out of range.");
    }
  }
  if (healthCheck) requireHealthCheck(name, healthCheck);
  if (isOutside(restartPolicy?.restartAttemptPeriod, 60, 1800)) {
    throw clientException(`The 'restartAttemptPeriod' setting for container '${name}' must be between 60 and 1800.`);
  }
  if ((restartPolicy?.ignoredExitCodes?.length ?? 0) > 50) {
    throw invalid(name, "'restartPolicy.ignoredExitCodes' can have at most 50 items.");
  }
  sim.rule(requireTimeouts)(container);
  for (const { name: ulimit, softLimit = 0, hardLimit = 0 } of container.ulimits ?? []) {
    if (softLimit > hardLimit) throw clientException(`Soft limit exceeds hard limit for ulimit ${ulimit}`);
  }
  requireEnvironmentFiles(container);
}

const invalid = (name: string, reason: string) => clientException(`Invalid setting for container '${name}'. ${reason}`);

const isOutside = (value: number | undefined, least: number, most: number): boolean =>
  value !== undefined && (value < least || value > most);

/** TE22. */
export function requireReservation({ name = "", memory, memoryReservation }: Definition): void {
  if (isOutside(memoryReservation, 4, Number.MAX_SAFE_INTEGER)) {
    throw invalid(name, "'memoryReservation' must be at least 4.");
  }
  if (memory !== undefined && memoryReservation !== undefined && memoryReservation > memory) {
    throw invalid(name, "'memory' must be greater than or equal to 'memoryReservation'.");
  }
}

/** TD11, TE47. */
function requireHealthCheck(name: string, check: Wire<HealthCheck>): void {
  if (!check.command?.length) throw invalid(name, "'healthCheck.command' can not be empty.");
  const limits = [
    ["interval", check.interval, 5, 300],
    ["timeout", check.timeout, 2, 60],
    ["retries", check.retries, 1, 10],
    ["startPeriod", check.startPeriod, 0, 300],
  ] as const;
  for (const [label, value, least, most] of limits) {
    if (value === undefined) continue;
    if (value > most) {
      const bound = `less than or equal to the maximum allowed value ${most}`;
      throw clientException(`Health check ${label} must be ${bound} for container '${name}'`);
    }
    if (value < least) {
      const bound = `greater than or equal to the minimum allowed value ${least}`;
      throw clientException(`Health check ${label} must be ${bound} for container '${name}'`);
    }
  }
}

/** TE52: on every launch type. */
export function requireTimeouts({ name, startTimeout = 2, stopTimeout = 2 }: Definition): void {
  const short = startTimeout < 2 ? "start" : stopTimeout < 2 ? "stop" : undefined;
  if (short) throw clientException(`Granular ${short} timeout on container '${name}' must be at least 2 seconds.`);
}

/** TE46. */
function requireEnvironmentFiles({ environmentFiles = [] }: Definition): void {
  if (environmentFiles.length > 10) {
    throw clientException("The maximum number of environment files was exceeded. Specify ten or less and try again.");
  }
  if (environmentFiles.some(({ value }) => !value?.startsWith("arn:"))) throw clientException("Invalid arn syntax.");
}
