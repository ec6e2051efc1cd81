import { activeCluster } from "./clusters/cluster.ts";
import { accept, refuse, type Step } from "./language/step.ts";
import { findExternal, findTaskSet, viewTaskSet } from "./services/taskSet.ts";

/** Makes one task set PRIMARY; the one that was is ACTIVE again (rows TS3, TS4). */
export const UpdateServicePrimaryTaskSet: Step<"UpdateServicePrimaryTaskSet"> = (state, input, context) => {
  if (input.cluster === undefined || input.service === undefined || input.primaryTaskSet === undefined)
    return refuse("RQ1");
  const cluster = activeCluster(state, input.cluster);
  if ("kind" in cluster) return cluster;
  const service = findExternal(cluster, input.service, context);
  if ("kind" in service) return service;
  const set = findTaskSet(service, input.primaryTaskSet);
  if ("kind" in set) return set;
  if (set.status === "DRAINING") return refuse("TS4i");
  for (const other of service.taskSets) if (other.status === "PRIMARY") other.status = "ACTIVE";
  set.status = "PRIMARY";
  return accept({ taskSet: viewTaskSet(state, service, set, context, "open") }, "TS3");
};
