import { activeCluster, badSettings, clusterRefusals, mergeSettings, viewCluster } from "./clusters/cluster.ts";
import { operation } from "./language/card.ts";
import { accept, isRefusal, refuse } from "./language/step.ts";
import { busy } from "./placement/capacity.ts";

/** Changes the given settings (row CL20). */
export const UpdateClusterSettings = operation("UpdateClusterSettings", {
  names: { cluster: "cluster" },
  accepts: ["CL20"],
  refuses: ["RQ1", ...clusterRefusals, "CL17", "CL20"],
  step(state, input, context) {
    if (!input.cluster || input.settings === undefined) return refuse("RQ1");
    // Recorded: the cluster is looked up first (row CL20).
    const cluster = activeCluster(state, input.cluster);
    if (isRefusal(cluster)) return cluster;
    const bad = badSettings(input.settings);
    if (bad) return bad;
    const wait = busy(cluster, context);
    if (wait) return wait;
    mergeSettings(cluster, input.settings);
    return accept({ cluster: viewCluster(cluster, context, "changed") }, "CL20");
  },
});
