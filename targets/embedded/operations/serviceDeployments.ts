import type {
  ContinueServiceDeploymentRequest,
  DescribeServiceDeploymentsRequest,
  DescribeServiceRevisionsRequest,
  ListServiceDeploymentsRequest,
  StopServiceDeploymentRequest,
} from "@aws-sdk/client-ecs";
import { EcsError, invalidParameter, serviceNotFound, unavailable } from "../errors.ts";
import { activeCluster, findService, isHere, parseArn } from "../requests/identifiers.ts";
import { requireEachOf, requireItems, requireOneOf, requireString } from "../requests/limits.ts";
import { pageOf } from "../requests/pages.ts";
import { wakeScheduler } from "../services/scheduler.ts";
import {
  isTerminal,
  moveServiceDeployment,
  type ServiceDeployment,
  type ServiceRevision,
} from "../services/serviceDeployments.ts";
import { showBrief, showServiceDeployment, showServiceRevision } from "../services/showServiceDeployment.ts";
import type { Simulation } from "../simulation.ts";
import type { Service } from "../state/service.ts";
import type { Request } from "../wire.ts";

const statuses = [
  "PENDING",
  "SUCCESSFUL",
  "STOPPED",
  "STOP_REQUESTED",
  "IN_PROGRESS",
  "ROLLBACK_REQUESTED",
  "ROLLBACK_IN_PROGRESS",
  "ROLLBACK_SUCCESSFUL",
  "ROLLBACK_FAILED",
];

/** Newest first (SD3). */
export function ListServiceDeployments(sim: Simulation, input: Request<ListServiceDeploymentsRequest>) {
  const { status, createdAt } = input;
  const identifier = requireString("Service", input.service);
  requireEachOf("status", status, statuses);
  const cluster = activeCluster(sim, input.cluster);
  const service = findService(cluster, identifier);
  if (!service) throw serviceNotFound();
  const rule = {
    operation: "ListServiceDeployments",
    defaultSize: 20,
    maximumSize: 100,
    filters: [cluster.name, service.name, status, createdAt],
  };
  const listed = sim
    .rule(historyOf)(service)
    .filter((deployment) => sim.rule(isListed)(deployment, input));
  const { items, nextToken } = pageOf<ServiceDeployment, number>(rule, input, (place) =>
    sim.rule(newestFirst)(listed, place),
  );
  return { serviceDeployments: items.map(showBrief), nextToken };
}

export function historyOf({ serviceDeployments }: Service): ServiceDeployment[] {
  return [...serviceDeployments.values()];
}

export function isListed(
  deployment: ServiceDeployment,
  { status, createdAt }: Request<ListServiceDeploymentsRequest>,
): boolean {
  return (
    (!status?.length || status.includes(deployment.status)) &&
    deployment.createdAt >= (createdAt?.after ?? Number.NEGATIVE_INFINITY) &&
    deployment.createdAt <= (createdAt?.before ?? Number.POSITIVE_INFINITY)
  );
}

export function newestFirst(history: readonly ServiceDeployment[], place: number | undefined) {
  return history
    .toReversed()
    .filter(({ sequence }) => sequence < (place ?? Number.POSITIVE_INFINITY))
    .map((deployment) => [deployment.sequence, deployment] as const);
}

/** SD4. */
export function DescribeServiceDeployments(sim: Simulation, input: Request<DescribeServiceDeploymentsRequest>) {
  const arns = requireItems("Service deployment ARNs", input.serviceDeploymentArns, 20);
  const found = new Set<ServiceDeployment>();
  const failures = [];
  for (const arn of arns) {
    const deployment = findServiceDeployment(sim, arn);
    if (deployment) found.add(deployment);
    else failures.push({ arn, reason: "MISSING" });
  }
  return { serviceDeployments: Array.from(found, showServiceDeployment), failures };
}

/** SD4. */
export function DescribeServiceRevisions(sim: Simulation, input: Request<DescribeServiceRevisionsRequest>) {
  const arns = input.serviceRevisionArns ?? [];
  requireRevisionArns(arns);
  sim.rule(requireOneService)(arns);
  const found = new Map<ServiceRevision, Service>();
  const failures = [];
  for (const arn of arns) {
    const service = ownerOfRevision(sim, arn);
    const revision = service?.serviceRevisions.get(arn.slice(arn.lastIndexOf("/") + 1));
    if (service && revision && found.has(revision)) throw unavailable();
    if (service && revision) found.set(revision, service);
    else failures.push({ arn, reason: "MISSING" });
  }
  return {
    serviceRevisions: Array.from(found, ([revision, service]) => showServiceRevision(sim, service, revision)),
    failures,
  };
}

/** SD4. */
function requireRevisionArns(arns: readonly string[]): void {
  if (arns.length > 20) throw invalidParameter("Service Revision ARN count cannot exceed 20");
  if (arns.length === 0 || arns.some((arn) => !/^arn:[^:]+:ecs:[^:]+:[^:]+:service-revision\//.test(arn)))
    throw invalidParameter("The Service ARN provided is invalid.");
}

/** The service of a revision in an ACTIVE cluster (SD4). */
function ownerOfRevision(sim: Simulation, arn: string): Service {
  const [, clusterName = "", name = "", id = ""] = arn.split("/");
  if (!isHere(sim, arn) || !/^\d+$/.test(id)) throw invalidParameter("The ServiceRevision ARN is invalid.");
  const service = activeCluster(sim, clusterName).services.get(name);
  if (!service) throw serviceNotFound();
  if (service.status === "INACTIVE")
    throw invalidParameter("Cannot call DescribeServiceRevisions for a service that is INACTIVE");
  return service;
}

/** SD15. */
export function requireOneService(arns: readonly string[]): void {
  const services = arns.map((arn) => parseArn(arn).path.slice(0, 2).join("/"));
  if (new Set(services).size > 1) {
    throw invalidParameter(
      "Cross service requests are not allowed. All requested service revisions must be for a single service",
    );
  }
}

/** A deployment in progress is rolled back, or halted with ABORT (SD5). */
export function StopServiceDeployment(sim: Simulation, input: Request<StopServiceDeploymentRequest>) {
  const { stopType = "ROLLBACK" } = input;
  requireOneOf("stopType", stopType, ["ABORT", "ROLLBACK"]);
  const deployment = requiredServiceDeployment(sim, input.serviceDeploymentArn);
  if (isTerminal(deployment)) {
    throw new EcsError("ConflictException", "The service deployment has already ended.", {
      resourceIds: [deployment.arn],
    });
  }
  if (deployment.status === "PENDING" || deployment.status === "IN_PROGRESS") {
    moveServiceDeployment(sim, deployment, stopType === "ABORT" ? "STOP_REQUESTED" : "ROLLBACK_REQUESTED");
    wakeScheduler(sim, deployment.service);
  }
  return { serviceDeploymentArn: deployment.arn };
}

/** Rolling deployments have no pausing hooks, so that no deployment can be continued (SD6). */
export function ContinueServiceDeployment(sim: Simulation, input: Request<ContinueServiceDeploymentRequest>): never {
  const hook = requireString("hookId", input.hookId);
  requireOneOf("action", input.action, ["CONTINUE", "ROLLBACK"]);
  const deployment = requiredServiceDeployment(sim, input.serviceDeploymentArn);
  throw invalidParameter(`The service deployment ${deployment.arn} is not paused at the hook ${hook}.`);
}

function requiredServiceDeployment(sim: Simulation, identifier: string | undefined): ServiceDeployment {
  const deployment = findServiceDeployment(sim, requireString("Service deployment ARN", identifier));
  if (deployment) return deployment;
  throw new EcsError("ServiceDeploymentNotFoundException", "The specified service deployment was not found.");
}

/** The service deployment that an ARN names (A1, G7, G8). */
function findServiceDeployment(sim: Simulation, arn: string): ServiceDeployment | undefined {
  const { type, path } = parseArn(arn);
  if (type !== "service-deployment") throw invalidParameter(`Unsupported resource type: ${type}`);
  if (path.length !== 3) throw invalidParameter("Invalid identifier: Unexpected number of separators");
  const [cluster = "", name = "", id = ""] = path;
  const service = isHere(sim, arn) ? sim.state.clusters.get(cluster)?.services.get(name) : undefined;
  return service?.serviceDeployments.get(id);
}
