import type * as ecs from "@aws-sdk/client-ecs";
import { anyFaultOf } from "../language/anyFaultOf.ts";
import { isSameJson } from "../language/sameJson.ts";
import type { Cluster } from "../language/state.ts";
import { type Context, refuse } from "../language/step.ts";
import { badStrategy } from "./capacity.ts";

/** Where tasks are to run, as RunTask and CreateService specify it. */
interface Placement {
  readonly launchType?: string | undefined;
  readonly capacityProviderStrategy?: readonly ecs.CapacityProviderStrategyItem[] | undefined;
  readonly networkConfiguration?: ecs.NetworkConfiguration | undefined;
}

/** The mistake in the request itself, if any (rows SV5, CL22, G1); `several` refuses more than one base. */
export function badPlacement<const Row extends "CL22" | "CL22c">(input: Placement, several: Row) {
  if (input.launchType !== undefined && !["EC2", "FARGATE", "EXTERNAL"].includes(input.launchType)) return refuse("G1");
  if (input.launchType !== undefined && (input.capacityProviderStrategy?.length ?? 0) > 0) return refuse("SV5");
  return badStrategy(input.capacityProviderStrategy, several);
}

/** The rules by which `unfitPlacement` refuses. */
export const placementRefusals = ["SV13", "SV13b", "SV13c", "SV14", "SV14b"] as const;

/** The reason why the definition cannot run there, if any (rows SV13, SV14). */
export function unfitPlacement(input: Placement, definition: ecs.RegisterTaskDefinitionRequest, context: Context) {
  return anyFaultOf(
    placementFaults(input, definition).map((rule) => refuse(rule)),
    context,
  );
}

type PlacementRow = (typeof placementRefusals)[number];

function placementFaults(input: Placement, definition: ecs.RegisterTaskDefinitionRequest): PlacementRow[] {
  const strategy = input.capacityProviderStrategy ?? [];
  const awsvpc = definition.networkMode === "awsvpc";
  const publicIp = input.networkConfiguration?.awsvpcConfiguration?.assignPublicIp === "ENABLED";
  const unfit = !isFargate(definition);
  const faults: [boolean, PlacementRow][] = [
    [awsvpc && input.networkConfiguration === undefined, "SV13"],
    [!awsvpc && input.networkConfiguration !== undefined, "SV13b"],
    [publicIp && usesNoFixedCapacity(input.launchType, strategy), "SV13c"],
    [unfit && input.launchType === "FARGATE", "SV14"],
    [unfit && strategy.length > 0, "SV14b"],
  ];
  return faults.filter(([holds]) => holds).map(([, rule]) => rule);
}

/** Is it for Fargate, as far as the request tells (row TD6)? */
export const isFargate = (definition: ecs.RegisterTaskDefinitionRequest): boolean =>
  definition.requiresCompatibilities?.includes("FARGATE") === true ||
  (definition.networkMode === "awsvpc" && definition.cpu !== undefined && definition.memory !== undefined);

/**
 * The effective strategy: the request's own, otherwise the cluster's default when no launch type is given (row SV2).
 */
export const strategyOf = (input: Placement, cluster: Cluster): ecs.CapacityProviderStrategyItem[] =>
  (
    input.capacityProviderStrategy ?? (input.launchType === undefined ? cluster.defaultCapacityProviderStrategy : [])
  ).map((item) => ({ ...item }));

/** Tasks for EC2 cannot be placed in a cluster without container instances (rows TK7, SV17). */
export const usesNoFixedCapacity = (launchType: string | undefined, strategy: readonly unknown[]): boolean =>
  launchType !== "FARGATE" && strategy.length === 0;

/**
 * Do both give tasks the same network? The order of their lists has no meaning, and no public address is the default.
 */
export const isSameNetwork = (a: ecs.NetworkConfiguration | undefined, b: ecs.NetworkConfiguration | undefined) =>
  isSameJson(awsvpcOf(a), awsvpcOf(b));

function awsvpcOf(configuration: ecs.NetworkConfiguration | undefined) {
  const { subnets = [], securityGroups = [], assignPublicIp = "DISABLED" } = configuration?.awsvpcConfiguration ?? {};
  const sorted = { subnets: [...subnets].sort(), securityGroups: [...securityGroups].sort() };
  return { given: configuration !== undefined, ...sorted, assignPublicIp };
}
