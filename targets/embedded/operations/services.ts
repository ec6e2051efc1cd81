import type { DeleteServiceRequest, DescribeServicesRequest, ListServicesRequest } from "@aws-sdk/client-ecs";
import { placesOnFargate } from "../capacity/placement.ts";
import { clientException, invalidParameter, serviceNotFound } from "../errors.ts";
import { activeCluster, findService, parseArn, serviceName } from "../requests/identifiers.ts";
import { requireEachOf, requireItems, requireOneOf, requireString } from "../requests/limits.ts";
import { pageOf } from "../requests/pages.ts";
import { wakeScheduler } from "../services/scheduler.ts";
import { deactivateService, showService } from "../services/services.ts";
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
    const service = describedService(sim, cluster, identifier);
    if (service) services.add(service);
    else if (!sim.bugged("missing-services-are-left-out"))
      failures.push({ arn: sim.arn(`service/${cluster.name}/${serviceName(cluster, identifier)}`), reason: "MISSING" });
  }
  const withTags = input.include?.includes("TAGS") || sim.bugged("describe-services-tags-without-include");
  return { services: Array.from(services, (service) => showService(sim, service, withTags)), failures };
}

function describedService(sim: Simulation, cluster: Cluster, identifier: string): Service | undefined {
  if (sim.bugged("describe-services-arn-ignores-cluster") && identifier.startsWith("arn:")) {
    const [clusterName, name] = parseArn(identifier).path;
    return name === undefined ? undefined : sim.state.clusters.get(clusterName ?? "")?.services.get(name);
  }
  return findService(cluster, identifier);
}

/** SV35. */
export function ListServices(sim: Simulation, input: Request<ListServicesRequest>) {
  const { launchType, schedulingStrategy, resourceManagementType } = input;
  requireOneOf("launchType", launchType, ["EC2", "FARGATE", "EXTERNAL", "MANAGED_INSTANCES"]);
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
  const { items, nextToken } = pageOf<Service, number>(rule, input, function* (place = 0) {
    if (sim.bugged("list-services-continues-by-offset")) {
      yield* [...cluster.activeServices]
        .filter(passes)
        .map((service, index) => [index + 1, service] as const)
        .slice(place);
      return;
    }
    let skip = place > 0 && sim.bugged("list-services-page-skips-one");
    for (const candidate of cluster.activeServices.after(place)) {
      if (passes(candidate[1]) && !skip) yield candidate;
      skip = false;
    }
  });
  return { serviceArns: items.map((service) => service.arn), nextToken };
}

function launchTypeOf({ plan }: Service): string | undefined {
  return plan && (placesOnFargate(plan) ? "FARGATE" : plan.launchType);
}

/** SV28–SV32. */
export function DeleteService(sim: Simulation, input: Request<DeleteServiceRequest>) {
  const identifier = requireString("Service", input.service);
  const cluster = activeCluster(sim, input.cluster);
  const service = findService(cluster, identifier);
  if (!service) throw serviceNotFound();
  if (service.status !== "ACTIVE") {
    if (sim.bugged("delete-service-twice-refused")) throw clientException("Service was not ACTIVE.");
    return { service: showService(sim, service, false) };
  }
  if (!input.force && !sim.bugged("delete-service-needs-no-force")) requireScaledDown(service);
  beginDeletion(sim, service);
  if (sim.bugged("delete-service-drains-namesake")) {
    for (const other of sim.state.activeClusters) {
      const namesake = other.services.get(service.name);
      if (namesake?.status === "ACTIVE") beginDeletion(sim, namesake);
    }
  }
  return { service: showService(sim, service, false) };
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

/** DRAINING while there are tasks to stop, else INACTIVE at once (SV30). */
function beginDeletion(sim: Simulation, service: Service): void {
  service.desiredCount = 0;
  for (const deployment of service.deployments) deployment.desiredCount = 0;
  for (const taskSet of service.taskSets) taskSet.status = "DRAINING";
  service.cluster.activeServices.delete(service);
  if (service.liveTasks.size === 0 && service.drainingTasks === 0) {
    deactivateService(sim, service);
    return;
  }
  service.status = "DRAINING";
  if (service.nextReconcile) service.nextReconcile.cancelled = true;
  service.nextReconcile = undefined;
  wakeScheduler(sim, service);
}
