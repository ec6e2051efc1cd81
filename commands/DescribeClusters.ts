import { command } from "./language/command.ts";
import { given } from "./language/random.ts";
import { clusterId, clustersIn, ghost, missingCluster } from "./pools/names.ts";

export const DescribeClusters = command({
  operation: "DescribeClusters",
  group: "clusters",
  weight: 1,
  accepted(draw, scene) {
    if (scene.withDefault && draw.chance(0.3)) return given({ include: draw.maybe(0.5, () => ["TAGS", "SETTINGS"]) });
    const known = draw.some(clustersIn(scene), 0, 3).map(({ name }) => clusterId(draw, scene, name));
    const missing = known.length === 0 || draw.chance(0.3) ? [missingCluster(draw, scene)] : [];
    return given({
      clusters: [...known, ...missing],
      include: draw.maybe(0.5, () => draw.some(["TAGS", "SETTINGS", "STATISTICS", "CONFIGURATIONS"], 1, 4)),
    });
  },
  refused: (draw) => ({ clusters: [ghost], include: [draw.pick(["EVERYTHING", "tags"])] }),
});
