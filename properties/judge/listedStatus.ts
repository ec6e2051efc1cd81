import type { Difference } from "../../checker/difference.ts";
import type { JsonObject } from "../../model/language/json.ts";
import { get } from "../../model/language/persistentMap.ts";
import type { State } from "../../model/language/state.ts";

/**
 * The difference with the status of the item that a list of ARNs shows in addition, if that is why it does not belong in
 * the list: `item: INACTIVE`. A list that shows INACTIVE items has another fault than one that ignores a filter.
 */
export function withListedStatus(difference: Difference, state: State, { status = "ACTIVE" }: JsonObject): Difference {
  const { path, expectedKind, actualKind, actual } = difference;
  if (expectedKind !== "nothing" || actualKind !== "item" || !/^\w+Arns\[\]$/.test(path)) return difference;
  const shown = statusOf(actual, state);
  return shown === undefined || shown === status ? difference : { ...difference, actualKind: `item: ${shown}` };
}

/** The status by the model; undefined for what it does not know, or does not know exactly. */
function statusOf(arn: string, state: State): string | undefined {
  const [, type, path = ""] = /:(task-definition|cluster|service)\/([^"]+)"?$/.exec(arn) ?? [];
  const [cluster = "", service = ""] = path.split("/");
  const [family = "", revision] = path.split(":");
  switch (type) {
    case "task-definition":
      return get(state.families, family)?.revisions[Number(revision) - 1]?.status;
    case "cluster":
      return get(state.clusters, cluster)?.status;
    case "service": {
      const known = get(state.clusters, cluster)?.services;
      return known && get(known, service)?.status;
    }
    default:
      return undefined;
  }
}
