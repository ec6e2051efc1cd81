import { activeCluster, badSettings, mergeSettings, viewCluster } from "./clusters/cluster.ts";
import { accept, refuse, type Step } from "./language/step.ts";
import { busy } from "./placement/capacity.ts";

/** Changes the settings that are given (row CL20). */
export const UpdateClusterSettings: Step<"UpdateClusterSettings"> = (state, input, context) => {
  if (!input.cluster || input.settings === undefined) return refuse("RQ1");
  const bad = badSettings(input.settings);
  if (bad) return bad;
  const cluster = activeCluster(state, input.cluster);
  if ("kind" in cluster) return cluster;
  const wait = busy(cluster, context);
  if (wait) return wait;
  mergeSettings(cluster, input.settings);
  return accept({ cluster: viewCluster(cluster, context, "changed") }, "CL20");
};
