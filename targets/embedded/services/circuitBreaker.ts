import type { Simulation } from "../simulation.ts";
import type { Deployment, Service } from "../state/service.ts";
import { primaryOf } from "./deployments.ts";
import { writeEvent } from "./events.ts";
import { rollBack } from "./rollback.ts";
import { currentServiceDeployment, isTerminal, noteFailure } from "./serviceDeployments.ts";

const leastThreshold = 3;
const defaultThreshold = { type: undefined, value: undefined };

/** Counts a task that failed, and fails the deployment when there are too many in a row (DP7, DP8). */
export function countFailure(sim: Simulation, service: Service, deployment: Deployment): void {
  deployment.failedTasks += 1;
  deployment.updatedAt = sim.clock.now;
  const history = currentServiceDeployment(service);
  if (history?.target === deployment.serviceRevision && !history.tripped && !isTerminal(history)) {
    history.failedTasks = deployment.failedTasks;
  }
  const breaker = service.settings.deploymentConfiguration.deploymentCircuitBreaker;
  const enabled = breaker?.enable || sim.bugged("disabled-circuit-breaker-trips");
  if (!enabled || sim.bugged("circuit-breaker-never-trips")) return;
  if (service.status !== "ACTIVE" || deployment !== primaryOf(service) || deployment.rolloutState !== "IN_PROGRESS")
    return;
  if (deployment.failedTasks < tripsAt(sim, service)) return;
  deployment.rolloutState = "FAILED";
  if (history) history.tripped = true;
  deployment.rolloutStateReason = "ECS deployment circuit breaker: tasks failed to start.";
  writeEvent(sim, service, `(deployment ${deployment.id}) deployment failed: tasks failed to start.`);
  const reason = "Service deployment rolled back because the circuit breaker threshold was exceeded.";
  const invited = breaker?.rollback || sim.bugged("circuit-breaker-rolls-back-uninvited");
  const rollsBack = invited && !sim.bugged("circuit-breaker-does-not-roll-back");
  if (!rollsBack || !rollBack(sim, service, deployment, reason))
    noteFailure(sim, service, "The circuit breaker threshold was exceeded.");
}

/** A healthy task makes the breaker forget the failures before it (DP7). */
export function countSuccess(service: Service, deployment: Deployment): void {
  const breaker = service.settings.deploymentConfiguration.deploymentCircuitBreaker;
  if (breaker?.resetOnHealthyTask ?? true) deployment.failedTasks = 0;
}

/** After how many failed tasks in a row a deployment fails (DP7). */
export function breakerThreshold(
  { desiredCount, settings }: Service,
  configured = settings.deploymentConfiguration.deploymentCircuitBreaker?.thresholdConfiguration,
): number {
  const { type = "BOUNDED_PERCENT", value = 50 } = configured ?? defaultThreshold;
  if (type === "COUNT") return value;
  const share = Math.ceil((desiredCount * value) / 100);
  return type === "UNBOUNDED_PERCENT" ? Math.max(1, share) : Math.min(200, Math.max(leastThreshold, share));
}

function tripsAt(sim: Simulation, service: Service): number {
  if (sim.bugged("circuit-breaker-trips-at-first-failure")) return 1;
  if (sim.bugged("circuit-breaker-threshold-ignores-desired-count")) return leastThreshold;
  if (sim.bugged("circuit-breaker-ignores-threshold-configuration")) return breakerThreshold(service, defaultThreshold);
  return breakerThreshold(service);
}
