import { activeCluster, inClusterRefusals } from "./clusters/cluster.ts";
import { operation } from "./language/card.ts";
import { get } from "./language/persistentMap.ts";
import { accept, isRefusal, refuse } from "./language/step.ts";
import { mayRunIt, stoppedIndex, taskId, viewTask } from "./resources/task.ts";

/** Stops a task; a stopped one is returned again (rows TK10, TK11). */
export const StopTask = operation("StopTask", {
  names: { cluster: "cluster or default", task: "task" },
  row: "TK10",
  accepts: ["TK10"],
  refuses: ["RQ1", ...inClusterRefusals, "TK11"],
  step(state, input, context) {
    if (input.task === undefined) return refuse("RQ1");
    const cluster = activeCluster(state, input.cluster);
    if (isRefusal(cluster)) return cluster;
    const id = taskId(input.task, cluster.name, context);
    if (typeof id !== "string") return id;
    const task = get(cluster.tasks, id);
    if (task === undefined) return refuse("TK11");
    if (!task.stopping && task.seen < stoppedIndex) {
      task.stopped = { reason: input.reason };
      task.stopping = true;
      task.keptByProtection = false;
      for (const service of mayRunIt(cluster, task)) service.bounds.observedAtRest = false;
    }
    return accept({ task: viewTask(state, cluster, task, context, "stopping") }, "TK10");
  },
});
