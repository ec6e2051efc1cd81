import { clusterIncludes, viewCluster } from "./clusters/cluster.ts";
import { arn, clusterName, isElsewhere, refusedElsewhere } from "./language/arn.ts";
import { operation } from "./language/card.ts";
import { type Expected, unordered } from "./language/expectation.ts";
import { badEnum } from "./language/page.ts";
import { get } from "./language/persistentMap.ts";
import { accept, refuse } from "./language/step.ts";

/** Up to 100 clusters in any order, INACTIVE ones too; an unknown one is a failure, not an error (row CL8). */
export const DescribeClusters = operation("DescribeClusters", {
  reads: true,
  names: { clusters: "cluster or default" },
  wholeCluster: true,
  row: "CL8",
  accepts: ["CL8", "CL9", "CL29"],
  refuses: ["G1", "G2", "G4", "G5", "A9i", "G7", "G8"],
  step(state, input, context) {
    const asked = input.clusters === undefined || input.clusters.length === 0 ? [undefined] : input.clusters;
    if (asked.length > 100) return refuse("G4");
    if (input.clusters?.includes("")) return refuse("G2");
    const found = new Map<string, Expected>();
    const failures: Expected[] = [];
    for (const value of asked) {
      if (value !== undefined && isElsewhere(value)) {
        const elsewhere = refusedElsewhere(value, context);
        if (elsewhere) return elsewhere;
        failures.push({ arn: value, reason: "MISSING" });
        continue;
      }
      const name = clusterName(value);
      if (typeof name !== "string") return name;
      const cluster = get(state.clusters, name);
      if (cluster === undefined) failures.push({ arn: arn("cluster", name), reason: "MISSING" });
      else found.set(name, viewCluster(cluster, context, input.include ?? []));
    }
    // Without a cluster to show, `include` is not checked.
    const bad = found.size > 0 ? badEnum(input.include, clusterIncludes) : undefined;
    if (bad) return bad;
    return accept(
      { clusters: unordered([...found.values()], "clusterArn"), failures: unordered(failures, "arn") },
      "CL8",
      "CL9",
      ...(input.include?.includes("STATISTICS") ? (["CL29"] as const) : []),
    );
  },
});
