import { produce } from "immer";
import { drop, get } from "../language/persistentMap.ts";
import type { State } from "../language/state.ts";

/**
 * The state without a deleted cluster that the server has forgotten; undefined when a client token of the cluster may
 * still mean something.
 */
export function withoutCluster(state: State, name: string): State | undefined {
  const cluster = get(state.clusters, name);
  if (cluster === undefined || cluster.status === "ACTIVE") return undefined;
  if (Object.keys(cluster.runTokens).length + cluster.earlierTokens.length > 0) return undefined;
  return produce(state, ({ clusters }) => drop(clusters, name));
}
