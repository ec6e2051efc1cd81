import type { CreateServiceRequest, LoadBalancer } from "@aws-sdk/client-ecs";
import { EcsError, invalidParameter } from "../errors.ts";
import { isTargetGroup } from "../neighbours/targetGroups.ts";
import { requireAtMost, requireOneOf, requireRange } from "../requests/limits.ts";
import type { ServiceSettings } from "../state/service.ts";
import type { Revision } from "../state/taskDefinition.ts";
import type { Request, Wire } from "../wire.ts";
import { requireMonitoring } from "./monitoring.ts";
import { spreadsOtherwise } from "./refusals/placement.ts";

type Input = Request<CreateServiceRequest>;

/** The checks of CreateService and UpdateService that need no lookup (SV15, SV16). */
export function requireServiceSyntax(input: Input): void {
  const { deploymentConfiguration: configuration } = input;
  requireRange("healthCheckGracePeriodSeconds", input.healthCheckGracePeriodSeconds, 0, 2 ** 31 - 1);
  requirePercents(configuration);
  requireThreshold(configuration);
  requireMonitoring(input.monitoring);
  requireOneOf("propagateTags", input.propagateTags, ["TASK_DEFINITION", "SERVICE", "NONE"]);
  requireOneOf("availabilityZoneRebalancing", input.availabilityZoneRebalancing, ["ENABLED", "DISABLED"]);
  requireOneOf("type", input.deploymentController?.type, ["ECS", "CODE_DEPLOY", "EXTERNAL"]);
  requireOneOf("strategy", configuration?.strategy, ["ROLLING", "BLUE_GREEN", "LINEAR", "CANARY"]);
  requireAtMost("placementConstraints", input.placementConstraints, 10);
  if ((configuration?.strategy ?? "ROLLING") !== "ROLLING") {
    throw new EcsError("UnsupportedFeatureException", "Only rolling deployments and task sets are simulated.");
  }
}

/** SV15: CreateService and UpdateService name the count differently. */
export function requireCount(desiredCount: number | undefined, name: "DesiredCount" | "Task count"): void {
  if ((desiredCount ?? 0) < 0) throw invalidParameter(`${name} can not be lesser than 0`);
  requireRange("desiredCount", desiredCount, 0, 100_000);
}

/** SV40. */
function requirePercents(given: Input["deploymentConfiguration"]): void {
  requireRange("minimumHealthyPercent", given?.minimumHealthyPercent, 0, 100_000);
  if ((given?.minimumHealthyPercent ?? 0) > 100) throw invalidParameter("minimumHealthyPercent must be at most 100");
  if ((given?.maximumPercent ?? 100) < 100) throw invalidParameter("maximumPercent must be at least 100");
}

/** SV61. */
function requireThreshold(given: Input["deploymentConfiguration"]): void {
  const threshold = given?.deploymentCircuitBreaker?.thresholdConfiguration;
  if (!threshold) return;
  const { type = "BOUNDED_PERCENT", value = 50 } = threshold;
  if (!["COUNT", "BOUNDED_PERCENT", "UNBOUNDED_PERCENT"].includes(type))
    throw invalidParameter("Invalid deployment circuit breaker threshold type.");
  if (value < 1 || (type !== "COUNT" && value > 100))
    throw invalidParameter("Invalid deployment circuit breaker threshold value.");
}

/** Rebalancing that was not requested is off where the deployment configuration or placement excludes it (SV38, SV39). */
export function settledRebalancing(settings: ServiceSettings, input: Input): ServiceSettings {
  const { maximumPercent } = settings.deploymentConfiguration;
  const room =
    maximumPercent > 100 && input.schedulingStrategy !== "DAEMON" && !spreadsOtherwise(settings.placementStrategy);
  return room || input.availabilityZoneRebalancing !== undefined
    ? settings
    : { ...settings, availabilityZoneRebalancing: "DISABLED" };
}

/** SV12: only one target group has a load balancer. */
export function requireLoadBalancers(list: readonly Wire<LoadBalancer>[] | undefined, revision: Revision): void {
  for (const { containerName, containerPort, targetGroupArn } of list ?? []) {
    const container = revision.content.containerDefinitions.find(({ name }) => name === containerName);
    if (!container) throw invalidParameter(`The container ${containerName} does not exist in the task definition.`);
    if (!container.portMappings?.some((mapping) => mapping.containerPort === containerPort)) {
      throw invalidParameter(`The container ${containerName} did not have a container port ${containerPort} defined.`);
    }
    if (!isTargetGroup(targetGroupArn))
      throw invalidParameter(
        `The target group with targetGroupArn ${targetGroupArn} does not have an associated load balancer.`,
      );
  }
}

/** The settings of a new service (SV2, SV4). */
export function defaultSettings(schedulingStrategy: string): ServiceSettings {
  return {
    deploymentConfiguration: {
      deploymentCircuitBreaker: {
        enable: false,
        rollback: false,
        resetOnHealthyTask: true,
        thresholdConfiguration: { type: "BOUNDED_PERCENT", value: 50 },
      },
      maximumPercent: schedulingStrategy === "DAEMON" ? 100 : 200,
      minimumHealthyPercent: schedulingStrategy === "DAEMON" ? 0 : 100,
      strategy: "ROLLING",
      bakeTimeInMinutes: 0,
    },
    placementConstraints: [],
    placementStrategy: [],
    loadBalancers: [],
    serviceRegistries: [],
    healthCheckGracePeriodSeconds: undefined,
    availabilityZoneRebalancing: "ENABLED",
    enableECSManagedTags: false,
    enableExecuteCommand: false,
    propagateTags: "NONE",
  };
}

type Breaker = NonNullable<ServiceSettings["deploymentConfiguration"]["deploymentCircuitBreaker"]>;

/** Members of the circuit breaker that a request omits keep their values, and a disabled one does not roll back. */
function changedBreaker(current: Breaker | undefined, given: Breaker): Breaker {
  const { enable = false, rollback = false } = given;
  const thresholdConfiguration = given.thresholdConfiguration ?? current?.thresholdConfiguration;
  return { ...current, ...given, enable, rollback: enable && rollback, thresholdConfiguration };
}

/** The settings with the members of the request; members that it omits keep their values (SV27). */
export function changedSettings(settings: ServiceSettings, input: Input): ServiceSettings {
  const given = input.deploymentConfiguration;
  const breaker = given?.deploymentCircuitBreaker;
  const current = settings.deploymentConfiguration;
  return {
    deploymentConfiguration: {
      ...current,
      ...given,
      maximumPercent: given?.maximumPercent ?? current.maximumPercent,
      minimumHealthyPercent: given?.minimumHealthyPercent ?? current.minimumHealthyPercent,
      deploymentCircuitBreaker: breaker
        ? changedBreaker(current.deploymentCircuitBreaker, breaker)
        : current.deploymentCircuitBreaker,
    },
    placementConstraints: input.placementConstraints ?? settings.placementConstraints,
    placementStrategy: input.placementStrategy?.map(normalizeStrategy) ?? settings.placementStrategy,
    loadBalancers: input.loadBalancers ?? settings.loadBalancers,
    serviceRegistries: input.serviceRegistries ?? settings.serviceRegistries,
    healthCheckGracePeriodSeconds: input.healthCheckGracePeriodSeconds ?? settings.healthCheckGracePeriodSeconds,
    availabilityZoneRebalancing: input.availabilityZoneRebalancing ?? settings.availabilityZoneRebalancing,
    enableECSManagedTags: input.enableECSManagedTags ?? settings.enableECSManagedTags,
    enableExecuteCommand: input.enableExecuteCommand ?? settings.enableExecuteCommand,
    propagateTags: input.propagateTags ?? settings.propagateTags,
  };
}

/** SV16. */
function normalizeStrategy(item: ServiceSettings["placementStrategy"][number]) {
  if (item.field === "host") return { ...item, field: "instanceId" };
  if (item.field === "cpu" || item.field === "memory") return { ...item, field: item.field.toUpperCase() };
  return item;
}
