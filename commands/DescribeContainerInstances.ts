import { command } from "./language/command.ts";
import { given } from "./language/random.ts";
import {
  foreignInstance,
  instanceForm,
  instanceFromElsewhere,
  instancesOf,
  unknownInstances,
} from "./pools/containerInstances.ts";
import { absentCluster, activeClusters, clusterForm } from "./pools/names.ts";

export const DescribeContainerInstances = command({
  operation: "DescribeContainerInstances",
  group: "instances",
  weight: 0.7,
  accepted(random, run) {
    const live = activeClusters(run);
    if (live.length === 0) return undefined;
    const cluster = random.pick(live);
    const known = random.some(
      instancesOf(cluster, () => true),
      0,
      3,
    );
    const named = known.flatMap((instance) => instanceForm(random, run, instance) ?? []);
    return given({
      cluster: clusterForm(random, run, cluster.name),
      containerInstances:
        named.length === 0 || random.chance(0.2)
          ? [...named, instanceFromElsewhere(random, run, cluster) ?? unknownInstances[0]]
          : named,
      include: random.maybe(0.4, () => random.some(["TAGS", "CONTAINER_INSTANCE_HEALTH"], 1, 2)),
    });
  },
  refused(random, run) {
    const foreign = foreignInstance(random, run);
    if (foreign !== undefined && random.chance(0.4))
      return { cluster: foreign.cluster, containerInstances: [foreign.instance] };
    const [live] = activeClusters(run);
    if (live === undefined || random.chance(0.4))
      return { cluster: absentCluster(random, run), containerInstances: [unknownInstances[0]] };
    return random.pick([
      { cluster: live.name, containerInstances: [] },
      { cluster: live.name, containerInstances: [unknownInstances[1]], include: ["ATTRIBUTES"] },
    ]);
  },
});
