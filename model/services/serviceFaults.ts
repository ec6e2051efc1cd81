import type * as ecs from "@aws-sdk/client-ecs";
import { anyFaultOf, faultIf } from "../language/anyFaultOf.ts";
import type { Service } from "../language/state.ts";
import type { Context } from "../language/step.ts";

/** How the tasks of a service are to be spread over container instances. */
interface Spread {
  readonly launchType?: string | undefined;
  readonly schedulingStrategy?: string | undefined;
  readonly placementConstraints?: readonly ecs.PlacementConstraint[] | undefined;
  readonly placementStrategy?: readonly ecs.PlacementStrategy[] | undefined;
}

/** Row SV49. */
const mostStrategies = 5;

/** The rules by which `badSpread` and `badSpreadOf` refuse. */
export const spreadRefusals = ["SV46", "SV46s", "SV48", "SV49", "SV49m", "SV49r", "SV50"] as const;

/** The faults of constraints and strategies (rows SV46, SV48–SV50). */
export function badSpread(given: Spread, context: Context) {
  const { placementConstraints: constraints = [], placementStrategy: strategies = [] } = given;
  const fargate = given.launchType === "FARGATE";
  const packed = strategies.find(
    ({ type, field }) => type === "binpack" && field !== undefined && !/^(?:cpu|memory)$/i.test(field),
  );
  return anyFaultOf(
    [
      faultIf(fargate && constraints.length > 0, "SV46"),
      faultIf(fargate && strategies.length > 0, "SV46s"),
      faultIf(
        constraints.some(({ type, expression }) => type === "distinctInstance" && expression !== undefined),
        "SV48",
      ),
      faultIf(packed !== undefined, "SV49", { field: packed?.field ?? "" }),
      faultIf(
        strategies.some(({ type, field }) => type === "random" && field !== undefined),
        "SV49r",
      ),
      faultIf(strategies.length > mostStrategies, "SV49m"),
      faultIf(given.schedulingStrategy === "DAEMON" && strategies.length > 0, "SV50"),
    ],
    context,
  );
}

/** The same for an update: the rows do not say whether it is checked against what the service is. */
export function badSpreadOf(service: Service, given: Spread, context: Context) {
  const { launchType, schedulingStrategy } = service;
  const alone = badSpread(given, context);
  if (alone) return alone;
  const together = badSpread({ ...given, launchType, schedulingStrategy }, context);
  return together && context.may(together.rule) ? together : undefined;
}

const zone = "attribute:ecs.availability-zone";

/**
 * While availability zones are rebalanced, the first strategy spreads over them (row SV45). Certain for an update that
 * asks for both.
 */
export function unbalancedSpread(
  given: Spread & Pick<ecs.UpdateServiceRequest, "availabilityZoneRebalancing">,
  before: Service["settings"] | undefined,
  context: Context,
) {
  const rebalancing = given.availabilityZoneRebalancing;
  if (rebalancing === "DISABLED") return undefined;
  const [first] = given.placementStrategy ?? before?.placementStrategy ?? [];
  if (first === undefined || (first.type === "spread" && first.field === zone)) return undefined;
  if (given.placementStrategy === undefined) return faultIf(rebalancing !== undefined && context.may("SV45"), "SV45");
  const sure = before !== undefined && rebalancing === "ENABLED";
  const asked = rebalancing ?? before?.availabilityZoneRebalancing;
  const open = before === undefined ? rebalancing === "ENABLED" : asked !== "DISABLED";
  return faultIf(sure || (open && context.may("SV45")), "SV45");
}

type Companions = Pick<
  ecs.CreateServiceRequest,
  "capacityProviderStrategy" | "deploymentConfiguration" | "loadBalancers" | "platformVersion" | "serviceRegistries"
> &
  Spread;

/** The members that exclude one another (rows SV51, SV53, SV54). */
export function badCompanions(given: Companions, controller: string | undefined, context: Context) {
  const external = controller === "EXTERNAL";
  const breaker = given.deploymentConfiguration?.deploymentCircuitBreaker;
  // Whether a disabled circuit breaker is refused is not recorded.
  const others = external || controller === "CODE_DEPLOY";
  const breaks = others && breaker !== undefined && (breaker.enable === true || context.may("SV54"));
  return anyFaultOf(
    [
      faultIf(external && (given.loadBalancers?.length ?? 0) > 0, "SV51"),
      faultIf((given.serviceRegistries?.length ?? 0) > 1, "SV53"),
      faultIf(breaks, "SV54"),
      misplacedPlatform(given, context),
    ],
    context,
  );
}

/** A platform version is for Fargate (row SV47); without a launch type the row does not decide. */
export function misplacedPlatform(
  given: Pick<Companions, "capacityProviderStrategy" | "launchType" | "platformVersion">,
  context: Context,
) {
  const { launchType, platformVersion } = given;
  if (platformVersion === undefined || (launchType !== undefined && launchType !== "EC2")) return undefined;
  if (launchType === undefined && given.capacityProviderStrategy?.length) return undefined;
  return faultIf(launchType === "EC2" || context.may("SV47"), "SV47");
}

/** What does not go with the network mode of the definition (rows SV52, SV53). */
export function unfitCompanions(
  given: Pick<ecs.CreateServiceRequest, "loadBalancers" | "role" | "serviceRegistries">,
  networkMode: string | undefined,
  context: Context,
) {
  const awsvpc = networkMode === "awsvpc";
  const hasRole = given.role !== undefined;
  return anyFaultOf(
    [
      faultIf(hasRole && awsvpc, "SV52v"),
      faultIf(hasRole && !given.loadBalancers?.length, "SV52"),
      faultIf(awsvpc && given.serviceRegistries?.some(({ containerPort }) => containerPort !== undefined), "SV53p"),
    ],
    context,
  );
}
