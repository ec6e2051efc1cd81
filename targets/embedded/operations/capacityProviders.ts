import type {
  AutoScalingGroupProvider,
  AutoScalingGroupProviderUpdate,
  CreateCapacityProviderRequest,
  DeleteCapacityProviderRequest,
  DescribeCapacityProvidersRequest,
  UpdateCapacityProviderRequest,
} from "@aws-sdk/client-ecs";
import {
  type CreatedProvider,
  changeableProvider,
  clustersWith,
  describableProviders,
  isPredefined,
  providerName,
  showPredefined,
  showProvider,
} from "../capacity/providerRegistry.ts";
import { clientException, invalidParameter } from "../errors.ts";
import { activeCluster, namePattern } from "../requests/identifiers.ts";
import { requireAtMost, requireEachOf, requireOneOf, requireRange, requireString } from "../requests/limits.ts";
import { pageOf } from "../requests/pages.ts";
import { newTags } from "../requests/tags.ts";
import type { Simulation } from "../simulation.ts";
import type { Cluster } from "../state/cluster.ts";
import type { Request, Wire } from "../wire.ts";

/** Virtual seconds until a change of a provider is complete. */
const changing = 1;

/** CP2, CP3. */
export function CreateCapacityProvider(sim: Simulation, input: Request<CreateCapacityProviderRequest>) {
  const name = requireString("name", input.name);
  requireName(name);
  const { autoScalingGroupProvider, managedInstancesProvider } = input;
  if (Number(autoScalingGroupProvider !== undefined) + Number(managedInstancesProvider !== undefined) !== 1) {
    throw invalidParameter("Specify either an Auto Scaling group provider or a managed instances provider.");
  }
  const tags = newTags(input.tags);
  const scaling = autoScalingGroupProvider && newScaling(autoScalingGroupProvider);
  const cluster = managedInstancesProvider && managedCluster(sim, input.cluster);
  if (managedInstancesProvider) {
    requireString("infrastructureRoleArn", managedInstancesProvider.infrastructureRoleArn);
    if (!managedInstancesProvider.instanceLaunchTemplate) throw invalidParameter("instanceLaunchTemplate is required.");
  }
  sim.rule(requireFreeName)(sim, name);
  const provider: CreatedProvider = {
    name,
    arn: sim.arn(`capacity-provider/${name}`),
    cluster,
    autoScalingGroupProvider: scaling,
    managedInstancesProvider,
    status: managedInstancesProvider ? "PROVISIONING" : "ACTIVE",
    updateStatus: managedInstancesProvider ? "CREATE_IN_PROGRESS" : undefined,
    updateStatusReason: undefined,
    tags,
  };
  sim.state.providers.byName.set(name, provider);
  sim.state.providers.present.add(provider);
  if (managedInstancesProvider) {
    sim.after(changing, () => {
      if (provider.status !== "PROVISIONING") return;
      provider.status = "ACTIVE";
      provider.updateStatus = "CREATE_COMPLETE";
    });
  }
  return { capacityProvider: showProvider(provider, true) };
}

/** A4. */
function requireName(name: string): void {
  if (!namePattern.test(name) || /^(aws|ecs|fargate)/i.test(name)) {
    throw invalidParameter(
      'The specified capacity provider name is invalid. Up to 255 characters are allowed, including letters (upper and lowercase), numbers, underscores, and hyphens. The name cannot be prefixed with "aws", "ecs", or "fargate". Specify a valid name and try again.',
    );
  }
}

/** CP3. */
export function requireFreeName(sim: Simulation, name: string): void {
  if ((sim.state.providers.byName.get(name)?.status ?? "INACTIVE") === "INACTIVE") return;
  throw clientException(
    "The specified capacity provider already exists. To change the configuration of an existing capacity provider, update the capacity provider.",
  );
}

function managedCluster(sim: Simulation, identifier: string | undefined): Cluster {
  if (identifier === undefined) throw invalidParameter("A managed instances provider needs a cluster.");
  return activeCluster(sim, identifier);
}

/** CP2. */
function newScaling(given: Wire<AutoScalingGroupProvider>): Wire<AutoScalingGroupProvider> {
  requireScaling(given);
  return {
    ...given,
    autoScalingGroupArn: requireString("autoScalingGroupArn", given.autoScalingGroupArn),
    managedScaling: {
      status: "DISABLED",
      targetCapacity: 100,
      minimumScalingStepSize: 1,
      maximumScalingStepSize: 10_000,
      instanceWarmupPeriod: 300,
      ...given.managedScaling,
    },
    managedTerminationProtection: given.managedTerminationProtection ?? "DISABLED",
    managedDraining: given.managedDraining ?? "ENABLED",
  };
}

function requireScaling(given: Wire<AutoScalingGroupProviderUpdate>): void {
  const { managedScaling, managedTerminationProtection, managedDraining } = given;
  requireOneOf("managedTerminationProtection", managedTerminationProtection, ["ENABLED", "DISABLED"]);
  requireOneOf("managedDraining", managedDraining, ["ENABLED", "DISABLED"]);
  requireOneOf("status", managedScaling?.status, ["ENABLED", "DISABLED"]);
  requireRange("targetCapacity", managedScaling?.targetCapacity, 1, 100);
  requireRange("minimumScalingStepSize", managedScaling?.minimumScalingStepSize, 1, 10_000);
  requireRange("maximumScalingStepSize", managedScaling?.maximumScalingStepSize, 1, 10_000);
  const { minimumScalingStepSize = 1, maximumScalingStepSize = 10_000 } = managedScaling ?? {};
  if (minimumScalingStepSize > maximumScalingStepSize)
    throw clientException(
      "The minimum or maximum scaling step size value is invalid. Specify a minimum scaling step size value that is less than or equal to the maximum scaling step size value and try again.",
    );
  requireRange("instanceWarmupPeriod", managedScaling?.instanceWarmupPeriod, 0, 10_000);
}

/** CP4. */
export function DescribeCapacityProviders(sim: Simulation, input: Request<DescribeCapacityProvidersRequest>) {
  requireEachOf("include", input.include, ["TAGS"]);
  requireAtMost("capacityProviders", input.capacityProviders, 100);
  if (input.capacityProviders?.includes("")) throw invalidParameter("Capacity providers can not be blank.");
  const cluster = input.cluster === undefined ? undefined : activeCluster(sim, input.cluster);
  const { byName } = sim.state.providers;
  const isOfOther = (name: string) => {
    const owner = byName.get(name)?.cluster;
    return cluster !== undefined && owner !== undefined && owner !== cluster;
  };
  const named = input.capacityProviders?.length
    ? new Set(input.capacityProviders.map((identifier) => providerName(sim, identifier)))
    : describableProviders(sim);
  const names = [...named].filter((name) => !isOfOther(name));
  const rule = {
    operation: "DescribeCapacityProviders",
    defaultSize: 10,
    maximumSize: 10,
    filters: [cluster?.name, input.capacityProviders],
  };
  const { items, nextToken } = pageOf<string, number>(rule, input, (place = 0) =>
    names.map((name, index) => [index + 1, name] as const).slice(place),
  );
  const withTags = input.include?.includes("TAGS") ?? false;
  const capacityProviders = items.flatMap((name) => {
    if (isPredefined(name)) return showPredefined(sim, name);
    const provider = byName.get(name);
    return provider ? showProvider(provider, withTags) : [];
  });
  const missing = items.filter((name) => !isPredefined(name) && !byName.has(name));
  const failures = missing.map((name) => ({ arn: sim.arn(`capacity-provider/${name}`), reason: "MISSING" }));
  return { capacityProviders, failures, nextToken };
}

/** CP6. */
export function UpdateCapacityProvider(sim: Simulation, input: Request<UpdateCapacityProviderRequest>) {
  const identifier = requireString("name", input.name);
  const { autoScalingGroupProvider, managedInstancesProvider } = input;
  if (autoScalingGroupProvider) requireScaling(autoScalingGroupProvider);
  if (input.cluster !== undefined) activeCluster(sim, input.cluster);
  const provider = changeableProvider(sim, identifier);
  if (provider.status !== "ACTIVE" || provider.updateStatus === "DELETE_IN_PROGRESS") {
    throw clientException("The specified capacity provider is not in an ACTIVE state.");
  }
  const fits = provider.managedInstancesProvider ? managedInstancesProvider : autoScalingGroupProvider;
  if (!fits || (autoScalingGroupProvider && managedInstancesProvider)) {
    throw invalidParameter("Specify what the capacity provider is to become, of the kind that it is.");
  }
  if (autoScalingGroupProvider) changeScaling(sim, provider, autoScalingGroupProvider);
  if (managedInstancesProvider) {
    const { infrastructureRoleArn, instanceLaunchTemplate } = managedInstancesProvider;
    const present = provider.managedInstancesProvider;
    provider.managedInstancesProvider = {
      ...present,
      ...managedInstancesProvider,
      infrastructureRoleArn: infrastructureRoleArn ?? present?.infrastructureRoleArn,
      instanceLaunchTemplate: {
        ec2InstanceProfileArn: undefined,
        networkConfiguration: undefined,
        ...present?.instanceLaunchTemplate,
        ...instanceLaunchTemplate,
      },
    };
  }
  finishLater(sim, provider, "UPDATE", () => {});
  return { capacityProvider: showProvider(provider, false) };
}

/** Omitted members keep their values. */
function changeScaling(sim: Simulation, provider: CreatedProvider, given: Wire<AutoScalingGroupProviderUpdate>): void {
  const present = provider.autoScalingGroupProvider;
  const keepsScaling = sim.bugged("update-capacity-provider-loses-managed-scaling");
  provider.autoScalingGroupProvider = {
    autoScalingGroupArn: present?.autoScalingGroupArn,
    ...present,
    ...given,
    managedScaling: keepsScaling ? present?.managedScaling : { ...present?.managedScaling, ...given.managedScaling },
  };
}

/** CP5. */
export function DeleteCapacityProvider(sim: Simulation, input: Request<DeleteCapacityProviderRequest>) {
  const identifier = requireString("capacityProvider", input.capacityProvider);
  if (input.cluster !== undefined) activeCluster(sim, input.cluster);
  const provider = changeableProvider(sim, identifier);
  if (provider.status === "INACTIVE" || provider.updateStatus === "DELETE_IN_PROGRESS") {
    return { capacityProvider: showProvider(provider, false) };
  }
  if (failDeletion(sim, provider)) return { capacityProvider: showProvider(provider, false) };
  finishLater(sim, provider, "DELETE", () => endProvider(sim, provider));
  return { capacityProvider: showProvider(provider, false) };
}

/** Marks the deletion as failed if a cluster is associated with the provider, and returns whether one is (CP5). */
function failDeletion(sim: Simulation, provider: CreatedProvider): boolean {
  const [user] = sim.rule(clustersWith)(sim, provider);
  if (!user) return false;
  provider.updateStatus = "DELETE_FAILED";
  provider.updateStatusReason = `The capacity provider cannot be deleted because it is associated with cluster: ${user.name}. Remove the capacity provider from the cluster and try again.`;
  return true;
}

function endProvider(sim: Simulation, provider: CreatedProvider): void {
  if (failDeletion(sim, provider)) return;
  provider.status = "INACTIVE";
  provider.tags = new Map();
  sim.state.providers.present.delete(provider);
}

/** A change is IN_PROGRESS for some time; a later change replaces it. */
function finishLater(sim: Simulation, provider: CreatedProvider, change: "UPDATE" | "DELETE", done: () => void): void {
  provider.updateStatus = `${change}_IN_PROGRESS`;
  provider.updateStatusReason = undefined;
  sim.after(changing, () => {
    if (provider.updateStatus !== `${change}_IN_PROGRESS`) return;
    provider.updateStatus = `${change}_COMPLETE`;
    done();
  });
}
