import { isObject, type Json, type JsonObject } from "../language/json.ts";
import { get } from "../language/persistentMap.ts";
import type { ServiceDeployment, State } from "../language/state.ts";
import type { ObservedReply } from "./seen.ts";
import { withService } from "./update.ts";

/** Records which deployment a reply shows, its progress, and which revision it targets (rows SD1, SD2). */
export function noteDeployment(state: State, view: JsonObject, seen: ObservedReply): State {
  const target = view.targetServiceRevision;
  const arn = isObject(target) ? target.arn : undefined;
  const revision = lastOf(view.targetServiceRevisionArn ?? arn);
  return noteNamed(state, view.serviceDeploymentArn, seen, (deployment) => {
    if (typeof view.status === "string") deployment.status = view.status;
    if (revision !== undefined) deployment.revision = revision;
  });
}

/** The deployment that a description of its service shows as the current one (row SD7). */
export const noteCurrent = (state: State, service: JsonObject, seen: ObservedReply): State =>
  noteNamed(state, service.currentServiceDeployment, seen);

/** The deployment of an ARN, by its id or by its placeholder; from now on the model uses its id. */
function noteNamed(
  state: State,
  arn: Json | undefined,
  seen: ObservedReply,
  note?: (deployment: ServiceDeployment) => void,
): State {
  const [, cluster = "", name = "", id = ""] =
    /:service-deployment\/([^/]+)\/([^/]+)\/([^/]+)$/.exec(String(arn)) ?? [];
  const service = get(get(state.clusters, cluster)?.services ?? {}, name);
  if (service === undefined) return state;
  const placeholder = seen.placeholderOf("serviceDeployment", id);
  return withService(state, service, ({ history }) => {
    const deployment = history.find((each) => each.id === id || each.id === placeholder);
    if (deployment === undefined) return;
    deployment.id = id;
    deployment.named = true;
    note?.(deployment);
  });
}

const lastOf = (arn: Json | undefined): string | undefined =>
  typeof arn === "string" ? /:service-revision\/[^/]+\/[^/]+\/([^/]+)$/.exec(arn)?.[1] : undefined;
