import { digits, serviceDeploymentId } from "../ids.ts";
import type { Simulation } from "../simulation.ts";
import type { Deployment, DeploymentPlan, Service, ServiceSettings } from "../state/service.ts";

/** A version of a service's configuration; it never changes (SD1). */
export interface ServiceRevision {
  readonly arn: string;
  readonly plan: DeploymentPlan;
  readonly serviceRegistries: ServiceSettings["serviceRegistries"];
  readonly createdAt: number;
}

export type ServiceDeploymentStatus =
  | "PENDING"
  | "IN_PROGRESS"
  | "SUCCESSFUL"
  | "STOP_REQUESTED"
  | "STOPPED"
  | "ROLLBACK_REQUESTED"
  | "ROLLBACK_IN_PROGRESS"
  | "ROLLBACK_SUCCESSFUL"
  | "ROLLBACK_FAILED";

/** The history of one deployment; it is kept after the deployment has ended (SD1). */
export interface ServiceDeployment {
  readonly arn: string;
  /** Counts from 1 within the service. */
  readonly sequence: number;
  readonly service: Service;
  readonly sources: readonly ServiceRevision[];
  readonly target: ServiceRevision;
  readonly configuration: ServiceSettings["deploymentConfiguration"];
  readonly createdAt: number;
  status: ServiceDeploymentStatus;
  statusReason: string | undefined;
  startedAt: number | undefined;
  stoppedAt: number | undefined;
  finishedAt: number | undefined;
  updatedAt: number;
  /** The failed tasks of its deployment (DP7). */
  failedTasks: number;
  /** The circuit breaker has failed it. */
  tripped: boolean;
  rollback: { readonly reason: string; readonly startedAt: number; readonly to: ServiceRevision } | undefined;
}

const kept = 500;

const terminal: readonly ServiceDeploymentStatus[] = [
  "SUCCESSFUL",
  "STOPPED",
  "ROLLBACK_SUCCESSFUL",
  "ROLLBACK_FAILED",
];

export function isTerminal({ status }: ServiceDeployment): boolean {
  return terminal.includes(status);
}

export function currentServiceDeployment(service: Service): ServiceDeployment | undefined {
  return [...service.serviceDeployments.values()].at(-1);
}

/** Records a service deployment of a plan; one in progress is superseded (SD1, SD2). */
export function recordDeployment(sim: Simulation, service: Service, plan: DeploymentPlan): ServiceRevision {
  const sequence = (currentServiceDeployment(service)?.sequence ?? 0) + 1;
  supersede(sim, service);
  const target = newServiceRevision(sim, service, plan);
  const id = serviceDeploymentId();
  service.serviceDeployments.set(id, {
    arn: sim.arn(`service-deployment/${service.cluster.name}/${service.name}/${id}`),
    sequence,
    service,
    sources: [...new Set(service.deployments.map(({ serviceRevision }) => serviceRevision))],
    target,
    configuration: service.settings.deploymentConfiguration,
    createdAt: sim.clock.now,
    status: "PENDING",
    statusReason: undefined,
    startedAt: undefined,
    stoppedAt: undefined,
    finishedAt: undefined,
    updatedAt: sim.clock.now,
    failedTasks: 0,
    tripped: false,
    rollback: undefined,
  });
  if (service.serviceDeployments.size > kept) forgetFirst(service.serviceDeployments);
  return target;
}

function newServiceRevision(sim: Simulation, service: Service, plan: DeploymentPlan): ServiceRevision {
  const id = digits(19);
  const revision: ServiceRevision = {
    arn: sim.arn(`service-revision/${service.cluster.name}/${service.name}/${id}`),
    plan,
    serviceRegistries: service.settings.serviceRegistries,
    createdAt: sim.clock.now,
  };
  service.serviceRevisions.set(id, revision);
  if (service.serviceRevisions.size > kept) forgetFirst(service.serviceRevisions);
  return revision;
}

function forgetFirst(map: Map<string, unknown>): void {
  for (const oldest of map.keys()) {
    map.delete(oldest);
    return;
  }
}

/** A terminal status never changes (CC5). */
export function moveServiceDeployment(
  sim: Simulation,
  deployment: ServiceDeployment,
  status: ServiceDeploymentStatus,
  reason?: string,
): void {
  if (isTerminal(deployment)) return;
  const { now } = sim.clock;
  deployment.status = status;
  deployment.statusReason = reason ?? deployment.statusReason;
  deployment.updatedAt = now;
  if (status === "IN_PROGRESS") deployment.startedAt = now;
  if (status === "STOP_REQUESTED" || status === "ROLLBACK_REQUESTED" || status === "STOPPED") {
    deployment.stoppedAt ??= now;
  }
  if (isTerminal(deployment)) deployment.finishedAt = now;
}

function supersede(sim: Simulation, service: Service): void {
  const current = currentServiceDeployment(service);
  if (!current || isTerminal(current)) return;
  const rollingBack = current.status.startsWith("ROLLBACK");
  moveServiceDeployment(sim, current, rollingBack ? "ROLLBACK_FAILED" : "STOPPED", "A newer deployment replaced it.");
}

/** Completes the service deployment of a COMPLETED deployment. */
export function noteCompletion(sim: Simulation, service: Service): void {
  const current = currentServiceDeployment(service);
  if (!current || sim.bugged("service-deployment-never-successful")) return;
  const rolledBack = current.status === "ROLLBACK_IN_PROGRESS";
  moveServiceDeployment(sim, current, rolledBack ? "ROLLBACK_SUCCESSFUL" : "SUCCESSFUL");
}

/** Ends the service deployment in progress without a rollback. */
export function noteFailure(sim: Simulation, service: Service, reason: string): void {
  const current = currentServiceDeployment(service);
  if (current) {
    moveServiceDeployment(sim, current, current.status.startsWith("ROLLBACK") ? "ROLLBACK_FAILED" : "STOPPED", reason);
  }
}

/** Records that the service rolls back to an earlier revision. */
export function noteRollback(sim: Simulation, service: Service, to: ServiceRevision, reason: string): void {
  const current = currentServiceDeployment(service);
  if (!current || isTerminal(current)) return;
  current.rollback = { reason, startedAt: sim.clock.now, to };
  moveServiceDeployment(sim, current, "ROLLBACK_IN_PROGRESS", reason);
}

/** Revisions with the task counts of their deployments (SD7). */
export function revisionSummaries(deployments: readonly Deployment[], revisions: readonly ServiceRevision[]) {
  return revisions.map((revision) => {
    const own = deployments.filter(({ serviceRevision }) => serviceRevision === revision);
    const sum = (count: (deployment: Deployment) => number) => own.reduce((total, each) => total + count(each), 0);
    return {
      arn: revision.arn,
      requestedTaskCount: sum((each) => each.desiredCount),
      runningTaskCount: sum((each) => each.runningCount),
      pendingTaskCount: sum((each) => each.pendingCount),
    };
  });
}

/** Without duplicates: while a service rolls back, two deployments may have the same revision. */
export function currentRevisions(service: Service): ServiceRevision[] {
  return [...new Set(service.deployments.map(({ serviceRevision }) => serviceRevision))];
}
