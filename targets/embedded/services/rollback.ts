import type { Simulation } from "../simulation.ts";
import type { Deployment, Service } from "../state/service.ts";
import { deploy, primaryOf } from "./deployments.ts";
import { writeEvent } from "./events.ts";
import { currentServiceDeployment, moveServiceDeployment, noteFailure, noteRollback } from "./serviceDeployments.ts";

/** Deploys the last COMPLETED revision again. Returns false if there is none or if a rollback itself failed (DP9). */
export function rollBack(sim: Simulation, service: Service, failed: Deployment, reason: string): boolean {
  const { lastCompleted } = service;
  if (!lastCompleted || failed.rollback) return false;
  noteRollback(sim, service, lastCompleted, reason);
  const deployment = deploy(sim, service, lastCompleted, true);
  writeEvent(sim, service, `rolling back to deployment ${deployment.id}.`);
  return true;
}

/** Starts a PENDING service deployment, or performs a requested stop or rollback (SD2). */
export function advanceServiceDeployment(sim: Simulation, service: Service): void {
  const current = currentServiceDeployment(service);
  const primary = primaryOf(service);
  switch (current?.status) {
    case "PENDING":
      moveServiceDeployment(sim, current, "IN_PROGRESS");
      return;
    case "ROLLBACK_REQUESTED":
      if (sim.bugged("stopped-service-deployment-never-rolls-back")) return;
      if (rollBack(sim, service, primary, "Service deployment rolled back because of a user request.")) return;
      halt(sim, primary);
      noteFailure(sim, service, "There is no service revision to roll back to.");
      return;
    case "STOP_REQUESTED":
      halt(sim, primary);
      moveServiceDeployment(sim, current, "STOPPED");
      return;
    default:
      return;
  }
}

/** A halted deployment is FAILED, so that it launches no more tasks (DP2). */
function halt(sim: Simulation, primary: Deployment): void {
  primary.rolloutState = "FAILED";
  primary.rolloutStateReason = `ECS deployment ${primary.id} was stopped.`;
  primary.updatedAt = sim.clock.now;
}
