import { clusterRefusals, findCluster, viewCluster } from "./clusters/cluster.ts";
import { operation } from "./language/card.ts";
import { values } from "./language/persistentMap.ts";
import { accept, isRefusal, refuse } from "./language/step.ts";
import { badClusterProviders, busy, clusterProviderRefusals, hasGroups } from "./placement/capacity.ts";

/** Replaces both lists of the cluster (row CL21). */
export const PutClusterCapacityProviders = operation("PutClusterCapacityProviders", {
  names: { cluster: "cluster", capacityProviders: "capacityProvider" },
  accepts: ["CL6", "CL21", "CL22"],
  refuses: ["RQ1", ...clusterRefusals, "CL17", "CL21", "CL21b", ...clusterProviderRefusals],
  step(state, input, context) {
    if (!input.cluster || input.capacityProviders === undefined || input.defaultCapacityProviderStrategy === undefined)
      return refuse("RQ1");
    const bad = badClusterProviders(state, input, context);
    if (bad) return bad;
    const cluster = findCluster(state, input.cluster);
    if (isRefusal(cluster)) return cluster;
    if (cluster.status !== "ACTIVE") return context.may("CL19") ? refuse("CL19") : refuse("CL21");
    const wait = busy(cluster, context);
    if (wait) return wait;
    // A cluster that was created with Auto Scaling groups may not be ACTIVE yet.
    if (cluster.attaching && context.may("CL21")) return refuse("CL21");
    const next = input.capacityProviders;
    const removed = cluster.capacityProviders.filter((provider) => !next.includes(provider));
    const inUse =
      cluster.used &&
      removed.length > 0 &&
      [...values(cluster.services)].length + [...values(cluster.tasks)].length > 0;
    if (inUse && context.may("CL21b")) return refuse("CL21b");
    cluster.attaching ||= hasGroups([...cluster.capacityProviders, ...next]);
    cluster.capacityProviders = [...next];
    cluster.defaultCapacityProviderStrategy = input.defaultCapacityProviderStrategy.map((item) => ({ ...item }));
    return accept(
      { cluster: viewCluster(cluster, context, "provided") },
      "CL21",
      "CL22",
      ...(cluster.attaching ? (["CL6"] as const) : []),
    );
  },
});
