import { command } from "./language/command.ts";
import { given } from "./language/random.ts";
import {
  foreignInstance,
  instanceForm,
  instancesIn,
  isRegistered,
  unknownInstances,
} from "./pools/containerInstances.ts";
import { absentCluster, activeClusters, clusterForm } from "./pools/names.ts";

export const UpdateContainerAgent = command({
  operation: "UpdateContainerAgent",
  group: "instances",
  weight: 0.7,
  accepted(random, run) {
    const known = instancesIn(run, (it) => isRegistered(it) && it.versionInfo !== undefined && !it.updating);
    if (known.length === 0) return undefined;
    const chosen = random.pick(known);
    const form = instanceForm(random, run, chosen);
    return form && given({ cluster: clusterForm(random, run, chosen.cluster.name), containerInstance: form });
  },
  refused(random, run) {
    const foreign = foreignInstance(random, run);
    if (foreign !== undefined && random.chance(0.2))
      return { cluster: foreign.cluster, containerInstance: foreign.instance };
    const updating = instancesIn(run, (it) => isRegistered(it) && it.updating);
    const unversioned = instancesIn(run, (it) => isRegistered(it) && it.versionInfo === undefined);
    const idle = updating.length > 0 ? updating : unversioned;
    const [chosen] = random.some(idle, Math.min(1, idle.length), 1);
    const form = chosen && instanceForm(random, run, chosen);
    if (chosen !== undefined && form !== undefined && random.chance(0.7))
      return { cluster: chosen.cluster.name, containerInstance: form };
    const [live] = activeClusters(run);
    const cluster = live === undefined || random.chance(0.4) ? absentCluster(random, run) : live.name;
    return { cluster, containerInstance: random.pick(unknownInstances) };
  },
});
