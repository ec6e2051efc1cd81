import { arn, arnPath, isArn } from "../language/arn.ts";
import { among, at, type Expected, type Mark, time, view } from "../language/expectation.ts";
import { get } from "../language/persistentMap.ts";
import type { Service, ServiceDeployment, State } from "../language/state.ts";
import { type Context, type Refused, refuse } from "../language/step.ts";
import { mustConverge, serviceArn } from "./service.ts";

const stopping = ["STOP_REQUESTED", "STOPPED"] as const;
const rollback = ["ROLLBACK_IN_PROGRESS", "ROLLBACK_SUCCESSFUL", "ROLLBACK_FAILED"] as const;

/** What a deployment's status may be after each (row SD2): never one that lies before it. */
const following: Readonly<Record<string, readonly string[]>> = {
  PENDING: ["PENDING", "IN_PROGRESS", "SUCCESSFUL", ...stopping, "ROLLBACK_REQUESTED", ...rollback],
  IN_PROGRESS: ["IN_PROGRESS", "SUCCESSFUL", ...stopping, "ROLLBACK_REQUESTED", ...rollback],
  STOP_REQUESTED: stopping,
  ROLLBACK_REQUESTED: ["ROLLBACK_REQUESTED", ...rollback, ...stopping],
  ROLLBACK_IN_PROGRESS: [...rollback, ...stopping],
};

const terminal = ["SUCCESSFUL", "STOPPED", "ROLLBACK_SUCCESSFUL", "ROLLBACK_FAILED"];

/** Every status of row SD2, as filters name them. */
export const deploymentStatuses: readonly string[] = following.PENDING ?? [];

/** It was seen to have ended, and ends are for good (rows SD2, CC5). */
export const hasEnded = ({ status }: ServiceDeployment): boolean => status !== undefined && terminal.includes(status);

/**
 * Does the run know every deployment of the service? Not where an update may have begun one or not, nor while several
 * are known that no reply has named: which is which is open then. An earlier service took its own with it (row SD1).
 */
export const isHistoryKnown = ({ status, controller, knowledge: { historyOpen }, history }: Service): boolean =>
  status === "ACTIVE" && controller === "ECS" && !historyOpen && history.filter(({ named }) => !named).length <= 1;

export const deploymentArn = ({ cluster, name }: Service, { id }: ServiceDeployment): string =>
  arn("service-deployment", `${cluster}/${name}/${id}`);

export const revisionArn = ({ cluster, name }: Service, { revision }: ServiceDeployment): string =>
  arn("service-revision", `${cluster}/${name}/${revision}`);

/** A deployment as replies show it (rows SD1, SD2): in short by ListServiceDeployments, else in full. */
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

/** A deployment that was asked to stop goes on no more; one that rolls back may wait for tasks (row SD5). */
const isLeft = (status: string): boolean => status !== "PENDING" && status !== "IN_PROGRESS";

/** What the newest deployment of a service goes through when nobody and nothing stops it. */
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

/** What an ARN of a service's history leads to; `open` where the run cannot know. */
export type Found =
  | { readonly kind: "found"; readonly service: Service; readonly deployment: ServiceDeployment }
  | { readonly kind: "missing"; readonly served: boolean }
  | { readonly kind: "open"; readonly service: Service };

/** The deployment of a service deployment's ARN, or of its revision's. */
export function findInHistory(
  state: State,
  value: string,
  type: "service-deployment" | "service-revision",
): Found | Refused<"SD4i"> {
  const path = isArn(value) ? arnPath(value, type, 3) : [];
  if (!Array.isArray(path) || path.length !== 3) return refuse("SD4i");
  const [clusterName = "", name = "", id] = path;
  const cluster = get(state.clusters, clusterName);
  const service = cluster === undefined ? undefined : get(cluster.services, name);
  if (cluster === undefined || service === undefined) return { kind: "missing", served: false };
  const deployment = service.history.find((each) =>
    type === "service-deployment" ? each.id === id || each.call === id : each.revision === id,
  );
  // What has ended took its history with it (row SD1); what drains may have it still.
  if (service.status !== "ACTIVE" && service.knowledge.drained) return { kind: "missing", served: false };
  if (service.status !== "ACTIVE" || cluster.status !== "ACTIVE") return { kind: "open", service };
  if (deployment !== undefined) return { kind: "found", service, deployment };
  // A service that rolled back by itself may have made a revision for that.
  const closed = isHistoryKnown(service) && (type === "service-deployment" || !service.knowledge.tasksEverExit);
  const whole = closed && service.history.every(({ named }) => named);
  return whole ? { kind: "missing", served: true } : { kind: "open", service };
}

/** A deployment was asked to stop: what the service does then, and what it runs, is not predicted (row SD5). */
export function stopRollout(service: Service): void {
  service.knowledge.rolloutStopped = true;
  service.knowledge.tasksExit = true;
  service.knowledge.tasksEverExit = true;
  service.trips = undefined;
}
