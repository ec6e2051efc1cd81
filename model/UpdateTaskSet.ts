import { activeCluster, inClusterRefusals } from "./clusters/cluster.ts";
import { operation } from "./language/card.ts";
import { accept, isRefusal, refuse } from "./language/step.ts";
import { badScale, externalRefusals, findExternal, findTaskSet, viewTaskSet } from "./services/taskSet.ts";

/** Changes a task set's scale (rows TS3, TS4). */
export const UpdateTaskSet = operation("UpdateTaskSet", {
  names: { cluster: "cluster", service: "service" },
  row: "TS3",
  accepts: ["TS3", "TS4d"],
  refuses: ["RQ1", "G1", ...inClusterRefusals, ...externalRefusals, "TS3r", "TS4", "TS4i"],
  step(state, input, context) {
    if (input.cluster === undefined || input.service === undefined) return refuse("RQ1");
    if (input.taskSet === undefined || input.scale?.value === undefined) return refuse("RQ1");
    const bad = badScale(input.scale);
    if (bad) return bad;
    const cluster = activeCluster(state, input.cluster);
    if (isRefusal(cluster)) return cluster;
    const service = findExternal(cluster, input.service, context);
    if (isRefusal(service)) return service;
    const set = findTaskSet(service, input.taskSet, context);
    if (isRefusal(set)) return set;
    // The effect on a draining set is unspecified.
    if (set.status === "DRAINING") return context.may("TS4d") ? accept({}, "TS4d") : refuse("TS4i");
    set.scale = input.scale.value;
    return accept({ taskSet: viewTaskSet(state, service, set, context, "open") }, "TS3");
  },
});
