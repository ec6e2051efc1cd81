import { command } from "./language/command.ts";
import { activeClusters, clusterId, lostCluster } from "./pools/names.ts";

const setting = (value: string) => [{ name: "containerInsights", value }];

export const UpdateClusterSettings = command({
  operation: "UpdateClusterSettings",
  group: "clusters",
  weight: 0.6,
  accepted(draw, scene) {
    const live = activeClusters(scene);
    if (live.length === 0) return undefined;
    const value = draw.pick(["enabled", "disabled", "enhanced"]);
    return { cluster: clusterId(draw, scene, draw.pick(live).name), settings: setting(value) };
  },
  refused(draw, scene) {
    const [live] = activeClusters(scene);
    if (live === undefined || draw.chance(0.5))
      return { cluster: lostCluster(draw, scene), settings: setting("enabled") };
    const bad = draw.pick([setting("perhaps"), [{ name: "containerOutsights", value: "enabled" }]]);
    return { cluster: live.name, settings: bad };
  },
});
