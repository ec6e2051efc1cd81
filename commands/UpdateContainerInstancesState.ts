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
import { absentCluster, activeClusters, clusterForm } from "./pools/names.ts";

const mostAtOnce = 2;

export const UpdateContainerInstancesState = command({
  operation: "UpdateContainerInstancesState",
  group: "instances",
  weight: 2,
  accepted(random, run) {
    const known = busyOrAny(random, run);
    if (known.length === 0) return undefined;
    const { cluster, it } = random.pick(known);
    const chosen = random
      .some(instancesOf(cluster, isRegistered), 1, mostAtOnce)
      .flatMap((each) => instanceForm(random, run, each) ?? []);
    const gone = instancesOf(cluster, ({ status }) => status === "INACTIVE").flatMap(
      (each) => instanceForm(random, run, each) ?? [],
    );
    const others = random.chance(0.2) ? [random.pick([...gone, ...unknownInstances])] : [];
    return given({
      cluster: clusterForm(random, run, cluster.name),
      containerInstances: [...chosen, ...others],
      status: it.status === "ACTIVE" && random.chance(0.7) ? "DRAINING" : "ACTIVE",
    });
  },
  refused(random, run) {
    if (instancesIn(run).length === 0 && random.chance(0.6)) return undefined;
    const foreign = foreignInstance(random, run);
    if (foreign !== undefined && random.chance(0.3))
      return { cluster: foreign.cluster, containerInstances: [foreign.instance], status: "DRAINING" };
    const [live] = activeClusters(run);
    if (live === undefined || random.chance(0.4))
      return { cluster: absentCluster(random, run), containerInstances: [unknownInstances[0]], status: "DRAINING" };
    return random.pick([
      {
        cluster: live.name,
        containerInstances: [unknownInstances[0]],
        status: random.pick(["INACTIVE", "GONE", "draining"]),
      },
      { cluster: live.name, containerInstances: [], status: "DRAINING" },
    ]);
  },
});
