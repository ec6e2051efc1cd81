import type * as ecs from "@aws-sdk/client-ecs";
import { type Expected, either, filled, unordered } from "../language/expectation.ts";
import type { Cluster, ContainerInstance, Revision, State } from "../language/state.ts";
import { type Context, refuse } from "../language/step.ts";
import { allHold } from "../resources/constraint.ts";
import { containerInstanceArn } from "../resources/containerInstance.ts";
import { type FreeCapacity, freeCapacityFor, needOf, usageOf } from "./freeCapacity.ts";

/** An instance with its free capacity for the requested tasks. */
export interface PlacementCandidate extends FreeCapacity {
  readonly instance: ContainerInstance;
}

/** What RunTask and StartTask specify about the placement of their tasks. */
interface PlacementRequest {
  readonly overrides?: ecs.TaskOverride | undefined;
  readonly placementConstraints?: readonly ecs.PlacementConstraint[] | undefined;
  readonly wanted: number;
  /** The caller chose the instance: whether its attributes still matter is unspecified. */
  readonly named?: boolean;
}

/** The reasons that DescribeContainerInstances' and RunTask's failures may give for an unmet constraint (row TK7). */
const unmet = ["ATTRIBUTE", "MemberOf placement constraint unsatisfied."] as const;

/** The free capacity of each instance for tasks of a revision (rows TK7, TK8). */
export function candidateOn(
  state: State,
  cluster: Cluster,
  instance: ContainerInstance,
  { definition }: Revision,
  request: PlacementRequest,
): PlacementCandidate {
  const distinct = request.placementConstraints?.some(({ type }) => type === "distinctInstance") === true;
  const free = freeCapacityFor(
    instance,
    usageOf(state, cluster, instance),
    needOf(definition, request.overrides),
    request.wanted,
  );
  const fit = allHold([...(definition.placementConstraints ?? []), ...(request.placementConstraints ?? [])], instance);
  const doubts = [
    ...(fit === "yes" ? [] : unmet),
    ...(distinct ? ["LOCATION", "DistinctInstance placement constraint unsatisfied."] : []),
    // Only its agent knows whether an instance has free network interfaces.
    ...(definition.networkMode === "awsvpc" ? ["ATTRIBUTE", "RESOURCE:ENI"] : []),
    ...(instance.agentConnected === false ? ["AGENT"] : []),
  ];
  const most = fit === "no" && !request.named ? 0 : distinct ? Math.min(1, free.most) : free.most;
  const sure = fit === "yes" && definition.networkMode !== "awsvpc" && instance.agentConnected !== false;
  return {
    instance,
    // Tasks of an earlier call may count for distinctInstance, too.
    least: sure && !distinct ? free.least : sure && isEmpty(state, cluster, instance) ? Math.min(1, free.least) : 0,
    most,
    reasons: [...free.reasons, ...doubts],
  };
}

function isEmpty(state: State, cluster: Cluster, instance: ContainerInstance): boolean {
  const { possible, open } = usageOf(state, cluster, instance);
  return possible.count === 0 && !open;
}

/** The failures of tasks that could not be placed: each names an instance and one of its reasons (row TK7). */
export const failuresOf = (candidates: readonly PlacementCandidate[], missing: number): Expected =>
  missing === 0
    ? []
    : unordered([], "arn", {
        optional: candidates.flatMap((candidate) => Array<Expected>(Math.max(1, missing)).fill(failureOf(candidate))),
        total: { least: 1, most: Math.max(1, candidates.length * missing), clock: "immediate" },
      });

export const failureOf = ({ instance, reasons }: PlacementCandidate): Expected => ({
  arn: containerInstanceArn(instance),
  reason: reasons.length === 0 ? filled : either(...new Set(reasons)),
});

/**
 * The number of tasks that are placed: as many as fit. Placing only some is legal, and so is placing none when not all
 * fit (row TK2); when it is unknown which other tasks have stopped, any number in between.
 */
export function placedOf(candidates: readonly PlacementCandidate[], wanted: number, context: Context): number {
  const total = (side: "least" | "most"): number =>
    Math.min(
      wanted,
      candidates.reduce((sum, candidate) => sum + candidate[side], 0),
    );
  let placed = total("most");
  while (placed > total("least") && context.may("TK7f")) placed--;
  return placed > 0 && placed < wanted && context.may("TK2") ? 0 : placed;
}

/** A definition only for Fargate may be refused on instances: the rows describe that only for FARGATE (row SV14). */
export const unfitForInstances = ({ definition }: Revision, context: Context) =>
  definition.requiresCompatibilities?.length &&
  !definition.requiresCompatibilities.includes("EC2") &&
  context.may("SV14e")
    ? refuse("SV14e")
    : undefined;
