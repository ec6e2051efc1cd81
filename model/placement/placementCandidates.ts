import type * as ecs from "@aws-sdk/client-ecs";
import { type Expected, either, filled, unordered } from "../language/expectation.ts";
import type { Cluster, ContainerInstance, Revision, State } from "../language/state.ts";
import { type Context, refuse } from "../language/step.ts";
import { allHold } from "../resources/constraint.ts";
import { containerInstanceArn } from "../resources/containerInstance.ts";
import { type FreeCapacity, freeCapacityFor, needOf, usageOf } from "./freeCapacity.ts";

/** An instance with the room it has for the tasks that are asked for. */
export interface PlacementCandidate extends FreeCapacity {
  readonly instance: ContainerInstance;
}

/** What RunTask and StartTask say about their tasks' places. */
interface PlacementRequest {
  readonly overrides?: ecs.TaskOverride | undefined;
  readonly placementConstraints?: readonly ecs.PlacementConstraint[] | undefined;
  readonly wanted: number;
  /** The caller chose the instance: whether its attributes still matter is not written down. */
  readonly named?: boolean;
}

/** What DescribeContainerInstances' failures and RunTask's may say of a constraint that does not hold (row TK7). */
const unmet = ["ATTRIBUTE", "MemberOf placement constraint unsatisfied."] as const;

/** The room that each instance has for tasks of a revision (rows TK7, TK8). */
export function candidateOn(
  state: State,
  cluster: Cluster,
  instance: ContainerInstance,
  { definition }: Revision,
  ask: PlacementRequest,
): PlacementCandidate {
  const apart = ask.placementConstraints?.some(({ type }) => type === "distinctInstance") === true;
  const room = freeCapacityFor(
    instance,
    usageOf(state, cluster, instance),
    needOf(definition, ask.overrides),
    ask.wanted,
  );
  const fit = allHold([...(definition.placementConstraints ?? []), ...(ask.placementConstraints ?? [])], instance);
  const doubts = [
    ...(fit === "yes" ? [] : unmet),
    ...(apart ? ["LOCATION", "DistinctInstance placement constraint unsatisfied."] : []),
    // Whether an instance has network interfaces to give is its agent's business.
    ...(definition.networkMode === "awsvpc" ? ["ATTRIBUTE", "RESOURCE:ENI"] : []),
    ...(instance.agentConnected === false ? ["AGENT"] : []),
  ];
  const most = fit === "no" && !ask.named ? 0 : apart ? Math.min(1, room.most) : room.most;
  const sure = fit === "yes" && definition.networkMode !== "awsvpc" && instance.agentConnected !== false;
  return {
    instance,
    // Tasks of an earlier call may count for distinctInstance, too.
    least: sure && !apart ? room.least : sure && isEmpty(state, cluster, instance) ? Math.min(1, room.least) : 0,
    most,
    reasons: [...room.reasons, ...doubts],
  };
}

function isEmpty(state: State, cluster: Cluster, instance: ContainerInstance): boolean {
  const { possible, open } = usageOf(state, cluster, instance);
  return possible.count === 0 && !open;
}

/** The failures of tasks that found no room: each names an instance and one of its reasons (row TK7). */
export const failuresOf = (spots: readonly PlacementCandidate[], missing: number): Expected =>
  missing === 0
    ? []
    : unordered([], "arn", {
        optional: spots.flatMap((spot) => Array<Expected>(Math.max(1, missing)).fill(failureOf(spot))),
        total: { least: 1, most: Math.max(1, spots.length * missing), clock: "immediate" },
      });

export const failureOf = ({ instance, reasons }: PlacementCandidate): Expected => ({
  arn: containerInstanceArn(instance),
  reason: reasons.length === 0 ? filled : either(...new Set(reasons)),
});

/**
 * How many of the tasks are placed: as many as find room. Only some is legal, and so is none where not all do (row TK2);
 * where it is not known what else has gone by now, anything in between.
 */
export function placedOf(spots: readonly PlacementCandidate[], wanted: number, context: Context): number {
  const total = (side: "least" | "most"): number =>
    Math.min(
      wanted,
      spots.reduce((sum, spot) => sum + spot[side], 0),
    );
  let placed = total("most");
  while (placed > total("least") && context.may("TK7f")) placed--;
  return placed > 0 && placed < wanted && context.may("TK2") ? 0 : placed;
}

/** A definition made for Fargate alone may be refused on instances: the rows know that for FARGATE only (row SV14). */
export const unfitForInstances = ({ definition }: Revision, context: Context) =>
  definition.requiresCompatibilities?.length &&
  !definition.requiresCompatibilities.includes("EC2") &&
  context.may("SV14e")
    ? refuse("SV14e")
    : undefined;
