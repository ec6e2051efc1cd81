import { command } from "./language/command.ts";
import { given } from "./language/random.ts";
import { clustersWithInstances } from "./pools/containerInstances.ts";
import { activeClusters, clusterForm, lostCluster } from "./pools/names.ts";

export const ListContainerInstances = command({
  operation: "ListContainerInstances",
  group: "instances",
  weight: 0.7,
  accepted(draw, scene) {
    const held = clustersWithInstances(scene);
    const pool = held.length > 0 && draw.chance(0.8) ? held : activeClusters(scene);
    if (pool.length === 0) return undefined;
    return given({
      cluster: clusterForm(draw, scene, draw.pick(pool).name),
      status: draw.maybe(0.4, () => draw.pick(["ACTIVE", "DRAINING", "DRAINING", "DEREGISTERING"])),
      filter: draw.maybe(0.25, () => draw.pick(filters)),
      maxResults: draw.maybe(0.3, () => draw.pick([1, 2, 100])),
    });
  },
  refused(draw, scene) {
    const [live] = activeClusters(scene);
    if (live === undefined || draw.chance(0.4)) return { cluster: lostCluster(draw, scene) };
    return draw.pick([
      { cluster: live.name, maxResults: 0 },
      { cluster: live.name, maxResults: 101 },
      { cluster: live.name, status: "IDLE" },
      { cluster: live.name, filter: "==" },
    ]);
  },
});

const filters = ["attribute:stack == a", "attribute:stack exists", "attribute:gpu exists"] as const;
