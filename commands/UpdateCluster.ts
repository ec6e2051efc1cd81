import { badLogging } from "./CreateCluster.ts";
import { command } from "./language/command.ts";
import { absentCluster, activeClusters, clusterId } from "./pools/names.ts";

/** A namespace that does not exist (row CL26). */
const namespace = "arn:aws:servicediscovery:«region»:«account»:namespace/ns-0123456789abcdef";

export const UpdateCluster = command({
  operation: "UpdateCluster",
  group: "clusters",
  weight: 1,
  refusalWeight: 2.5,
  accepted(random, run) {
    const live = activeClusters(run);
    if (live.length === 0) return undefined;
    const settings = [{ name: "containerInsights", value: random.pick(["enabled", "disabled"]) }];
    const cluster = clusterId(random, run, random.pick(live).name);
    if (random.chance(0.7)) return { cluster, settings };
    return { cluster, configuration: { executeCommandConfiguration: { logging: random.pick(["DEFAULT", "NONE"]) } } };
  },
  refused(random, run) {
    const settings = [{ name: "containerInsights", value: random.pick(["enabled", "disabled"]) }];
    const [live] = activeClusters(run);
    if (live !== undefined && random.chance(0.15))
      return { cluster: live.name, settings: [{ name: "containerInsights", value: "perhaps" }] };
    if (live !== undefined && random.chance(0.3))
      return { cluster: live.name, configuration: { executeCommandConfiguration: random.pick(badLogging) } };
    if (live !== undefined && random.chance(0.3)) return { cluster: live.name, serviceConnectDefaults: { namespace } };
    return { cluster: absentCluster(random, run), settings };
  },
});
