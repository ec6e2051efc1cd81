import { command } from "./language/command.ts";
import { given } from "./language/random.ts";
import { absentCluster, activeClusters, clusterForm } from "./pools/names.ts";

export const ListDaemons = command({
  operation: "ListDaemons",
  group: "clusters",
  weight: 0.3,
  accepted(random, run) {
    const live = activeClusters(run);
    if (live.length === 0) return undefined;
    return given({
      clusterArn: clusterForm(random, run, random.pick(live).name),
      maxResults: random.maybe(0.3, () => random.pick([1, 2, 100])),
    });
  },
  refused: (random, run) => ({ clusterArn: absentCluster(random, run) }),
});
