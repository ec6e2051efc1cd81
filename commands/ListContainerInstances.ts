import { command } from "./language/command.ts";
import { given } from "./language/random.ts";
import { clustersWithInstances } from "./pools/containerInstances.ts";
import { absentCluster, activeClusters, clusterForm } from "./pools/names.ts";

export const ListContainerInstances = command({
  operation: "ListContainerInstances",
  group: "instances",
  weight: 0.7,
  refusalWeight: 1.5,
  accepted(random, run) {
    const held = clustersWithInstances(run);
    const pool = held.length > 0 && random.chance(0.8) ? held : activeClusters(run);
    if (pool.length === 0) return undefined;
    return given({
      cluster: clusterForm(random, run, random.pick(pool).name),
      status: random.maybe(0.4, () => random.pick(["ACTIVE", "DRAINING", "DRAINING", "DEREGISTERING"])),
      filter: random.maybe(0.25, () => random.pick(filters)),
      maxResults: random.maybe(0.3, () => random.pick([1, 2, 100])),
    });
  },
  refused(random, run) {
    const [live] = activeClusters(run);
    if (live === undefined || random.chance(0.4)) return { cluster: absentCluster(random, run) };
    return random.weighted([
      [1, { cluster: live.name, maxResults: 0 }],
      [1, { cluster: live.name, maxResults: 101 }],
      [1, { cluster: live.name, status: "IDLE" }],
      [3, { cluster: live.name, filter: "==" }],
    ]);
  },
});

const filters = ["attribute:stack == a", "attribute:stack exists", "attribute:gpu exists"] as const;
