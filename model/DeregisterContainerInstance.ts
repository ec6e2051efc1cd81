import { activeCluster, inClusterRefusals } from "./clusters/cluster.ts";
import { viewContainerInstance } from "./clusters/containerInstanceView.ts";
import { operation } from "./language/card.ts";
import { values } from "./language/persistentMap.ts";
import type { Cluster } from "./language/state.ts";
import { accept, isRefusal, refuse } from "./language/step.ts";
import { isPerhapsThere, isSurelyThere, mayUseInstances, usageOf } from "./placement/freeCapacity.ts";
import { findContainerInstance } from "./resources/containerInstance.ts";
import { runningIndex } from "./resources/task.ts";

/** Removes a container instance from its cluster; one with running tasks only by force (row CI4). */
export const DeregisterContainerInstance = operation("DeregisterContainerInstance", {
  names: { cluster: "cluster or default", containerInstance: "containerInstance" },
  row: "CI4s",
  accepts: ["CI4s"],
  refuses: ["RQ1", ...inClusterRefusals, "CI4", "CI8"],
  step(state, input, context) {
    if (input.containerInstance === undefined) return refuse("RQ1");
    const cluster = activeCluster(state, input.cluster);
    if (isRefusal(cluster)) return cluster;
    const instance = findContainerInstance(cluster, input.containerInstance, context);
    if (isRefusal(instance)) return instance;
    const reply = () => ({ containerInstance: viewContainerInstance(state, cluster, instance, context, "open") });
    if (instance.status === "INACTIVE") return context.may("CI8") ? accept(reply(), "CI4s") : refuse("CI8");
    const { possible, open } = usageOf(state, cluster, instance);
    if (input.force !== true) {
      const certain = tasksOn(cluster, instance.id).some(
        // A PENDING task may or may not count as running.
        (task) => task.placedOn?.length === 1 && isSurelyThere(task) && task.seen === runningIndex,
      );
      if (certain) return refuse("CI4");
      if ((possible.count > 0 || open) && context.may("CI4")) return refuse("CI4");
    }
    instance.status = "INACTIVE";
    for (const task of tasksOn(cluster, instance.id)) {
      if (!isPerhapsThere(task)) continue;
      // A task that may be on another instance keeps running there; a task that was already stopping has its own
      // reason.
      const here = task.placedOn?.length === 1;
      if (!here || !isSurelyThere(task)) task.lifetime = { kind: "unknown" };
      if (!here) continue;
      task.untracked = true;
      task.stopping = true;
    }
    for (const service of values(cluster.services)) if (mayUseInstances(service)) service.bounds.observedAtRest = false;
    return accept(reply(), "CI4s");
  },
});

const tasksOn = (cluster: Cluster, id: string) =>
  [...values(cluster.tasks)].filter((task) => task.placedOn?.includes(id));
