import type { JsonObject } from "../../model/language/json.ts";
import { get, put } from "../../model/language/persistentMap.ts";
import type { ResourceKey } from "../../model/language/resourceKey.ts";
import type { Revision, State } from "../../model/language/state.ts";

/** Is the resource there, as far as the model knows? Of what it keeps no record, the answer is yes. */
export function isKnown(state: State, key: ResourceKey): boolean {
  const [kind, name] = [key.slice(0, key.indexOf(":")), key.slice(key.indexOf(":") + 1)];
  const [cluster = "", inner = ""] = name.split("/");
  const home = get(state.clusters, cluster);
  switch (kind) {
    case "cluster":
      return get(state.clusters, name) !== undefined;
    case "family":
      return get(state.families, name) !== undefined;
    case "service":
      return home !== undefined && get(home.services, inner) !== undefined;
    case "task":
      return home !== undefined && get(home.tasks, inner) !== undefined;
    case "containerInstance":
      return home !== undefined && get(home.containerInstances, inner) !== undefined;
    case "capacityProvider":
      return get(state.capacityProviders, name) !== undefined;
    default:
      return true;
  }
}

/**
 * The state with the revisions of a family that were registered before the trace began: a reply that shows revision 7
 * of a family nobody registered says that six came before. They stay without a description, as deleted ones do.
 */
export function withEarlierRevisions(state: State, family: string, revision: number): State {
  if (get(state.families, family) !== undefined || revision <= 1) return state;
  const revisions = Array.from(
    { length: revision - 1 },
    (_, index): Revision => ({
      family,
      revision: index + 1,
      status: "DELETE_IN_PROGRESS",
      definition: { family, containerDefinitions: [] },
      tags: [],
    }),
  );
  const families = structuredClone(state.families);
  put(families, family, { name: family, revisions });
  return { ...state, families };
}

/** The revision that a reply shows to be registered, with its family. */
export function registeredIn({ taskDefinition }: JsonObject): { family: string; revision: number } | undefined {
  if (typeof taskDefinition !== "object" || taskDefinition === null || Array.isArray(taskDefinition)) return undefined;
  const { family, revision } = taskDefinition;
  return typeof family === "string" && typeof revision === "number" ? { family, revision } : undefined;
}
