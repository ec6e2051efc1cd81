import { command } from "./language/command.ts";
import { given } from "./language/random.ts";
import { activeClusters, clusterForm, lostCluster } from "./pools/names.ts";

export const ListServices = command({
  operation: "ListServices",
  group: "services",
  weight: 1,
  accepted(draw, scene) {
    const live = activeClusters(scene);
    if (live.length === 0) return undefined;
    return given({
      cluster: clusterForm(draw, scene, draw.pick(live).name),
      maxResults: draw.maybe(0.5, () => draw.pick([1, 2, 100])),
      launchType: draw.maybe(0.25, () => draw.pick(["FARGATE", "EC2"])),
      schedulingStrategy: draw.maybe(0.15, () => draw.pick(["REPLICA", "DAEMON"])),
    });
  },
  refused(draw, scene) {
    const [live] = activeClusters(scene);
    if (live === undefined || draw.chance(0.5)) return { cluster: lostCluster(draw, scene) };
    return draw.pick([
      { cluster: live.name, maxResults: 0 },
      { cluster: live.name, maxResults: 101 },
      { cluster: live.name, launchType: "SPACE" },
    ]);
  },
});
