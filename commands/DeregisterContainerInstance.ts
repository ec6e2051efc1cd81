import { command } from "./language/command.ts";
import { given } from "./language/random.ts";
import {
  busyInstances,
  busyOrAny,
  foreignInstance,
  instanceForm,
  unknownInstances,
} from "./pools/containerInstances.ts";
import { absentCluster, activeClusters, clusterForm } from "./pools/names.ts";

export const DeregisterContainerInstance = command({
  operation: "DeregisterContainerInstance",
  group: "instances",
  weight: 1.8,
  keeps: ["force"],
  accepted(random, run) {
    const known = busyOrAny(random, run);
    if (known.length === 0) return undefined;
    const chosen = random.pick(known);
    const form = instanceForm(random, run, chosen);
    return (
      form &&
      given({
        cluster: clusterForm(random, run, chosen.cluster.name),
        containerInstance: form,
        force: random.maybe(0.6, () => random.chance(0.9)),
      })
    );
  },
  refused(random, run) {
    const busy = busyInstances(run);
    if (busy.length === 0 && random.chance(0.6)) return undefined;
    if (busy.length > 0 && random.chance(0.8)) {
      const chosen = random.pick(busy);
      const form = instanceForm(random, run, chosen);
      return (
        form && given({ cluster: chosen.cluster.name, containerInstance: form, force: random.maybe(0.3, () => false) })
      );
    }
    const foreign = foreignInstance(random, run);
    if (foreign !== undefined && random.chance(0.4))
      return { cluster: foreign.cluster, containerInstance: foreign.instance };
    const [live] = activeClusters(run);
    if (live === undefined || random.chance(0.4))
      return { cluster: absentCluster(random, run), containerInstance: unknownInstances[0] };
    return { cluster: live.name, containerInstance: random.pick(unknownInstances), force: random.chance(0.5) };
  },
});
