import { command } from "./language/command.ts";
import { given } from "./language/random.ts";
import {
  busyInstances,
  busyOrAny,
  foreignInstance,
  instanceForm,
  unknownInstances,
} from "./pools/containerInstances.ts";
import { activeClusters, clusterForm, lostCluster } from "./pools/names.ts";

export const DeregisterContainerInstance = command({
  operation: "DeregisterContainerInstance",
  group: "instances",
  weight: 1.8,
  accepted(draw, scene) {
    const known = busyOrAny(draw, scene);
    if (known.length === 0) return undefined;
    const chosen = draw.pick(known);
    const form = instanceForm(draw, scene, chosen);
    return (
      form &&
      given({
        cluster: clusterForm(draw, scene, chosen.cluster.name),
        containerInstance: form,
        force: draw.maybe(0.6, () => draw.chance(0.9)),
      })
    );
  },
  refused(draw, scene) {
    const busy = busyInstances(scene);
    if (busy.length === 0 && draw.chance(0.6)) return undefined;
    if (busy.length > 0 && draw.chance(0.8)) {
      const chosen = draw.pick(busy);
      const form = instanceForm(draw, scene, chosen);
      return (
        form && given({ cluster: chosen.cluster.name, containerInstance: form, force: draw.maybe(0.3, () => false) })
      );
    }
    const foreign = foreignInstance(draw, scene);
    if (foreign !== undefined && draw.chance(0.4))
      return { cluster: foreign.cluster, containerInstance: foreign.instance };
    const [live] = activeClusters(scene);
    if (live === undefined || draw.chance(0.4))
      return { cluster: lostCluster(draw, scene), containerInstance: unknownInstances[0] };
    return { cluster: live.name, containerInstance: draw.pick(unknownInstances), force: draw.chance(0.5) };
  },
});
