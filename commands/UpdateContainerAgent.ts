import { command } from "./language/command.ts";
import { given } from "./language/random.ts";
import {
  foreignInstance,
  instanceForm,
  instancesIn,
  isRegistered,
  unknownInstances,
} from "./pools/containerInstances.ts";
import { activeClusters, clusterForm, lostCluster } from "./pools/names.ts";

export const UpdateContainerAgent = command({
  operation: "UpdateContainerAgent",
  group: "instances",
  weight: 0.7,
  accepted(draw, scene) {
    const known = instancesIn(scene, (it) => isRegistered(it) && it.versionInfo !== undefined && !it.updating);
    if (known.length === 0) return undefined;
    const chosen = draw.pick(known);
    const form = instanceForm(draw, scene, chosen);
    return form && given({ cluster: clusterForm(draw, scene, chosen.cluster.name), containerInstance: form });
  },
  refused(draw, scene) {
    const foreign = foreignInstance(draw, scene);
    if (foreign !== undefined && draw.chance(0.2))
      return { cluster: foreign.cluster, containerInstance: foreign.instance };
    const updating = instancesIn(scene, (it) => isRegistered(it) && it.updating);
    const unversioned = instancesIn(scene, (it) => isRegistered(it) && it.versionInfo === undefined);
    const idle = updating.length > 0 ? updating : unversioned;
    const [chosen] = draw.some(idle, Math.min(1, idle.length), 1);
    const form = chosen && instanceForm(draw, scene, chosen);
    if (chosen !== undefined && form !== undefined && draw.chance(0.7))
      return { cluster: chosen.cluster.name, containerInstance: form };
    const [live] = activeClusters(scene);
    const cluster = live === undefined || draw.chance(0.4) ? lostCluster(draw, scene) : live.name;
    return { cluster, containerInstance: draw.pick(unknownInstances) };
  },
});
