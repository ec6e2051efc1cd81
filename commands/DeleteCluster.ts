import { command } from "./command.ts";
import { instancesOf, isRegistered } from "./containerInstances.ts";
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
    const active = clustersIn(scene).filter(({ status }) => status === "ACTIVE");
    const held = active.filter((cluster) => instancesOf(cluster, isRegistered).length > 0);
    const full = held.length > 0 && draw.chance(0.5) ? held : active.filter(({ used }) => used);
    if (full.length > 0 && draw.chance(0.85)) return { cluster: clusterId(draw, scene, draw.pick(full).name) };
    return { cluster: missingCluster(draw, scene) };
  },
});
