import { digits } from "../ids.ts";
import type { Simulation } from "../simulation.ts";
import type { Deployment, DeploymentPlan, Service } from "../state/service.ts";
import { releaseRevision, useRevision } from "../taskDefinitions/families.ts";
import { recordDeployment, type ServiceRevision } from "./serviceDeployments.ts";

export function primaryOf(service: Service): Deployment {
  return service.deployments[0] as Deployment;
}

/** Deploys a plan and records a service deployment (SD1). */
export function startDeployment(sim: Simulation, service: Service, plan: DeploymentPlan): void {
  deploy(sim, service, recordDeployment(sim, service, plan), false);
}

/** Creates a PRIMARY deployment; the previous one becomes ACTIVE (DP1, DP15). */
export function deploy(
  sim: Simulation,
  service: Service,
  serviceRevision: ServiceRevision,
  rollback: boolean,
): Deployment {
  const { plan } = serviceRevision;
  for (const older of service.deployments) {
    older.status = "ACTIVE";
    older.updatedAt = sim.clock.now;
  }
  // A6: a deployment has the number of its service revision, except the one of a rollback.
  const id = `ecs-svc/${rollback ? digits(19) : serviceRevision.arn.slice(serviceRevision.arn.lastIndexOf("/") + 1)}`;
  const deployment: Deployment = {
    id,
    plan,
    serviceRevision,
    createdAt: sim.clock.now,
    rollback,
    status: "PRIMARY",
    updatedAt: sim.clock.now,
    // The scheduler sets the count in its first round (SV25).
    desiredCount: 0,
    runningCount: 0,
    pendingCount: 0,
    failedTasks: 0,
    rolloutState: "IN_PROGRESS",
    rolloutStateReason: rollback
      ? `ECS deployment circuit breaker: rolling back to deploymentId ${id}.`
      : `ECS deployment ${id} in progress.`,
  };
  useRevision(plan.revision);
  service.plan = plan;
  service.deployments.unshift(deployment);
  if (!sim.bugged("new-deployment-stays-throttled"))
    service.launches = { failedStarts: 0, earlyExits: 0, notBefore: 0 };
  service.steady = false;
  return deployment;
}

/** A deployment that is no longer PRIMARY is removed together with its last task (DP1). */
export function retireDeployments(
  sim: Simulation,
  service: Service,
  isOver: (deployment: Deployment) => boolean,
): void {
  const over = service.deployments.filter(isOver);
  if (over.length === 0) return;
  service.deployments = service.deployments.filter((deployment) => !over.includes(deployment));
  for (const { plan } of over) releaseRevision(sim, plan.revision);
}
