import { OrderedSet } from "./orderedSet.ts";
import type { Simulation } from "./simulation.ts";
import type { Cluster } from "./state.ts";
import { showTags } from "./tags.ts";

const inactiveKept = 2000;

/** A cluster as it begins, new or after its deletion: ACTIVE and empty (CL2, CL5). */
export function emptyCluster(sim: Simulation, name: string): Cluster {
  return {
    name,
    arn: sim.arn(`cluster/${name}`),
    status: "ACTIVE",
    settings: new Map([["containerInsights", "disabled"]]),
    configuration: undefined,
    capacityProviders: [],
    defaultStrategy: [],
    serviceConnectNamespace: undefined,
    tags: new Map(),
    services: new Map(),
    activeServices: new OrderedSet(),
    inactiveServices: new OrderedSet(),
    tasks: new Map(),
    desiredRunning: new OrderedSet(),
    desiredStopped: new OrderedSet(),
    stoppedStandalone: new OrderedSet(),
    unstoppedTasks: 0,
    runningTasks: 0,
    pendingTasks: 0,
  };
}

export function addCluster(sim: Simulation, cluster: Cluster): void {
  const previous = sim.state.clusters.get(cluster.name);
  if (previous) sim.state.inactiveClusters.delete(previous);
  sim.state.clusters.set(cluster.name, cluster);
  sim.state.activeClusters.add(cluster);
}

/** An INACTIVE cluster stays describable, but has nothing any more; the oldest are forgotten, by count (CL8). */
export function deactivateCluster(sim: Simulation, cluster: Cluster): void {
  cluster.status = "INACTIVE";
  cluster.capacityProviders = [];
  cluster.defaultStrategy = [];
  if (!sim.bugged("recreated-cluster-keeps-old-tags")) cluster.tags = new Map();
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

/** The cluster as it is shown, with the members that were asked for (CL9). */
export function showCluster(cluster: Cluster, include: readonly string[]) {
  const shows = (field: string) => include.includes(field);
  return {
    clusterArn: cluster.arn,
    clusterName: cluster.name,
    status: cluster.status,
    registeredContainerInstancesCount: 0,
    runningTasksCount: cluster.runningTasks,
    pendingTasksCount: cluster.pendingTasks,
    activeServicesCount: cluster.activeServices.size,
    statistics: shows("STATISTICS") ? statistics(cluster) : [],
    tags: shows("TAGS") ? showTags(cluster.tags) : [],
    settings: shows("SETTINGS") ? Array.from(cluster.settings, ([name, value]) => ({ name, value })) : [],
    configuration: shows("CONFIGURATIONS") ? cluster.configuration : undefined,
    capacityProviders: cluster.capacityProviders,
    defaultCapacityProviderStrategy: cluster.defaultStrategy,
    attachments: shows("ATTACHMENTS") ? [] : undefined,
    serviceConnectDefaults: cluster.serviceConnectNamespace && { namespace: cluster.serviceConnectNamespace },
  };
}

/** Only Fargate tasks ever run here. */
function statistics(cluster: Cluster) {
  let activeFargate = 0;
  for (const service of cluster.activeServices) if (service.plan.launchType !== "EC2") activeFargate += 1;
  let draining = 0;
  for (const service of cluster.services.values()) if (service.status === "DRAINING") draining += 1;
  return Object.entries({
    runningEC2TasksCount: 0,
    runningFargateTasksCount: cluster.runningTasks,
    pendingEC2TasksCount: 0,
    pendingFargateTasksCount: cluster.pendingTasks,
    activeEC2ServiceCount: cluster.activeServices.size - activeFargate,
    activeFargateServiceCount: activeFargate,
    drainingEC2ServiceCount: 0,
    drainingFargateServiceCount: draining,
  }).map(([name, count]) => ({ name, value: String(count) }));
}
