import { activeCluster, inClusterRefusals } from "./clusters/cluster.ts";
import { viewContainerInstance } from "./clusters/containerInstanceView.ts";
import { operation } from "./language/card.ts";
import { accept, isRefusal, refuse } from "./language/step.ts";
import { findContainerInstance } from "./resources/containerInstance.ts";

/**
 * Starts an update of an instance's agent. Only ECS knows whether there is an update; an agent with an unknown version,
 * or whose update is in progress, gets none (Appendix A).
 */
export const UpdateContainerAgent = operation("UpdateContainerAgent", {
  names: { cluster: "cluster or default", containerInstance: "containerInstance" },
  row: "RQ5",
  accepts: ["RQ5"],
  refuses: ["RQ1", ...inClusterRefusals, "CI8", "RQ2", "RQ3", "RQ4"],
  step(state, input, context) {
    if (input.containerInstance === undefined) return refuse("RQ1");
    const cluster = activeCluster(state, input.cluster);
    if (isRefusal(cluster)) return cluster;
    const instance = findContainerInstance(cluster, input.containerInstance, context);
    if (isRefusal(instance)) return instance;
    if (instance.status === "INACTIVE") return refuse("CI8");
    if (instance.versionInfo?.agentVersion === undefined) return context.may("RQ3") ? refuse("RQ3") : refuse("RQ2");
    if (instance.updating && !context.may("RQ5")) return context.may("RQ3") ? refuse("RQ3") : refuse("RQ4");
    if (context.may("RQ3")) return refuse("RQ3");
    instance.updating = true;
    return accept({ containerInstance: viewContainerInstance(state, cluster, instance, context, "open") }, "RQ5");
  },
});
