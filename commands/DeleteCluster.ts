import { command } from "./command.ts";
import { clusterId, clustersIn, missingCluster } from "./names.ts";

export const DeleteCluster = command({
  operation: "DeleteCluster",
  group: "clusters",
  weight: 1.2,
  accepted(draw, scene) {
    const known = clustersIn(scene);
    return known.length === 0 ? undefined : { cluster: clusterId(draw, scene, draw.pick(known).name) };
  },
  refused(draw, scene) {
    const full = clustersIn(scene).filter((cluster) => cluster.used && cluster.status === "ACTIVE");
    if (full.length > 0 && draw.chance(0.7)) return { cluster: clusterId(draw, scene, draw.pick(full).name) };
    return { cluster: missingCluster(draw, scene) };
  },
});
