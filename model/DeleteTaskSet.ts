import { activeCluster, inClusterRefusals } from "./clusters/cluster.ts";
import { operation } from "./language/card.ts";
import { any } from "./language/expectation.ts";
import { accept, isRefusal, refuse } from "./language/step.ts";
import { externalRefusals, findExternal, findTaskSet, viewTaskSet } from "./services/taskSet.ts";

/** Deletes a task set with scale zero, or any by force: it drains and disappears (row TS4). */
export const DeleteTaskSet = operation("DeleteTaskSet", {
  names: { cluster: "cluster", service: "service" },
  row: "TS4d",
  accepts: ["TS4d"],
  refuses: ["RQ1", ...inClusterRefusals, ...externalRefusals, "TS4", "TS4f", "TS4i", "TS4p"],
  step(state, input, context) {
    if (input.cluster === undefined || input.service === undefined || input.taskSet === undefined) return refuse("RQ1");
    const cluster = activeCluster(state, input.cluster);
    if (isRefusal(cluster)) return cluster;
    const service = findExternal(cluster, input.service, context);
    if (isRefusal(service)) return service;
    const set = findTaskSet(service, input.taskSet, context);
    if (isRefusal(set)) return set;
    if (set.status === "DRAINING") return context.may("TS4") ? refuse("TS4") : accept({ taskSet: any }, "TS4d");
    // A documented sample deletes one at scale 100 without force.
    if (set.scale > 0 && input.force !== true && !context.may("TS4f")) return refuse("TS4f");
    if (set.status === "PRIMARY" && context.may("TS4p")) return refuse("TS4p");
    set.status = "DRAINING";
    return accept({ taskSet: viewTaskSet(state, service, set, context, "open") }, "TS4d");
  },
});
