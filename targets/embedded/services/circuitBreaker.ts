import type { ThresholdConfiguration } from "@aws-sdk/client-ecs";
import type { Simulation } from "../simulation.ts";
import type { Deployment, Service } from "../state/service.ts";
import type { Wire } from "../wire.ts";
import { primaryOf } from "./deployments.ts";
import { writeEvent } from "./events.ts";
import { rollBack } from "./rollback.ts";
import { currentServiceDeployment, isTerminal, noteFailure } from "./serviceDeployments.ts";

export const leastThreshold = 3;

/** Counts a failed task, and fails the deployment when too many have failed in a row (DP7, DP8). */
export function countFailure(sim: Simulation, service: Service, deployment: Deployment): void {
  deployment.failedTasks += 1;
  deployment.updatedAt = sim.clock.now;
  const history = currentServiceDeployment(service);
  if (history?.target === deployment.serviceRevision && !history.tripped && !isTerminal(history)) {
    history.failedTasks = deployment.failedTasks;
  }
  if (!sim.rule(isBreakerEnabled)(service)) return;
  if (service.status !== "ACTIVE" || deployment !== primaryOf(service) || deployment.rolloutState !== "IN_PROGRESS")
    return;
  if (deployment.failedTasks < sim.rule(breakerThreshold)(service)) return;
  deployment.rolloutState = "FAILED";
  if (history) history.tripped = true;
  deployment.rolloutStateReason = "ECS deployment circuit breaker: tasks failed to start.";
  writeEvent(sim, service, `(deployment ${deployment.id}) deployment failed: tasks failed to start.`);
  const reason = "Service deployment rolled back because the circuit breaker threshold was exceeded.";
  if (!sim.rule(breakerRollsBack)(service) || !rollBack(sim, service, deployment, reason))
    noteFailure(sim, service, "The circuit breaker threshold was exceeded.");
}

function breakerOf({ settings }: Service) {
  return settings.deploymentConfiguration.deploymentCircuitBreaker;
}

export function isBreakerEnabled(service: Service): boolean {
  return breakerOf(service)?.enable ?? false;
}

/** DP9. */
export function breakerRollsBack(service: Service): boolean {
  return breakerOf(service)?.rollback ?? false;
}

/** A healthy task resets the count of failed tasks (DP7). */
export function countSuccess(service: Service, deployment: Deployment): void {
  if (breakerOf(service)?.resetOnHealthyTask ?? true) deployment.failedTasks = 0;
}

/** After how many failed tasks in a row a deployment fails (DP7). */
export function breakerThreshold(service: Service): number {
  return thresholdOf(service.desiredCount, breakerOf(service)?.thresholdConfiguration);
}

export function thresholdOf(desiredCount: number, configured: Wire<ThresholdConfiguration> | undefined): number {
  const { type = "BOUNDED_PERCENT", value = 50 } = configured ?? {};
  if (type === "COUNT") return value;
  const share = Math.ceil((desiredCount * value) / 100);
  return type === "UNBOUNDED_PERCENT" ? Math.max(1, share) : Math.min(200, Math.max(leastThreshold, share));
}
