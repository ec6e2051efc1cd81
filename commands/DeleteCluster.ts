import { values } from "../model/language/persistentMap.ts";
import type { Cluster } from "../model/language/state.ts";
import { command } from "./language/command.ts";
import { instancesOf, isRegistered } from "./pools/containerInstances.ts";
import { clusterFromElsewhere, clusterId, clustersIn, neverCreatedCluster } from "./pools/names.ts";

export const DeleteCluster = command({
  operation: "DeleteCluster",
  group: "clusters",
  weight: 1.8,
  refusalWeight: 4,
  accepted(random, run) {
    const gone = clustersIn(run).filter(({ status }) => status !== "ACTIVE");
    const empty = clustersIn(run).filter(isEmpty);
    const pool = empty.length === 0 || (gone.length > 0 && random.chance(0.3)) ? gone : empty;
    return pool.length === 0 ? undefined : { cluster: clusterId(random, run, random.pick(pool).name) };
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

/** Nothing prevents its deletion (rows CL14–CL16). */
const isEmpty = (cluster: Cluster): boolean =>
  cluster.status === "ACTIVE" &&
  cluster.activeServices === 0 &&
  [...values(cluster.tasks)].every(({ stopping }) => stopping) &&
  instancesOf(cluster, isRegistered).length === 0;

/** When only standalone tasks prevent the deletion (row CL15). */
const onlyTasks = (cluster: Cluster): boolean =>
  cluster.activeServices === 0 && [...values(cluster.tasks)].some(({ stopping, service }) => !stopping && !service);
