import type { Deviation } from "../../../properties/deviations/deviation.ts";
import type { Patch } from "../../../properties/deviations/patch.ts";

/** A known deviation with only its patches. */
export const deviationOf = (name: string, ...patches: Patch[]): Deviation => ({
  id: `test/${name}`,
  summary: name,
  evidence: { row: "P1", does: name },
  upstream: "unreported",
  since: "1",
  patches,
  witness: undefined,
  scenarios: [],
  sameAs: [],
  file: `${name}.json`,
});

export const create = { operation: "CreateCluster", input: { clusterName: "c1" } };
export const remove = { operation: "DeleteCluster", input: { cluster: "c1" } };
export const container = { name: "app", image: "nginx", memory: 128 };

/** The second deletion of a cluster is refused, as if there were none. */
export const refusedTwice = {
  kind: "refused",
  operations: ["DeleteCluster"],
  rules: ["CL12"],
  errors: ["ClusterNotFoundException"],
} satisfies Patch;
