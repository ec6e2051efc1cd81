import type {
  DeleteClusterRequest,
  DescribeClustersRequest,
  ListClustersRequest,
  PutClusterCapacityProvidersRequest,
  UpdateClusterRequest,
  UpdateClusterSettingsRequest,
} from "@aws-sdk/client-ecs";
import { requireProviders } from "../capacity/providerRegistry.ts";
import { newStrategy, severalBasesOfCluster } from "../capacity/strategy.ts";
import { attachPolicies, requireSettledAttachments } from "../clusters/clusterAttachments.ts";
import { newNamespace, newSettings } from "../clusters/clusterSettings.ts";
import { deactivateCluster, showCluster } from "../clusters/clusters.ts";
import { requireCommandLogging } from "../clusters/commandLogging.ts";
import { clientException, clusterNotFound, EcsError, invalidParameter } from "../errors.ts";
import type { OrderedSet } from "../orderedSet.ts";
import { activeCluster, clusterName, findCluster, isHere, requiredCluster } from "../requests/identifiers.ts";
import { requireAtMost, requireEachOf } from "../requests/limits.ts";
import { pageOf } from "../requests/pages.ts";
import type { Simulation } from "../simulation.ts";
import type { Cluster } from "../state/cluster.ts";
import type { Task } from "../state/task.ts";
import type { Request } from "../wire.ts";

const clusterIncludes = ["ATTACHMENTS", "CONFIGURATIONS", "SETTINGS", "STATISTICS", "TAGS"];

/** CL8, CL9. */
export function DescribeClusters(sim: Simulation, input: Request<DescribeClustersRequest>) {
  const include = input.include ?? [];
  requireAtMost("cluster names", input.clusters, 100);
  const identifiers = input.clusters?.length ? input.clusters : ["default"];
  if (identifiers.includes("")) throw invalidParameter("Clusters can not be blank.");
  const clusters = new Set<Cluster>();
  const failures = [];
  const reason = "MISSING";
  for (const identifier of identifiers) {
    const isOurs = isHere(sim, identifier);
    const cluster = isOurs ? sim.rule(findCluster)(sim, identifier) : undefined;
    if (cluster) clusters.add(cluster);
    else failures.push({ arn: isOurs ? sim.arn(`cluster/${clusterName(sim, identifier)}`) : identifier, reason });
  }
  // ECS checks `include` only when it has found a cluster (CL8).
  if (clusters.size > 0) requireEachOf("include", include, clusterIncludes);
  return { clusters: Array.from(clusters, (cluster) => showCluster(cluster, include)), failures };
}

/** CL10. */
export function ListClusters(sim: Simulation, input: Request<ListClustersRequest>) {
  const rule = { operation: "ListClusters", defaultSize: 100, maximumSize: 100 };
  const { items, nextToken } = pageOf<Cluster, number>(rule, input, (place = 0) => sim.rule(clustersAfter)(sim, place));
  return { clusterArns: items.map((cluster) => cluster.arn), nextToken };
}

export function clustersAfter(sim: Simulation, place: number): Iterable<readonly [number, Cluster]> {
  return sim.state.activeClusters.after(place);
}

/** CL11–CL17. */
export function DeleteCluster(sim: Simulation, input: Request<DeleteClusterRequest>) {
  const cluster = findCluster(sim, requiredCluster(input.cluster));
  if (!cluster) throw clusterNotFound();
  if (cluster.status === "INACTIVE")
    return { cluster: showCluster(cluster, ["SETTINGS", "CONFIGURATIONS", "ATTACHMENTS"]) };
  if (cluster.activeServices.size > 0) throw containsServices();
  if (cluster.unstoppedTasks > 0) {
    throw new EcsError("ClusterContainsTasksException", "The Cluster cannot be deleted while Tasks are active.");
  }
  requireNoCapacity(sim, cluster);
  sim.rule(deactivateCluster)(sim, cluster);
  return { cluster: showCluster(cluster, ["SETTINGS", "CONFIGURATIONS"]) };
}

/** CL16, CL17. */
function requireNoCapacity(sim: Simulation, cluster: Cluster): void {
  if (cluster.fleet.registered.size > 0 && !sim.bugged("cluster-with-container-instances-can-be-deleted")) {
    throw new EcsError(
      "ClusterContainsContainerInstancesException",
      "The Cluster cannot be deleted while Container Instances are active or draining.",
    );
  }
  for (const provider of sim.state.providers.present) {
    if (provider.cluster !== cluster) continue;
    throw new EcsError(
      "ClusterContainsCapacityProviderException",
      "The Cluster cannot be deleted while it contains capacity providers.",
    );
  }
  requireSettledAttachments(cluster);
}

export function containsServices(): EcsError {
  return new EcsError("ClusterContainsServicesException", "The Cluster cannot be deleted while Services are active.");
}

/** CL20. */
export function UpdateCluster(sim: Simulation, input: Request<UpdateClusterRequest>) {
  const settings = newSettings(input.settings);
  const cluster = findCluster(sim, requiredCluster(input.cluster));
  if (!cluster) throw clusterNotFound();
  if (cluster.status !== "ACTIVE") throw clientException("Cluster was not ACTIVE.");
  if (input.serviceConnectDefaults) {
    cluster.serviceConnectNamespace = sim.rule(newNamespace)(sim, input.serviceConnectDefaults.namespace);
    if (cluster.serviceConnectNamespace) sim.state.namespaces.add(cluster.serviceConnectNamespace);
  }
  sim.rule(requireCommandLogging)(input.configuration);
  if (input.configuration) cluster.configuration = input.configuration;
  return { cluster: mergeSettings(sim, cluster, settings) };
}

/** CL20: the cluster is looked up before its settings are checked. */
export function UpdateClusterSettings(sim: Simulation, input: Request<UpdateClusterSettingsRequest>) {
  if (!input.settings?.length) throw invalidParameter("Settings cannot be empty.");
  const cluster = activeCluster(sim, requiredCluster(input.cluster));
  return { cluster: mergeSettings(sim, cluster, newSettings(input.settings)) };
}

function mergeSettings(sim: Simulation, cluster: Cluster, settings: ReadonlyMap<string, string>) {
  const before = cluster.settings;
  cluster.settings = new Map([...before, ...settings]);
  const shown = showCluster(cluster, ["SETTINGS", "CONFIGURATIONS", "ATTACHMENTS"]);
  if (sim.bugged("update-cluster-settings-answered-not-stored")) cluster.settings = before;
  return shown;
}

/** CL21, CL22. */
export function PutClusterCapacityProviders(sim: Simulation, input: Request<PutClusterCapacityProvidersRequest>) {
  const { capacityProviders, defaultCapacityProviderStrategy } = input;
  if (!capacityProviders) throw invalidParameter("Capacity providers can not be null.");
  if (!defaultCapacityProviderStrategy) throw invalidParameter("Default capacity provider strategy can not be null.");
  const cluster = findCluster(sim, requiredCluster(input.cluster));
  if (!cluster) throw clusterNotFound();
  if (cluster.status !== "ACTIVE") throw clientException("Cluster was not ACTIVE.");
  requireSettledAttachments(cluster);
  const providers = requireProviders(sim, cluster.name, capacityProviders);
  const strategy = newStrategy(sim, defaultCapacityProviderStrategy, providers, severalBasesOfCluster);
  const removed = cluster.capacityProviders.filter((provider) => !providers.includes(provider));
  if (usesProvider(cluster.desiredRunning, removed) || usesProvider(cluster.desiredStopped, removed)) {
    throw new EcsError("ResourceInUseException", "The specified capacity provider is in use and cannot be removed.");
  }
  cluster.capacityProviders = providers;
  if (strategy.length > 0 || !sim.bugged("put-capacity-providers-keeps-old-strategy"))
    cluster.defaultStrategy = strategy;
  attachPolicies(sim, cluster, false);
  // The reply says that the update is in progress, even without a scaling policy (CL21).
  const updating = { attachmentsStatus: "UPDATE_IN_PROGRESS" };
  return { cluster: { ...showCluster(cluster, ["SETTINGS", "ATTACHMENTS"]), ...updating } };
}

function usesProvider(tasks: OrderedSet<Task>, removed: string[]) {
  if (removed.length === 0) return false;
  for (const task of tasks) {
    if (task.lastStatus !== "STOPPED" && task.capacityProvider && removed.includes(task.capacityProvider)) return true;
  }
  return false;
}
