import { values } from "../model/language/persistentMap.ts";
import type { Cluster } from "../model/language/state.ts";
import { command } from "./language/command.ts";
import { instancesOf, isRegistered } from "./pools/containerInstances.ts";
import { clusterId, clustersIn, missingCluster } from "./pools/names.ts";

export const DeleteCluster = command({
  operation: "DeleteCluster",
  group: "clusters",
  weight: 1.2,
  refusalWeight: 4,
  accepted(draw, scene) {
    const known = clustersIn(scene);
    return known.length === 0 ? undefined : { cluster: clusterId(draw, scene, draw.pick(known).name) };
  },
  refused(draw, scene) {
    const active = clustersIn(scene).filter(({ status }) => status === "ACTIVE");
    const held = active.filter((cluster) => instancesOf(cluster, isRegistered).length > 0);
    const full = draw.pick([held, active.filter(onlyTasks), active.filter(({ used }) => used)]);
    if (full.length > 0) return { cluster: clusterId(draw, scene, draw.pick(full).name) };
    if (active.some(({ used }) => used) && draw.chance(0.6)) return undefined;
    return { cluster: missingCluster(draw, scene) };
  },
});

/** Where nothing stands in the way but tasks that were run (row CL15). */
const onlyTasks = (cluster: Cluster): boolean =>
  cluster.activeServices === 0 && [...values(cluster.tasks)].some(({ stopping, service }) => !stopping && !service);
