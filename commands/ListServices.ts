import { command } from "./language/command.ts";
import { given } from "./language/random.ts";
import { absentCluster, activeClusters, clusterForm } from "./pools/names.ts";

export const ListServices = command({
  operation: "ListServices",
  group: "services",
  weight: 1,
  accepted(random, run) {
    const live = activeClusters(run);
    if (live.length === 0) return undefined;
    return given({
      cluster: clusterForm(random, run, random.pick(live).name),
      maxResults: random.maybe(0.5, () => random.pick([1, 2, 100])),
      launchType: random.maybe(0.25, () => random.pick(["FARGATE", "EC2"])),
      schedulingStrategy: random.maybe(0.15, () => random.pick(["REPLICA", "DAEMON"])),
    });
  },
  refused(random, run) {
    const [live] = activeClusters(run);
    if (live === undefined || random.chance(0.5)) return { cluster: absentCluster(random, run) };
    return random.pick([
      { cluster: live.name, maxResults: 0 },
      { cluster: live.name, maxResults: 101 },
      { cluster: live.name, launchType: "SPACE" },
    ]);
  },
});
