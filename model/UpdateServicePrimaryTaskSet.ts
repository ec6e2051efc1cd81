import { activeCluster, inClusterRefusals } from "./clusters/cluster.ts";
import { operation } from "./language/card.ts";
import { accept, isRefusal, refuse } from "./language/step.ts";
import { externalRefusals, findExternal, findTaskSet, viewTaskSet } from "./services/taskSet.ts";

/** Makes one task set PRIMARY; the previous one becomes ACTIVE (rows TS3, TS4). */
export const UpdateServicePrimaryTaskSet = operation("UpdateServicePrimaryTaskSet", {
  names: { cluster: "cluster", service: "service" },
  row: "TS3",
  accepts: ["TS3"],
  refuses: ["RQ1", ...inClusterRefusals, ...externalRefusals, "TS4", "TS4i"],
  step(state, input, context) {
    if (input.cluster === undefined || input.service === undefined || input.primaryTaskSet === undefined)
      return refuse("RQ1");
    const cluster = activeCluster(state, input.cluster);
    if (isRefusal(cluster)) return cluster;
    const service = findExternal(cluster, input.service, context);
    if (isRefusal(service)) return service;
    const set = findTaskSet(service, input.primaryTaskSet, context);
    if (isRefusal(set)) return set;
    if (set.status === "DRAINING") return refuse("TS4i");
    for (const other of service.taskSets) if (other.status === "PRIMARY") other.status = "ACTIVE";
    set.status = "PRIMARY";
    return accept({ taskSet: viewTaskSet(state, service, set, context, "open") }, "TS3");
  },
});
