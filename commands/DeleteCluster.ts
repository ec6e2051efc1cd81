import { values } from "../model/language/persistentMap.ts";
import type { Cluster } from "../model/language/state.ts";
import { command } from "./language/command.ts";
import { instancesOf, isRegistered } from "./pools/containerInstances.ts";
import { clusterFromElsewhere, clusterId, clustersIn, neverCreatedCluster } from "./pools/names.ts";

export const DeleteCluster = command({
  operation: "DeleteCluster",
  group: "clusters",
  weight: 1.2,
  refusalWeight: 4,
  accepted(random, run) {
    const known = clustersIn(run);
    return known.length === 0 ? undefined : { cluster: clusterId(random, run, random.pick(known).name) };
  },
  refused(random, run) {
    const away = clusterFromElsewhere(random, run);
    if (away !== undefined) return { cluster: away };
    const active = clustersIn(run).filter(({ status }) => status === "ACTIVE");
    const held = active.filter((cluster) => instancesOf(cluster, isRegistered).length > 0);
    const full = random.pick([held, active.filter(onlyTasks), active.filter(({ used }) => used)]);
    if (full.length > 0) return { cluster: clusterId(random, run, random.pick(full).name) };
    if (active.some(({ used }) => used) && random.chance(0.6)) return undefined;
    return { cluster: neverCreatedCluster(random, run) };
  },
});

/** When only standalone tasks prevent the deletion (row CL15). */
const onlyTasks = (cluster: Cluster): boolean =>
  cluster.activeServices === 0 && [...values(cluster.tasks)].some(({ stopping, service }) => !stopping && !service);
