import { arn, arnPath, isArn, isElsewhere } from "../language/arn.ts";
import { among, at, type Expected, type Mark, time, view } from "../language/expectation.ts";
import { get } from "../language/persistentMap.ts";
import type { Service, ServiceDeployment, State } from "../language/state.ts";
import { type Context, type Refused, refuse } from "../language/step.ts";
import { mustConverge, serviceArn } from "./service.ts";

const stopping = ["STOP_REQUESTED", "STOPPED"] as const;
const rollback = ["ROLLBACK_IN_PROGRESS", "ROLLBACK_SUCCESSFUL", "ROLLBACK_FAILED"] as const;

/** The statuses that may follow each status of a deployment (row SD2): never an earlier one. */
const following: Readonly<Record<string, readonly string[]>> = {
  PENDING: ["PENDING", "IN_PROGRESS", "SUCCESSFUL", ...stopping, "ROLLBACK_REQUESTED", ...rollback],
  IN_PROGRESS: ["IN_PROGRESS", "SUCCESSFUL", ...stopping, "ROLLBACK_REQUESTED", ...rollback],
  STOP_REQUESTED: stopping,
  ROLLBACK_REQUESTED: ["ROLLBACK_REQUESTED", ...rollback, ...stopping],
  ROLLBACK_IN_PROGRESS: [...rollback, ...stopping],
};

const terminal = ["SUCCESSFUL", "STOPPED", "ROLLBACK_SUCCESSFUL", "ROLLBACK_FAILED"];

/** Every status of row SD2, in the form of filters. */
export const deploymentStatuses: readonly string[] = following.PENDING ?? [];

/** It was observed to have ended, and an end is final (rows SD2, CC5). */
export const hasEnded = ({ status }: ServiceDeployment): boolean => status !== undefined && terminal.includes(status);

/**
 * Does the run know every deployment of the service? Not when an update may have begun one, and not while several have
 * no id yet, so that it is unknown which is which. The deployments of an earlier service were deleted with it (row
 * SD1).
 */
export const isHistoryKnown = ({ status, controller, knowledge: { historyOpen }, history }: Service): boolean =>
  status === "ACTIVE" && controller === "ECS" && !historyOpen && history.filter(({ named }) => !named).length <= 1;

export const deploymentArn = ({ cluster, name }: Service, { id }: ServiceDeployment): string =>
  arn("service-deployment", `${cluster}/${name}/${id}`);

export const revisionArn = ({ cluster, name }: Service, { revision }: ServiceDeployment): string =>
  arn("service-revision", `${cluster}/${name}/${revision}`);

/** A deployment as replies show it (rows SD1, SD2): shortened by ListServiceDeployments, otherwise completely. */
export function viewServiceDeployment(
  state: State,
  service: Service,
  deployment: ServiceDeployment,
  context: Context,
  form: "short" | "full",
): Mark {
  const revision = revisionArn(service, deployment);
  return view("serviceDeployment", `${service.cluster}/${service.name}/${deployment.id}`, {
    serviceDeploymentArn: deploymentArn(service, deployment),
    serviceArn: serviceArn(service),
    clusterArn: arn("cluster", service.cluster),
    createdAt: time(`«time:created/${deployment.call}»`),
    status: statusOf(state, service, deployment, context),
    ...(form === "short" ? { targetServiceRevisionArn: revision } : { targetServiceRevision: { arn: revision } }),
  });
}

function statusOf(state: State, service: Service, deployment: ServiceDeployment, context: Context): Expected {
  if (hasEnded(deployment) && deployment.status !== undefined) return among([deployment.status]);
  const next = following[deployment.status ?? "PENDING"] ?? deploymentStatuses;
  if (deployment.stopped)
    return context.rest && context.tasks
      ? among([...terminal, "ROLLBACK_IN_PROGRESS"], "converges")
      : among(next.filter(isLeft));
  const rested = context.rest && isHistoryKnown(service) && mustConverge(state, service, context);
  if (deployment !== service.history.at(-1) || !isHistoryKnown(service) || service.knowledge.tasksEverExit)
    return rested ? among(terminal, "converges") : among(next);
  return rested ? at("converges", "SUCCESSFUL") : among(next.filter((status) => undisturbed.has(status)));
}

/** A stopped deployment does not progress; one that rolls back may wait for tasks (row SD5). */
const isLeft = (status: string): boolean => status !== "PENDING" && status !== "IN_PROGRESS";

/** The statuses of a service's newest deployment when nothing stops it. */
const undisturbed = new Set(["PENDING", "IN_PROGRESS", "SUCCESSFUL"]);

/** A revision as DescribeServiceRevisions shows it (row SD1). */
export const viewRevision = (service: Service, deployment: ServiceDeployment): Mark =>
  view("serviceRevision", `${service.cluster}/${service.name}/${deployment.revision}`, {
    serviceRevisionArn: revisionArn(service, deployment),
    serviceArn: serviceArn(service),
    clusterArn: arn("cluster", service.cluster),
    taskDefinition: arn("task-definition", deployment.taskDefinition),
    createdAt: time(`«time:created/revision/${deployment.revision}»`),
    ...(service.launchType === undefined ? {} : { launchType: service.launchType }),
  });

/** The result of looking up an ARN of a service's history; `open` when the run cannot know. */
export type Found =
  | { readonly kind: "found"; readonly service: Service; readonly deployment: ServiceDeployment }
  | { readonly kind: "missing"; readonly served: boolean }
  | { readonly kind: "open"; readonly service: Service };

/** The deployment with the ARN of a service deployment or of its revision. */
export function findInHistory(
  state: State,
  value: string,
  type: "service-deployment" | "service-revision",
): Found | Refused<"SD4i"> {
  if (isElsewhere(value)) return { kind: "missing", served: false };
  const path = isArn(value) ? arnPath(value, type, 3) : [];
  if (!Array.isArray(path) || path.length !== 3) return refuse("SD4i");
  const [clusterName = "", name = "", id] = path;
  const cluster = get(state.clusters, clusterName);
  const service = cluster === undefined ? undefined : get(cluster.services, name);
  if (cluster === undefined || service === undefined) return { kind: "missing", served: false };
  const deployment = service.history.find((each) =>
    type === "service-deployment" ? each.id === id || each.call === id : each.revision === id,
  );
  // The history of a deleted service is deleted with it (row SD1); a draining service may still have it.
  if (service.status !== "ACTIVE" && service.knowledge.drained) return { kind: "missing", served: false };
  if (service.status !== "ACTIVE" || cluster.status !== "ACTIVE") return { kind: "open", service };
  if (deployment !== undefined) return { kind: "found", service, deployment };
  // A service that rolled back by itself may have created a revision for that.
  const closed = isHistoryKnown(service) && (type === "service-deployment" || !service.knowledge.tasksEverExit);
  const whole = closed && service.history.every(({ named }) => named);
  return whole ? { kind: "missing", served: true } : { kind: "open", service };
}

/** A deployment was stopped: what the service runs from then on is not predicted (row SD5). */
export function stopRollout(service: Service): void {
  service.knowledge.rolloutStopped = true;
  service.knowledge.tasksExit = true;
  service.knowledge.tasksEverExit = true;
  service.trips = undefined;
}
