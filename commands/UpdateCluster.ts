import { command } from "./language/command.ts";
import { activeClusters, clusterId, lostCluster } from "./pools/names.ts";

export const UpdateCluster = command({
  operation: "UpdateCluster",
  group: "clusters",
  weight: 1,
  accepted(draw, scene) {
    const live = activeClusters(scene);
    if (live.length === 0) return undefined;
    const settings = [{ name: "containerInsights", value: draw.pick(["enabled", "disabled"]) }];
    const cluster = clusterId(draw, scene, draw.pick(live).name);
    if (draw.chance(0.7)) return { cluster, settings };
    return { cluster, configuration: { executeCommandConfiguration: { logging: draw.pick(["DEFAULT", "NONE"]) } } };
  },
  refused(draw, scene) {
    const settings = [{ name: "containerInsights", value: draw.pick(["enabled", "disabled"]) }];
    const [live] = activeClusters(scene);
    if (live !== undefined && draw.chance(0.3))
      return { cluster: live.name, settings: [{ name: "containerInsights", value: "perhaps" }] };
    return { cluster: lostCluster(draw, scene), settings };
  },
});
