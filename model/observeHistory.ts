import type { Json, JsonObject } from "./json.ts";
import type { Seen } from "./observe.ts";
import { get } from "./shelf.ts";
import type { Service, ServiceDeployment, State } from "./state.ts";

/** Notes which deployment a reply names, how far it is, and which revision it targets (rows SD1, SD2). */
export function noteDeployment(state: State, view: JsonObject, seen: Seen): void {
  const deployment = named(state, view.serviceDeploymentArn, seen);
  if (deployment === undefined) return;
  if (typeof view.status === "string") deployment.status = view.status;
  const target = view.targetServiceRevision;
  const arn = typeof target === "object" && target !== null && !Array.isArray(target) ? target.arn : undefined;
  const revision = lastOf(view.targetServiceRevisionArn ?? arn);
  if (revision !== undefined) deployment.revision = revision;
}

/** The deployment that a description of its service calls the present one (row SD7). */
export function noteCurrent(state: State, service: JsonObject, seen: Seen): void {
  named(state, service.currentServiceDeployment, seen);
}

/** The deployment of an ARN, by its id or by the hole that it fills; from now on it goes by its id. */
function named(state: State, arn: Json | undefined, seen: Seen): ServiceDeployment | undefined {
  const [, cluster = "", name = "", id = ""] =
    /:service-deployment\/([^/]+)\/([^/]+)\/([^/]+)$/.exec(String(arn)) ?? [];
  const service: Service | undefined = get(get(state.clusters, cluster)?.services ?? {}, name);
  const hole = seen.holderOf("serviceDeployment", id);
  const deployment = service?.history.find((each) => each.id === id || each.id === hole);
  if (deployment === undefined) return undefined;
  deployment.id = id;
  deployment.named = true;
  return deployment;
}

const lastOf = (arn: Json | undefined): string | undefined =>
  typeof arn === "string" ? /:service-revision\/[^/]+\/[^/]+\/([^/]+)$/.exec(arn)?.[1] : undefined;
