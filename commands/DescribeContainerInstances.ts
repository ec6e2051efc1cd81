import { command } from "./language/command.ts";
import { given } from "./language/random.ts";
import { foreignInstance, instanceForm, instancesOf, unknownInstances } from "./pools/containerInstances.ts";
import { activeClusters, clusterForm, lostCluster } from "./pools/names.ts";

export const DescribeContainerInstances = command({
  operation: "DescribeContainerInstances",
  group: "instances",
  weight: 0.7,
  accepted(draw, scene) {
    const live = activeClusters(scene);
    if (live.length === 0) return undefined;
    const cluster = draw.pick(live);
    const known = draw.some(
      instancesOf(cluster, () => true),
      0,
      3,
    );
    const named = known.flatMap((instance) => instanceForm(draw, scene, instance) ?? []);
    return given({
      cluster: clusterForm(draw, scene, cluster.name),
      containerInstances: named.length === 0 || draw.chance(0.2) ? [...named, unknownInstances[0]] : named,
      include: draw.maybe(0.4, () => draw.some(["TAGS", "CONTAINER_INSTANCE_HEALTH"], 1, 2)),
    });
  },
  refused(draw, scene) {
    const foreign = foreignInstance(draw, scene);
    if (foreign !== undefined && draw.chance(0.4))
      return { cluster: foreign.cluster, containerInstances: [foreign.instance] };
    const [live] = activeClusters(scene);
    if (live === undefined || draw.chance(0.4))
      return { cluster: lostCluster(draw, scene), containerInstances: [unknownInstances[0]] };
    return draw.pick([
      { cluster: live.name, containerInstances: [] },
      { cluster: live.name, containerInstances: [unknownInstances[1]], include: ["ATTRIBUTES"] },
    ]);
  },
});
