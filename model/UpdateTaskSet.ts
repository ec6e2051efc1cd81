import { activeCluster } from "./clusters/cluster.ts";
import { accept, refuse, type Step } from "./language/step.ts";
import { badScale, findExternal, findTaskSet, viewTaskSet } from "./services/taskSet.ts";

/** Changes a task set's scale (rows TS3, TS4). */
export const UpdateTaskSet: Step<"UpdateTaskSet"> = (state, input, context) => {
  if (input.cluster === undefined || input.service === undefined) return refuse("RQ1");
  if (input.taskSet === undefined || input.scale?.value === undefined) return refuse("RQ1");
  const bad = badScale(input.scale);
  if (bad) return bad;
  const cluster = activeCluster(state, input.cluster);
  if ("kind" in cluster) return cluster;
  const service = findExternal(cluster, input.service, context);
  if ("kind" in service) return service;
  const set = findTaskSet(service, input.taskSet);
  if ("kind" in set) return set;
  // What becomes of a set that drains already is not written down.
  if (set.status === "DRAINING") return context.may("TS4d") ? accept({}, "TS4d") : refuse("TS4i");
  set.scale = input.scale.value;
  return accept({ taskSet: viewTaskSet(state, service, set, context, "open") }, "TS3");
};
