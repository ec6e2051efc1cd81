import type { DeleteServiceRequest, DescribeServicesRequest, ListServicesRequest } from "@aws-sdk/client-ecs";
import { placesOnFargate } from "../capacity/placement.ts";
import { EcsError, invalidParameter } from "../errors.ts";
import { activeCluster, findService, parseArn, serviceName } from "../requests/identifiers.ts";
import { requireEachOf, requireItems, requireOneOf, requireString } from "../requests/limits.ts";
import { pageOf } from "../requests/pages.ts";
import { wakeScheduler } from "../services/scheduler.ts";
import { showDeletedService, showService } from "../services/services.ts";
import type { Simulation } from "../simulation.ts";
import type { Cluster } from "../state/cluster.ts";
import type { Service } from "../state/service.ts";
import type { Request } from "../wire.ts";

/** SV33, SV34. */
export function DescribeServices(sim: Simulation, input: Request<DescribeServicesRequest>) {
  requireEachOf("include", input.include, ["TAGS"]);
  const identifiers = requireItems("Services", input.services, 10, "service names");
  const cluster = activeCluster(sim, input.cluster);
  const services = new Set<Service>();
  const failures = [];
  for (const identifier of identifiers) {
    const service = plantedForeignService(sim, identifier) ?? findService(cluster, identifier);
    if (service) services.add(service);
    else
      failures.push({ arn: sim.arn(`service/${cluster.name}/${serviceName(cluster, identifier)}`), reason: "MISSING" });
  }
  const withTags = input.include?.includes("TAGS") ?? false;
  return { services: Array.from(services, (service) => showService(sim, service, withTags)), failures };
}

function plantedForeignService(sim: Simulation, identifier: string): Service | undefined {
  if (!sim.bugged("describe-services-arn-ignores-cluster") || !identifier.startsWith("arn:")) return undefined;
  const [clusterName, name] = parseArn(identifier).path;
  return name === undefined ? undefined : sim.state.clusters.get(clusterName ?? "")?.services.get(name);
}

/** SV35. */
export function ListServices(sim: Simulation, input: Request<ListServicesRequest>) {
  const { launchType, schedulingStrategy, resourceManagementType } = input;
  requireListing(input);
  requireOneOf("schedulingStrategy", schedulingStrategy, ["REPLICA", "DAEMON"]);
  requireOneOf("resourceManagementType", resourceManagementType, ["CUSTOMER", "ECS"]);
  const cluster = activeCluster(sim, input.cluster);
  const passes = (service: Service) =>
    (launchType === undefined || launchType === launchTypeOf(service)) &&
    (schedulingStrategy === undefined || schedulingStrategy === service.schedulingStrategy) &&
    resourceManagementType !== "ECS";
  const rule = {
    operation: "ListServices",
    defaultSize: 10,
    maximumSize: 100,
    filters: [cluster.name, launchType, schedulingStrategy, resourceManagementType],
  };
  const { items, nextToken } = pageOf<Service, number>(rule, input, (place = 0) =>
    sim.rule(servicesAfter)(cluster, passes, place),
  );
  return { serviceArns: items.map((service) => service.arn), nextToken };
}

/** G1, LI2: ListServices refuses these with texts that other operations do not have. */
function requireListing({ launchType, maxResults = 0 }: Request<ListServicesRequest>): void {
  if (launchType !== undefined && !listedLaunchTypes.includes(launchType))
    throw invalidParameter(`launch type should be one of [${listedLaunchTypes.join(",")}]`);
  if (maxResults > 100) throw invalidParameter("Max results can not be greater than 100");
}

const listedLaunchTypes: readonly string[] = ["EC2", "FARGATE", "EXTERNAL", "FMI", "MANAGED_INSTANCES"];

export function* servicesAfter(
  { activeServices }: Cluster,
  passes: (service: Service) => boolean,
  place: number,
): Iterable<readonly [number, Service]> {
  for (const candidate of activeServices.after(place)) if (passes(candidate[1])) yield candidate;
}

function launchTypeOf({ plan }: Service): string | undefined {
  return plan && (placesOnFargate(plan) ? "FARGATE" : plan.launchType);
}

/** SV28–SV32. */
export function DeleteService(sim: Simulation, input: Request<DeleteServiceRequest>) {
  const identifier = requireString("Service", input.service);
  const cluster = activeCluster(sim, input.cluster);
  const service = findService(cluster, identifier);
  // SV32: this error has no text.
  if (!service) throw new EcsError("ServiceNotFoundException", "");
  if (service.status !== "ACTIVE") return { service: showDeletedService(sim, service) };
  if (!input.force) requireScaledDown(service);
  beginDeletion(sim, service);
  return { service: showDeletedService(sim, service) };
}

function requireScaledDown(service: Service): void {
  if (service.schedulingStrategy === "REPLICA" && service.desiredCount > 0) {
    throw invalidParameter("The service cannot be stopped while it is scaled above 0.");
  }
  for (const { deployment } of service.liveTasks) {
    if (deployment?.status === "ACTIVE") {
      throw invalidParameter("The service cannot be stopped while deployments are active.");
    }
  }
}

/** Virtual seconds until a deleted service stops its tasks, and from then until it may be INACTIVE (SV65). */
const beforeDraining = 20;
const beforeInactive = 38;

/** The service is DRAINING, and INACTIVE when it has stopped its tasks (SV30). */
export function beginDeletion(sim: Simulation, service: Service): void {
  service.desiredCount = 0;
  for (const deployment of service.deployments) {
    deployment.desiredCount = 0;
    if (deployment.status === "ACTIVE") deployment.status = "DRAINING";
  }
  for (const taskSet of service.taskSets) taskSet.status = "DRAINING";
  service.cluster.activeServices.delete(service);
  service.status = "DRAINING";
  if (service.nextReconcile) service.nextReconcile.cancelled = true;
  service.nextReconcile = undefined;
  service.deletion = "waits";
  sim.after(beforeDraining, () => {
    service.deletion = "stops tasks";
    wakeScheduler(sim, service, 0);
    sim.after(beforeInactive, () => {
      service.deletion = "ends";
      wakeScheduler(sim, service, 0);
    });
  });
}
