import type { CreateServiceRequest, UpdateServiceRequest } from "@aws-sdk/client-ecs";
import { invalidParameter } from "../../errors.ts";
import type { Simulation } from "../../simulation.ts";
import type { Service } from "../../state/service.ts";
import type { Request } from "../../wire.ts";

type Input = Request<CreateServiceRequest>;

/** What a service may ask for, with the launch type and scheduling strategy that it has. */
type Spread = Pick<Input, "placementConstraints" | "placementStrategy"> & {
  readonly launchType?: string | undefined;
  readonly schedulingStrategy?: string | undefined;
};

/** SV46, SV48–SV50. */
export function requireSpread(sim: Simulation, spread: Spread): void {
  sim.rule(requireNoPlacementOnFargate)(spread);
  sim.rule(requireInstancePlacement)(spread);
}

/** SV46. */
export function requireNoPlacementOnFargate({ launchType, placementConstraints, placementStrategy }: Spread): void {
  if (launchType !== "FARGATE") return;
  if (placementConstraints?.length)
    throw invalidParameter("Placement constraints are not supported with FARGATE launch type.");
  if (placementStrategy?.length)
    throw invalidParameter("Placement strategies are not supported with FARGATE launch type.");
}

/** SV48–SV50. */
export function requireInstancePlacement({
  placementConstraints = [],
  placementStrategy = [],
  schedulingStrategy,
}: Spread): void {
  if (placementConstraints.some(({ type, expression }) => type === "distinctInstance" && expression !== undefined))
    throw invalidParameter("distinctInstance expression should not be specified.");
  for (const { type, field } of placementStrategy) {
    if (field === undefined) continue;
    if (type === "random") throw invalidParameter("random field should not be specified.");
    if (type === "binpack" && !["cpu", "memory"].includes(field.toLowerCase()))
      throw invalidParameter(`binpack field '${field}' is invalid.`);
  }
  if (placementStrategy.length > 5) throw invalidParameter("Maximum number of strategies is 5.");
  if (schedulingStrategy === "DAEMON" && placementStrategy.length > 0)
    throw invalidParameter(
      "The daemon scheduling strategy does not support placement strategies. Remove the placement strategy and try again",
    );
}

/** Do these strategies not spread tasks over availability zones first (SV45)? */
export const spreadsOtherwise = ([first]: NonNullable<Spread["placementStrategy"]>): boolean =>
  first !== undefined && (first.type !== "spread" || first.field !== "attribute:ecs.availability-zone");

/** SV45. */
export function requireZoneSpread(service: Service, input: Request<UpdateServiceRequest>): void {
  const { availabilityZoneRebalancing: asked, placementStrategy = service.settings.placementStrategy } = input;
  if (asked === "ENABLED" && spreadsOtherwise(placementStrategy))
    throw invalidParameter(
      "The service couldn't be updated because Availability Zone Rebalancing only supports availability zone spread as task placement strategy.",
    );
}
