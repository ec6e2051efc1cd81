import { isObject, type JsonObject } from "../../model/language/json.ts";
import { get, put } from "../../model/language/persistentMap.ts";
import { kindOf, nameOf, type ResourceKey } from "../../model/language/resourceKey.ts";
import type { Revision, State } from "../../model/language/state.ts";

/** Does the resource exist in the model's state? True for kinds of resources that the model does not track. */
export function isKnown(state: State, key: ResourceKey): boolean {
  const name = nameOf(key);
  const [cluster = "", inner = ""] = name.split("/");
  const home = get(state.clusters, cluster);
  switch (kindOf(key)) {
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
 * The state with the revisions of a family that were registered before the trace began. A reply with revision 7 of a
 * family that the trace has not registered shows that six earlier revisions exist. Their definitions are unknown, so
 * the model keeps them like deleted revisions.
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

/** The family and revision number in a reply of RegisterTaskDefinition. */
export function registeredIn({ taskDefinition }: JsonObject): { family: string; revision: number } | undefined {
  if (!isObject(taskDefinition)) return undefined;
  const { family, revision } = taskDefinition;
  return typeof family === "string" && typeof revision === "number" ? { family, revision } : undefined;
}
