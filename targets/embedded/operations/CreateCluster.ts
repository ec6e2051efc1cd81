import { isDeepStrictEqual } from "node:util";
import type { CreateClusterRequest } from "@aws-sdk/client-ecs";
import { requireProviders } from "../capacity/providerRegistry.ts";
import { newStrategy, severalBasesOfCluster } from "../capacity/strategy.ts";
import { attachPolicies } from "../clusters/clusterAttachments.ts";
import { newNamespace, newSettings } from "../clusters/clusterSettings.ts";
import { addCluster, emptyCluster, showCluster } from "../clusters/clusters.ts";
import { requireCommandLogging } from "../clusters/commandLogging.ts";
import { invalidParameter } from "../errors.ts";
import { clusterName } from "../requests/identifiers.ts";
import { newTags, readTags, showTags } from "../requests/tags.ts";
import type { Simulation } from "../simulation.ts";
import type { Cluster } from "../state/cluster.ts";
import type { Request } from "../wire.ts";

/** Creates a cluster, or returns the existing one (CL1–CL5). */
export function CreateCluster(sim: Simulation, input: Request<CreateClusterRequest>) {
  if (input.clusterName?.startsWith("arn:")) throw invalidParameter("Cluster names are not ARNs.");
  const wanted = emptyCluster(sim, clusterName(sim, input.clusterName));
  for (const [name, value] of newSettings(input.settings)) wanted.settings.set(name, value);
  sim.rule(requireCommandLogging)(input.configuration);
  wanted.configuration = input.configuration;
  wanted.tags = sim.bugged("tags-with-aws-prefix-accepted") ? readTags(input.tags) : newTags(input.tags);
  wanted.capacityProviders = requireProviders(sim, wanted.name, input.capacityProviders ?? []);
  wanted.defaultStrategy = newStrategy(
    sim,
    input.defaultCapacityProviderStrategy,
    wanted.capacityProviders,
    severalBasesOfCluster,
  );
  wanted.serviceConnectNamespace = sim.rule(newNamespace)(sim, input.serviceConnectDefaults?.namespace);

  const present = sim.state.clusters.get(wanted.name);
  if (present?.status === "ACTIVE") {
    sim.rule(requireSameArguments)(input, present, wanted);
    // The reply shows the tags of the request, and none of those that only the cluster has (CL31).
    return { cluster: { ...showCreated(present), tags: showTags(wanted.tags) } };
  }
  sim.rule(addCluster)(sim, wanted);
  attachPolicies(sim, wanted, true);
  return { cluster: showCreated(wanted) };
}

function showCreated(cluster: Cluster) {
  return showCluster(cluster, ["SETTINGS", "TAGS", "CONFIGURATIONS"]);
}

/** Each given argument must be equal to that of the cluster; omitted and empty ones are ignored (CL3, CL4). */
export function requireSameArguments(input: Request<CreateClusterRequest>, present: Cluster, wanted: Cluster): void {
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
