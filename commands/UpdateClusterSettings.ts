import { command } from "./language/command.ts";
import { absentCluster, activeClusters, clusterId } from "./pools/names.ts";

const setting = (value: string) => [{ name: "containerInsights", value }];

export const UpdateClusterSettings = command({
  operation: "UpdateClusterSettings",
  group: "clusters",
  weight: 0.6,
  keeps: ["settings"],
  accepted(random, run) {
    const live = activeClusters(run);
    if (live.length === 0) return undefined;
    const value = random.pick(["enabled", "disabled", "enhanced"]);
    return { cluster: clusterId(random, run, random.pick(live).name), settings: setting(value) };
  },
  refused(random, run) {
    const [live] = activeClusters(run);
    if (live === undefined || random.chance(0.5))
      return { cluster: absentCluster(random, run), settings: setting("enabled") };
    const bad = random.pick([setting("perhaps"), [{ name: "containerOutsights", value: "enabled" }]]);
    return { cluster: live.name, settings: bad };
  },
});
