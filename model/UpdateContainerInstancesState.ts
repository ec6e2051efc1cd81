import { activeCluster, inClusterRefusals } from "./clusters/cluster.ts";
import { viewContainerInstance } from "./clusters/containerInstanceView.ts";
import { operation } from "./language/card.ts";
import { type Expected, either, filled, unordered } from "./language/expectation.ts";
import { get, values } from "./language/persistentMap.ts";
import { accept, isRefusal, refuse } from "./language/step.ts";
import { mayUseInstances } from "./placement/freeCapacity.ts";
import { containerInstanceArn, containerInstanceId, missingInstance } from "./resources/containerInstance.ts";

/** Drains container instances or makes them ACTIVE again (row CI3). */
export const UpdateContainerInstancesState = operation("UpdateContainerInstancesState", {
  names: { cluster: "cluster or default", containerInstances: "containerInstance" },
  row: "CI3s",
  accepts: ["CI3s"],
  refuses: ["RQ1", "G4", ...inClusterRefusals, "CI3", "CI5e"],
  step(state, input, context) {
    if (input.containerInstances === undefined || input.status === undefined) return refuse("RQ1");
    if (input.status !== "ACTIVE" && input.status !== "DRAINING") return refuse("CI3");
    if (input.containerInstances.length === 0) return refuse("CI5e");
    if (input.containerInstances.length > 10) return refuse("G4");
    const cluster = activeCluster(state, input.cluster);
    if (isRefusal(cluster)) return cluster;
    const changed: Expected[] = [];
    const perhapsChanged: Expected[] = [];
    const failures: Expected[] = [];
    const perhapsFailures: Expected[] = [];
    for (const value of new Set(input.containerInstances)) {
      const id = containerInstanceId(value, cluster.name, context);
      if (typeof id !== "string") return id;
      const instance = get(cluster.containerInstances, id);
      if (instance === undefined) {
        failures.push(missingInstance(cluster.name, id));
      } else if (instance.status === "INACTIVE") {
        failures.push({ arn: either(containerInstanceArn(instance), instance.id), reason: filled });
      } else {
        // The status is the same as before: "DRAINING only from ACTIVE" may make that a failure.
        const same = instance.status === input.status;
        if (same) perhapsFailures.push({ arn: either(containerInstanceArn(instance), instance.id), reason: filled });
        instance.status = input.status;
        (same ? perhapsChanged : changed).push(viewContainerInstance(state, cluster, instance, context, "open"));
      }
    }
    if (changed.length > 0)
      for (const service of values(cluster.services))
        if (mayUseInstances(service)) service.bounds.observedAtRest = false;
    return accept(
      {
        containerInstances: unordered(changed, "containerInstanceArn", { optional: perhapsChanged }),
        failures: unordered(failures, "arn", { optional: perhapsFailures }),
      },
      "CI3s",
    );
  },
});
