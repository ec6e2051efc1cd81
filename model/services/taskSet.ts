import { arn, arnPath, isArn, isElsewhere, refusedElsewhere } from "../language/arn.ts";
import {
  absent,
  among,
  any,
  at,
  type Expected,
  either,
  type Mark,
  maybe,
  time,
  view,
  within,
} from "../language/expectation.ts";
import type { Cluster, Service, State, TaskSet } from "../language/state.ts";
import { type Context, isRefusal, refuse } from "../language/step.ts";
import { isPredefined } from "../placement/capacity.ts";
import { network, strategy } from "../placement/placementView.ts";
import { revisionByKey } from "../resources/definition.ts";
import { tagList } from "../resources/tag.ts";
import { lifetimeOf } from "../resources/taskLifetime.ts";
import { findService, serviceArn } from "./service.ts";

/** The rules by which `findExternal` refuses, in addition to `inClusterRefusals`. */
export const externalRefusals = ["SV20", "SV21", "TS1"] as const;

/** The ACTIVE service with the EXTERNAL controller that a request names (rows TS1, TS4). */
export function findExternal(cluster: Cluster, value: string, context: Context) {
  const service = findService(cluster, value, context);
  if (isRefusal(service)) return service;
  return notExternal(service, context) ?? service;
}

/** The refusal of a service that is not ACTIVE, or has another controller than EXTERNAL (rows TS1, TS4). */
export function notExternal({ controller, status }: Service, context: Context) {
  if (controller === "EXTERNAL") return status === "ACTIVE" ? undefined : refuse("SV21");
  // For a service that is neither ACTIVE nor EXTERNAL, either fault may be reported (row G10).
  return status !== "ACTIVE" && context.may("SV21") ? refuse("SV21") : refuse("TS1");
}

/** A set's id, from its id or ARN; a set of another service, or of elsewhere, counts as unknown (row TS4). */
function idOf(service: Service, value: string, context: Context) {
  if (isElsewhere(value)) return refusedElsewhere(value, context) ?? refuse("TS4i");
  if (!isArn(value)) return /^ecs-svc\/(?:\d{19}|«[^»]*»)$/.test(value) ? value : refuse("TS4i");
  const path = arnPath(value, "task-set", 4);
  if (!Array.isArray(path)) return refuse("TS4i");
  const [cluster, name, ...id] = path;
  return cluster === service.cluster && name === service.name ? id.join("/") : refuse("TS4i");
}

/** The task set that a request names; row TS4 when it does not exist. */
export function findTaskSet(service: Service, value: string, context: Context) {
  const id = idOf(service, value, context);
  if (typeof id !== "string") return id;
  return service.taskSets.find((set) => set.id === id) ?? refuse("TS4");
}

/** The sets that were not deleted: the others may disappear at any moment (row TS4). */
export const livingSets = ({ taskSets }: Service): TaskSet[] => taskSets.filter(({ status }) => status !== "DRAINING");

/** A scale has a value from 0 to 100, in per cent (row TS3). */
export function badScale(scale: { value?: number | undefined; unit?: string | undefined } | undefined) {
  if (scale?.unit !== undefined && scale.unit !== "PERCENT") return refuse("G1");
  return scale?.value !== undefined && (scale.value < 0 || scale.value > 100) ? refuse("TS3r") : undefined;
}

/** Has a deleted set certainly disappeared: at rest, and without a protected task (rows TS4, TK15)? */
export const isGone = ({ protectedTasks }: Service, { status }: TaskSet, context: Context): boolean =>
  status === "DRAINING" && context.rest && context.tasks && protectedTasks.length === 0;

/** The desired count of a set: rounded up (row TS3). */
export const computedDesiredCount = ({ desiredCount }: Service, { scale, status }: TaskSet): number =>
  status === "DRAINING" ? 0 : Math.ceil((desiredCount * scale) / 100);

export const taskSetArn = ({ cluster, name }: Service, { id }: TaskSet): string =>
  arn("task-set", `${cluster}/${name}/${id}`);

/** A task set as replies show it (row TS3). */
export function viewTaskSet(
  state: State,
  service: Service,
  set: TaskSet,
  context: Context,
  tags: "shown" | "hidden" | "open",
): Mark {
  const draining = set.status === "DRAINING";
  const steady = !draining && context.rest && taskSetMustConverge(state, service, set, context);
  const count = computedDesiredCount(service, set);
  return view("taskSet", `${service.cluster}/${service.name}/${set.id}`, {
    taskSetArn: taskSetArn(service, set),
    id: set.id,
    serviceArn: maybe(serviceArn(service)),
    clusterArn: maybe(arn("cluster", service.cluster)),
    status: set.status,
    taskDefinition: arn("task-definition", set.taskDefinition),
    // Later it follows the scale and the service's count (row TS3).
    computedDesiredCount: draining ? any : context.rest ? at("converges", count) : within(0, 1e6),
    runningCount: steady ? at("converges", count) : within(0, 1e6),
    pendingCount: steady ? at("converges", 0) : within(0, 1e6),
    stabilityStatus: steady ? at("converges", "STEADY_STATE") : among(["STABILIZING", "STEADY_STATE"]),
    createdAt: time(`«time:created/${set.call}»`),
    scale: draining ? any : { value: set.scale, unit: "PERCENT" },
    loadBalancers: [],
    serviceRegistries: [],
    ...placed(set),
    ...(set.externalId === undefined ? {} : { externalId: set.externalId }),
    tags: tags === "open" ? any : tags === "shown" && set.tags.length > 0 ? tagList(set.tags) : maybe([]),
  });
}

/** Where its tasks run; EC2 by default, as with services (row SV2). */
function placed({ launchType, capacityProviderStrategy, networkConfiguration }: TaskSet): Record<string, Expected> {
  return {
    ...(capacityProviderStrategy.length > 0
      ? { capacityProviderStrategy: strategy(capacityProviderStrategy) }
      : { launchType: launchType ?? either("EC2", absent) }),
    ...(networkConfiguration === undefined ? {} : { networkConfiguration: network(networkConfiguration) }),
  };
}

/** Must the set reach its count: do its tasks keep running, can they be placed on Fargate, and is none protected? */
function taskSetMustConverge(state: State, service: Service, set: TaskSet, context: Context): boolean {
  if (!context.tasks || service.protectedTasks.length > 0) return false;
  if (computedDesiredCount(service, set) === 0) return true;
  const revision = revisionByKey(state, set.taskDefinition);
  const onFargate =
    set.launchType === "FARGATE" ||
    (set.capacityProviderStrategy.length > 0 &&
      set.capacityProviderStrategy.every(({ capacityProvider }) => isPredefined(capacityProvider ?? "")));
  return onFargate && revision !== undefined && lifetimeOf(revision.definition).kind === "runs";
}
