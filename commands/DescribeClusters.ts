import { command } from "./command.ts";
import { given } from "./draw.ts";
import { clusterForm, clustersIn, ghost } from "./names.ts";

export const DescribeClusters = command({
  operation: "DescribeClusters",
  group: "clusters",
  weight: 1,
  accepted(draw, scene) {
    const names = draw.some([...clustersIn(scene).map((cluster) => cluster.name), ghost], 1, 3);
    return given({
      clusters: names.map((name) => clusterForm(draw, scene, name)),
      include: draw.maybe(0.5, () => draw.some(["TAGS", "SETTINGS", "STATISTICS", "CONFIGURATIONS"], 1, 4)),
    });
  },
  refused: (draw) => ({ clusters: [ghost], include: [draw.pick(["EVERYTHING", "tags"])] }),
});
