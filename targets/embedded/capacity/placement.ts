import type { CapacityProviderStrategyItem, NetworkConfiguration } from "@aws-sdk/client-ecs";
import { EcsError, invalidParameter } from "../errors.ts";
import { requireAtMost, requireOneOf } from "../requests/limits.ts";
import type { Simulation } from "../simulation.ts";
import type { Cluster, StrategyItem } from "../state/cluster.ts";
import type { DeploymentPlan } from "../state/service.ts";
import type { Wire } from "../wire.ts";
import { isPredefined } from "./providerRegistry.ts";
import { newStrategy, requireUsableStrategy } from "./strategy.ts";

const platformVersions = ["LATEST", "1.4.0", "1.3.0", "1.2.0", "1.1.0", "1.0.0"];

interface PlacementInput {
  readonly launchType?: string | undefined;
  readonly capacityProviderStrategy?: readonly Wire<CapacityProviderStrategyItem>[] | undefined;
  readonly networkConfiguration?: Wire<NetworkConfiguration> | undefined;
}

/** The checks of a placement that need no lookup (SV5, SV13); `bothGiven` refuses a launch type with a strategy. */
export function requirePlacementInput(
  { launchType, capacityProviderStrategy, networkConfiguration }: PlacementInput,
  bothGiven = "Specifying both a launch type and capacity provider strategy is not supported. Remove one and try again.",
): void {
  requireOneOf("launchType", launchType, ["EC2", "FARGATE", "EXTERNAL", "MANAGED_INSTANCES"]);
  if (launchType !== undefined && capacityProviderStrategy?.length) {
    throw invalidParameter(bothGiven);
  }
  const vpc = networkConfiguration?.awsvpcConfiguration;
  if (!vpc) return;
  if (!vpc.subnets?.length) throw invalidParameter("subnets can not be empty.");
  requireAtMost("subnets", vpc.subnets, 16);
  requireAtMost("securityGroups", vpc.securityGroups, 5);
  requireOneOf("assignPublicIp", vpc.assignPublicIp, ["ENABLED", "DISABLED"]);
}

/** The given launch type or strategy, otherwise the strategy of the cluster, otherwise EC2 (SV2). */
export function choosePlacement(
  sim: Simulation,
  cluster: Cluster,
  input: PlacementInput,
): Pick<DeploymentPlan, "launchType" | "strategy"> {
  if (input.launchType !== undefined) return { launchType: input.launchType, strategy: [] };
  const given: StrategyItem[] = newStrategy(sim, input.capacityProviderStrategy, cluster.capacityProviders);
  const strategy = given.length > 0 ? given : cluster.defaultStrategy;
  if (strategy.length === 0) return { launchType: "EC2", strategy: [] };
  sim.rule(requireUsableStrategy)(strategy, given.length === 0);
  return { launchType: undefined, strategy };
}

/** Whether at least some tasks of this plan run on Fargate. */
export function placesOnFargate({ launchType, strategy }: Pick<DeploymentPlan, "launchType" | "strategy">): boolean {
  if (launchType !== undefined) return launchType === "FARGATE";
  return strategy.some(({ capacityProvider }) => isPredefined(capacityProvider));
}

/** SV13. */
export function requireNetwork({ revision, networkConfiguration }: DeploymentPlan): void {
  if (revision.content.networkMode === "awsvpc" && !networkConfiguration?.awsvpcConfiguration)
    throw invalidParameter("Network Configuration must be provided when networkMode 'awsvpc' is specified.");
}

/** The checks of a plan against its task definition (SV3, SV13, SV14). */
export function requirePlan(plan: DeploymentPlan): void {
  const { revision, networkConfiguration, platformVersion } = plan;
  const fargate = placesOnFargate(plan);
  const vpc = networkConfiguration?.awsvpcConfiguration;
  if (fargate && !revision.content.compatibilities?.includes("FARGATE")) {
    throw invalidParameter("Task definition does not support launch_type FARGATE.");
  }
  requireNetwork(plan);
  if (revision.content.networkMode !== "awsvpc" && vpc) {
    throw invalidParameter("Network Configuration is not valid for the given networkMode of this task definition.");
  }
  if (!fargate && vpc?.assignPublicIp === "ENABLED") {
    throw invalidParameter("Assign public IP is not supported for this launch type.");
  }
  if (platformVersion === undefined) return;
  if (!fargate) throw invalidParameter("The platform version must be null when specifying an EC2 launch type.");
  if (!platformVersions.includes(platformVersion)) {
    throw new EcsError("PlatformUnknownException", "The specified platform version does not exist.");
  }
}

/** The platform version of a plan on Fargate, with `LATEST` resolved (SV3). */
export function resolvedPlatform(
  plan: Pick<DeploymentPlan, "launchType" | "strategy" | "platformVersion">,
): string | undefined {
  if (!placesOnFargate(plan)) return undefined;
  return plan.platformVersion === undefined || plan.platformVersion === "LATEST" ? "1.4.0" : plan.platformVersion;
}

/** A network configuration with its defaults. */
export function newNetwork(network: Wire<NetworkConfiguration> | undefined): Wire<NetworkConfiguration> | undefined {
  const vpc = network?.awsvpcConfiguration;
  if (!vpc) return undefined;
  return {
    awsvpcConfiguration: {
      subnets: vpc.subnets,
      securityGroups: vpc.securityGroups ?? [],
      assignPublicIp: vpc.assignPublicIp ?? "DISABLED",
    },
  };
}
