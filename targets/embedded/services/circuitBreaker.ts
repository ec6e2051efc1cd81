import type { Simulation } from "../simulation.ts";
import type { Deployment, Service } from "../state.ts";
import { primaryOf, startDeployment } from "./deployments.ts";
import { writeEvent } from "./events.ts";

/** Counts a task that failed, and fails the deployment when there are too many in a row (DP7, DP8). */
export function countFailure(sim: Simulation, service: Service, deployment: Deployment): void {
  deployment.failedTasks += 1;
  deployment.updatedAt = sim.clock.now;
  const breaker = service.settings.deploymentConfiguration.deploymentCircuitBreaker;
  if (!breaker?.enable || sim.bugged("circuit-breaker-never-trips")) return;
  if (service.status !== "ACTIVE" || deployment !== primaryOf(service) || deployment.rolloutState !== "IN_PROGRESS")
    return;
  if (deployment.failedTasks < threshold(service)) return;
  deployment.rolloutState = "FAILED";
  deployment.rolloutStateReason = "ECS deployment circuit breaker: tasks failed to start.";
  writeEvent(sim, service, `(deployment ${deployment.id}) deployment failed: tasks failed to start.`);
  if (breaker.rollback && !sim.bugged("circuit-breaker-does-not-roll-back")) rollBack(sim, service, deployment);
}

/** A healthy task makes the breaker forget the failures before it (DP7). */
export function countSuccess(service: Service, deployment: Deployment): void {
  const breaker = service.settings.deploymentConfiguration.deploymentCircuitBreaker;
  if (breaker?.resetOnHealthyTask ?? true) deployment.failedTasks = 0;
}

function threshold(service: Service): number {
  const { type = "BOUNDED_PERCENT", value = 50 } =
    service.settings.deploymentConfiguration.deploymentCircuitBreaker?.thresholdConfiguration ?? {};
  if (type === "COUNT") return value;
  const share = Math.ceil((service.desiredCount * value) / 100);
  return type === "UNBOUNDED_PERCENT" ? Math.max(1, share) : Math.min(200, Math.max(3, share));
}

/** Deploys again what was last COMPLETED; without any, or when this was such an attempt, FAILED is the end (DP9). */
function rollBack(sim: Simulation, service: Service, failed: Deployment): void {
  if (!service.lastCompleted || failed.rollback) return;
  const deployment = startDeployment(sim, service, service.lastCompleted, true);
  writeEvent(sim, service, `rolling back to deployment ${deployment.id}.`);
}
