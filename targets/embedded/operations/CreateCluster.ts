import { isDeepStrictEqual } from "node:util";
import type { CreateClusterRequest } from "@aws-sdk/client-ecs";
import { requireProviders } from "../capacity/providerRegistry.ts";
import { newStrategy } from "../capacity/strategy.ts";
import { attachPolicies } from "../clusters/clusterAttachments.ts";
import { newNamespace, newSettings } from "../clusters/clusterSettings.ts";
import { addCluster, emptyCluster, showCluster } from "../clusters/clusters.ts";
import { clientException, invalidParameter } from "../errors.ts";
import { clusterName } from "../requests/identifiers.ts";
import { newTags } from "../requests/tags.ts";
import type { Simulation } from "../simulation.ts";
import type { Cluster } from "../state/cluster.ts";
import type { Request } from "../wire.ts";

/** Makes a cluster, or answers the one there is (CL1–CL5). */
export function CreateCluster(sim: Simulation, input: Request<CreateClusterRequest>) {
  if (input.clusterName?.startsWith("arn:")) throw invalidParameter("Cluster names are not ARNs.");
  const wanted = emptyCluster(sim, clusterName(sim, input.clusterName));
  for (const [name, value] of newSettings(input.settings)) wanted.settings.set(name, value);
  wanted.configuration = input.configuration;
  wanted.tags = newTags(input.tags, sim.bugged("tags-with-aws-prefix-accepted") ? "accepted" : "refused");
  wanted.capacityProviders = requireProviders(sim, wanted.name, input.capacityProviders ?? []);
  wanted.defaultStrategy = newStrategy(input.defaultCapacityProviderStrategy, wanted.capacityProviders);
  wanted.serviceConnectNamespace = newNamespace(sim, input.serviceConnectDefaults?.namespace);

  const present = sim.state.clusters.get(wanted.name);
  if (present?.status === "ACTIVE") {
    if (sim.bugged("create-existing-cluster-refused")) throw clientException("Cluster already exists.");
    requireSameArguments(input, present, wanted);
    return { cluster: showCreated(present) };
  }
  if (present && sim.bugged("recreated-cluster-keeps-old-tags"))
    wanted.tags = new Map([...present.tags, ...wanted.tags]);
  addCluster(sim, wanted);
  attachPolicies(sim, wanted, true);
  const cluster = showCreated(wanted);
  if (sim.bugged("create-cluster-forgets-tags")) wanted.tags = new Map();
  return { cluster };
}

function showCreated(cluster: Cluster) {
  return showCluster(cluster, ["SETTINGS", "TAGS", "CONFIGURATIONS"]);
}

/** Each argument that is given must be what the cluster has; what is left out or empty does not matter (CL3, CL4). */
function requireSameArguments(input: Request<CreateClusterRequest>, present: Cluster, wanted: Cluster): void {
  const same =
    (!input.settings?.length || isDeepStrictEqual(present.settings, wanted.settings)) &&
    (!input.configuration || isDeepStrictEqual(present.configuration, wanted.configuration)) &&
    (!input.tags?.length || isDeepStrictEqual(present.tags, wanted.tags)) &&
    (!input.capacityProviders?.length ||
      isDeepStrictEqual(new Set(present.capacityProviders), new Set(wanted.capacityProviders))) &&
    (!input.defaultCapacityProviderStrategy?.length ||
      isDeepStrictEqual(present.defaultStrategy, wanted.defaultStrategy)) &&
    (!input.serviceConnectDefaults?.namespace || present.serviceConnectNamespace === wanted.serviceConnectNamespace);
  if (!same) {
    throw invalidParameter(
      "Arguments on this idempotent request are inconsistent with arguments used in previous request(s).",
    );
  }
}
