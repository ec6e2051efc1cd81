import type { AutoScalingGroupProvider, ManagedInstancesProvider } from "@aws-sdk/client-ecs";
import { clientException, invalidParameter } from "../errors.ts";
import { OrderedSet } from "../orderedSet.ts";
import { isHere, parseArn } from "../requests/identifiers.ts";
import { showTags, type Tags } from "../requests/tags.ts";
import type { Simulation } from "../simulation.ts";
import type { Cluster } from "../state/cluster.ts";
import type { Wire } from "../wire.ts";

/** A capacity provider that was created by a request (CP2). */
export interface CreatedProvider {
  readonly name: string;
  readonly arn: string;
  /** Only a provider of Managed Instances belongs to a cluster. */
  readonly cluster: Cluster | undefined;
  autoScalingGroupProvider: Wire<AutoScalingGroupProvider> | undefined;
  managedInstancesProvider: Wire<ManagedInstancesProvider> | undefined;
  status: "PROVISIONING" | "ACTIVE" | "INACTIVE";
  updateStatus: string | undefined;
  updateStatusReason: string | undefined;
  tags: Tags;
}

export interface ProviderRegistry {
  /** The latest provider of each name. */
  readonly byName: Map<string, CreatedProvider>;
  /** All that are not INACTIVE. */
  readonly present: OrderedSet<CreatedProvider>;
}

export function emptyProviderRegistry(): ProviderRegistry {
  return { byName: new Map(), present: new OrderedSet() };
}

/** The two providers that exist without being created (CP1). */
const predefined = ["FARGATE", "FARGATE_SPOT"];

export function isPredefined(name: string): boolean {
  return predefined.includes(name);
}

/** The name of the provider that a name or an ARN refers to (A1, A2). */
export function providerName(sim: Simulation, identifier: string): string {
  if (!identifier.startsWith("arn:")) return identifier;
  const { type, path } = parseArn(identifier);
  if (type !== "capacity-provider") throw invalidParameter(`Unsupported resource type: ${type}`);
  if (!isHere(sim, identifier)) {
    throw invalidParameter("Invalid identifier: Identifier is for another region or account.");
  }
  if (path.length !== 1) throw invalidParameter("Invalid identifier: Unexpected number of separators");
  return path[0] as string;
}

/** The provider that an operation changes. Refuses predefined and missing ones. */
export function changeableProvider(sim: Simulation, identifier: string): CreatedProvider {
  const name = providerName(sim, identifier);
  if (isPredefined(name)) {
    throw invalidParameter(`The capacity provider ${name} is reserved and can be neither changed nor deleted.`);
  }
  const provider = sim.state.providers.byName.get(name);
  if (!provider) {
    throw clientException("The specified capacity provider does not exist. Specify a valid name or ARN and try again.");
  }
  return provider;
}

/** The providers of a cluster (CL7, CL21). Refuses those of Managed Instances that belong to another cluster. */
export function requireProviders(sim: Simulation, clusterName: string, names: readonly string[]): string[] {
  for (const name of names) {
    if (isPredefined(name)) continue;
    const provider = sim.state.providers.byName.get(name);
    if (provider?.status !== "ACTIVE" || (provider.cluster && provider.cluster.name !== clusterName)) {
      throw invalidParameter(
        `The specified capacity provider '${name}' is not in an ACTIVE state. Specify a valid capacity provider and try again.`,
      );
    }
  }
  return [...new Set(names)];
}

/** The clusters that a provider is associated with (CP5). */
export function clustersWith(sim: Simulation, provider: CreatedProvider): Cluster[] {
  return [...sim.state.activeClusters].filter((cluster) => cluster.capacityProviders.includes(provider.name));
}

export function showPredefined(sim: Simulation, name: string) {
  return {
    capacityProviderArn: sim.arn(`capacity-provider/${name}`),
    name,
    status: "ACTIVE",
    tags: [],
    type: name,
  };
}

export function showProvider(provider: CreatedProvider, withTags: boolean) {
  return {
    capacityProviderArn: provider.arn,
    name: provider.name,
    cluster: provider.cluster?.name,
    status: provider.status,
    autoScalingGroupProvider: provider.autoScalingGroupProvider,
    managedInstancesProvider: provider.managedInstancesProvider,
    updateStatus: provider.updateStatus,
    updateStatusReason: provider.updateStatusReason,
    tags: withTags ? showTags(provider.tags) : [],
    type: provider.managedInstancesProvider ? "MANAGED_INSTANCES" : "EC2_AUTOSCALING",
  };
}

/** The providers that are described if none is named: predefined ones first (CP1, CP4). */
export function describableProviders(sim: Simulation): string[] {
  const created = Array.from(sim.state.providers.present, ({ name }) => name);
  return sim.bugged("predefined-capacity-providers-not-listed") ? created : [...predefined, ...created];
}
