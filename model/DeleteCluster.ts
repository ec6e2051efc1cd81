import { findCluster, viewCluster } from "./clusters/cluster.ts";
import { operation } from "./language/card.ts";
import { values } from "./language/persistentMap.ts";
import type { Cluster, Service, Task } from "./language/state.ts";
import { accept, type Context, isRefusal, refuse } from "./language/step.ts";
import { busy, hasGroups } from "./placement/capacity.ts";
import { registeredIn } from "./resources/containerInstance.ts";

/** Deletes an empty cluster, which is described as INACTIVE afterwards (rows CL11–CL18). */
export const DeleteCluster = operation("DeleteCluster", {
  names: { cluster: "cluster" },
  wholeCluster: true,
  accepts: ["CL11", "CL12", "CL30"],
  refuses: ["RQ1", "G5", "G7", "G8", "A9c", "CL13", "CL14", "CL15", "CL16", "CL17"],
  step(state, input, context) {
    if (input.cluster === undefined || input.cluster === "") return refuse("RQ1");
    const cluster = findCluster(state, input.cluster);
    if (isRefusal(cluster)) return cluster;
    if (cluster.status === "INACTIVE") return accept({ cluster: viewCluster(cluster, context, "changed") }, "CL12");
    const blocked = blocker(cluster, context);
    if (blocked) return blocked;
    const wait = busy(cluster, context);
    if (wait) return wait;
    cluster.attaching ||= hasGroups(cluster.capacityProviders);
    cluster.status = "INACTIVE";
    for (const service of values(cluster.services)) service.knowledge.drained = true;
    for (const task of values(cluster.tasks)) task.stopping = true;
    return accept({ cluster: viewCluster(cluster, context, "changed") }, "CL11", "CL30");
  },
});

/** When several reasons prevent the deletion, any of them may be reported (row CL18). */
function blocker(cluster: Cluster, context: Context) {
  const tasks = [...values(cluster.tasks)];
  const draining = [...values(cluster.services)].some(
    (service) => service.status !== "ACTIVE" && !service.knowledge.drained,
  );
  const certain = tasks.some(certainlyLive);
  const possible = certain || draining || tasks.some((task) => task.seen < stoppedIndex && !task.untracked);
  if (registeredIn(cluster).length > 0) {
    if ((cluster.activeServices > 0 || draining) && context.may("CL18")) return refuse("CL14");
    const wanted = [...values(cluster.services)].some(wantsTasks);
    return (possible || wanted) && context.may("CL18") ? refuse("CL15") : refuse("CL16");
  }
  if (cluster.activeServices > 0) {
    const wanted = [...values(cluster.services)].some(wantsTasks);
    return (certain || possible || wanted) && context.may("CL18") ? refuse("CL15") : refuse("CL14");
  }
  if (certain) return draining && context.may("CL18") ? refuse("CL14") : refuse("CL15");
  if (draining && context.may("CL18")) return refuse("CL14");
  return possible && context.may("CL15") ? refuse("CL15") : undefined;
}

const stoppedIndex = 7;

/** A standalone task that was not stopped and does not end by itself. */
const certainlyLive = (task: Task): boolean =>
  task.service === undefined && !task.stopping && task.lifetime.kind === "runs";

const wantsTasks = (service: Service): boolean => service.status === "ACTIVE" && service.desiredCount > 0;
