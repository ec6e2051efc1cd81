import { inClusterRefusals, readableCluster } from "./clusters/cluster.ts";
import { viewContainerInstance } from "./clusters/containerInstanceView.ts";
import { operation } from "./language/card.ts";
import { type Expected, filled, unordered } from "./language/expectation.ts";
import { badEnum } from "./language/page.ts";
import { get } from "./language/persistentMap.ts";
import { accept, isRefusal, refuse } from "./language/step.ts";
import { containerInstanceArn, containerInstanceId, missingInstance } from "./resources/containerInstance.ts";

/**
 * Up to 100 container instances; unknown ones are failures (row CI5). How long INACTIVE ones are shown is unspecified.
 */
export const DescribeContainerInstances = operation("DescribeContainerInstances", {
  reads: true,
  names: { cluster: "cluster or default", containerInstances: "containerInstance" },
  row: "CI5",
  accepts: ["CI2", "CI5"],
  refuses: ["RQ1", "G1", "G4", ...inClusterRefusals, "CI5e"],
  step(state, input, context) {
    const bad = badEnum(input.include, ["TAGS", "CONTAINER_INSTANCE_HEALTH"]);
    if (bad) return bad;
    if (input.containerInstances === undefined) return refuse("RQ1");
    if (input.containerInstances.length === 0) return refuse("CI5e");
    if (input.containerInstances.length > 100) return refuse("G4");
    const cluster = readableCluster(state, input.cluster, context);
    if (isRefusal(cluster)) return cluster;
    const shown: Expected[] = [];
    const perhapsShown: Expected[] = [];
    const failures: Expected[] = [];
    const perhapsFailures: Expected[] = [];
    const answered = new Set<string>();
    for (const value of input.containerInstances) {
      const id = containerInstanceId(value, cluster.name, context);
      if (typeof id !== "string") return id;
      const instance = get(cluster.containerInstances, id);
      if (instance === undefined) {
        failures.push(missingInstance(cluster.name, id));
        continue;
      }
      const tags = input.include?.includes("TAGS") ? "shown" : "hidden";
      // An instance that is named twice may be returned twice.
      const sure = instance.status !== "INACTIVE" && !answered.has(id);
      (sure ? shown : perhapsShown).push(viewContainerInstance(state, cluster, instance, context, tags));
      if (instance.status === "INACTIVE") perhapsFailures.push({ arn: containerInstanceArn(instance), reason: filled });
      answered.add(id);
    }
    return accept(
      {
        containerInstances: unordered(shown, "containerInstanceArn", { optional: perhapsShown }),
        failures: unordered(failures, "arn", { optional: perhapsFailures }),
      },
      "CI5",
      "CI2",
    );
  },
});
