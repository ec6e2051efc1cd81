import { command } from "./language/command.ts";
import { given } from "./language/random.ts";
import {
  busyOrAny,
  foreignInstance,
  instanceForm,
  instancesIn,
  instancesOf,
  isRegistered,
  unknownInstances,
} from "./pools/containerInstances.ts";
import { activeClusters, clusterForm, lostCluster } from "./pools/names.ts";

const mostAtOnce = 2;

export const UpdateContainerInstancesState = command({
  operation: "UpdateContainerInstancesState",
  group: "instances",
  weight: 2,
  accepted(draw, scene) {
    const known = busyOrAny(draw, scene);
    if (known.length === 0) return undefined;
    const { cluster, it } = draw.pick(known);
    const chosen = draw
      .some(instancesOf(cluster, isRegistered), 1, mostAtOnce)
      .flatMap((each) => instanceForm(draw, scene, each) ?? []);
    const gone = instancesOf(cluster, ({ status }) => status === "INACTIVE").flatMap(
      (each) => instanceForm(draw, scene, each) ?? [],
    );
    const others = draw.chance(0.2) ? [draw.pick([...gone, ...unknownInstances])] : [];
    return given({
      cluster: clusterForm(draw, scene, cluster.name),
      containerInstances: [...chosen, ...others],
      status: it.status === "ACTIVE" && draw.chance(0.7) ? "DRAINING" : "ACTIVE",
    });
  },
  refused(draw, scene) {
    if (instancesIn(scene).length === 0 && draw.chance(0.6)) return undefined;
    const foreign = foreignInstance(draw, scene);
    if (foreign !== undefined && draw.chance(0.3))
      return { cluster: foreign.cluster, containerInstances: [foreign.instance], status: "DRAINING" };
    const [live] = activeClusters(scene);
    if (live === undefined || draw.chance(0.4))
      return { cluster: lostCluster(draw, scene), containerInstances: [unknownInstances[0]], status: "DRAINING" };
    return draw.pick([
      {
        cluster: live.name,
        containerInstances: [unknownInstances[0]],
        status: draw.pick(["INACTIVE", "GONE", "draining"]),
      },
      { cluster: live.name, containerInstances: [], status: "DRAINING" },
    ]);
  },
});
