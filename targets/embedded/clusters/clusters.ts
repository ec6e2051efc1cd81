import { effectiveSetting } from "../accountSettings.ts";
import { placesOnFargate } from "../capacity/placement.ts";
import { emptyFleet } from "../instances/containerInstance.ts";
import { OrderedSet } from "../orderedSet.ts";
import { showTags } from "../requests/tags.ts";
import { wakeServicesOnInstances } from "../services/onInstances.ts";
import type { Simulation } from "../simulation.ts";
import type { Cluster } from "../state/cluster.ts";
import { shownAttachments } from "./clusterAttachments.ts";

const inactiveKept = 2000;

/** A new cluster, or one created again after its deletion: ACTIVE and empty (CL2, CL5). */
export function emptyCluster(sim: Simulation, name: string): Cluster {
  const insights = sim.bugged("new-clusters-ignore-container-insights-setting")
    ? "disabled"
    : effectiveSetting(sim, "containerInsights");
  const cluster: Cluster = {
    name,
    arn: sim.arn(`cluster/${name}`),
    status: "ACTIVE",
    settings: new Map([["containerInsights", insights]]),
    configuration: undefined,
    capacityProviders: [],
    defaultStrategy: [],
    serviceConnectNamespace: undefined,
    attachments: undefined,
    fleet: emptyFleet(() => wakeServicesOnInstances(sim, cluster)),
    tags: new Map(),
    services: new Map(),
    activeServices: new OrderedSet(),
    inactiveServices: new OrderedSet(),
    tasks: new Map(),
    desiredRunning: new OrderedSet(),
    desiredStopped: new OrderedSet(),
    stoppedStandalone: new OrderedSet(),
    runTaskTokens: new Map(),
    unstoppedTasks: 0,
    runningTasks: 0,
    pendingTasks: 0,
  };
  return cluster;
}

export function addCluster(sim: Simulation, cluster: Cluster): void {
  const previous = sim.state.clusters.get(cluster.name);
  if (previous) sim.state.inactiveClusters.delete(previous);
  sim.state.clusters.set(cluster.name, cluster);
  if (cluster.serviceConnectNamespace) sim.state.namespaces.add(cluster.serviceConnectNamespace);
  sim.state.activeClusters.add(cluster);
}

/**
 * An INACTIVE cluster is empty and can still be described, with its configuration, providers and tags; the oldest are
 * removed when there are too many (CL8).
 */
export function deactivateCluster(sim: Simulation, cluster: Cluster): void {
  cluster.status = "INACTIVE";
  cluster.attachments = undefined;
  cluster.fleet = emptyFleet(cluster.fleet.changed);
  cluster.services = new Map();
  cluster.inactiveServices = new OrderedSet();
  cluster.tasks = new Map();
  cluster.desiredStopped = new OrderedSet();
  cluster.stoppedStandalone = new OrderedSet();
  sim.state.activeClusters.delete(cluster);
  sim.state.inactiveClusters.add(cluster);
  if (sim.state.inactiveClusters.size > inactiveKept) {
    const oldest = sim.state.inactiveClusters.first() as Cluster;
    sim.state.inactiveClusters.delete(oldest);
    sim.state.clusters.delete(oldest.name);
  }
}

/** The cluster as replies show it, with the included members (CL9). */
export function showCluster(cluster: Cluster, include: readonly string[]) {
  const shows = (field: string) => include.includes(field);
  return {
    clusterArn: cluster.arn,
    clusterName: cluster.name,
    status: cluster.attachments?.provisioning ? "PROVISIONING" : cluster.status,
    registeredContainerInstancesCount: cluster.fleet.registered.size,
    runningTasksCount: cluster.runningTasks,
    pendingTasksCount: cluster.pendingTasks,
    activeServicesCount: cluster.activeServices.size,
    statistics: shows("STATISTICS") ? statistics(cluster) : [],
    tags: shows("TAGS") ? showTags(cluster.tags) : [],
    settings: shows("SETTINGS") ? Array.from(cluster.settings, ([name, value]) => ({ name, value })) : [],
    configuration: shows("CONFIGURATIONS") ? cluster.configuration : undefined,
    capacityProviders: cluster.capacityProviders,
    defaultCapacityProviderStrategy: cluster.defaultStrategy,
    ...shownAttachments(cluster, shows("ATTACHMENTS")),
    serviceConnectDefaults: cluster.serviceConnectNamespace && { namespace: cluster.serviceConnectNamespace },
  };
}

/** In the order in which ECS was recorded to show them (CL29). */
const noCounts = {
  runningEC2TasksCount: 0,
  runningFargateTasksCount: 0,
  pendingEC2TasksCount: 0,
  pendingFargateTasksCount: 0,
  runningExternalTasksCount: 0,
  pendingExternalTasksCount: 0,
  runningManagedInstancesTasksCount: 0,
  pendingManagedInstancesTasksCount: 0,
  activeEC2ServiceCount: 0,
  activeFargateServiceCount: 0,
  drainingEC2ServiceCount: 0,
  drainingFargateServiceCount: 0,
  activeExternalServiceCount: 0,
  drainingExternalServiceCount: 0,
  activeManagedInstancesServiceCount: 0,
  drainingManagedInstancesServiceCount: 0,
};

/** The numbers of tasks and of ACTIVE and DRAINING services, by launch type. */
function statistics(cluster: Cluster) {
  const counts = { ...noCounts };
  for (const { launchType, lastStatus } of cluster.desiredRunning) {
    const place = launchType === "FARGATE" ? "Fargate" : "EC2";
    counts[`${lastStatus === "RUNNING" ? "running" : "pending"}${place}TasksCount`] += 1;
  }
  for (const { plan, status } of cluster.services.values()) {
    if (status === "INACTIVE") continue;
    const place = plan && placesOnFargate(plan) ? "Fargate" : "EC2";
    counts[`${status === "ACTIVE" ? "active" : "draining"}${place}ServiceCount`] += 1;
  }
  return Object.entries(counts).map(([name, count]) => ({ name, value: String(count) }));
}
