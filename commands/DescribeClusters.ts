import { command } from "./language/command.ts";
import { given } from "./language/random.ts";
import { clusterId, clustersIn, neverCreated, neverCreatedCluster } from "./pools/names.ts";

export const DescribeClusters = command({
  operation: "DescribeClusters",
  group: "clusters",
  weight: 1,
  accepted(random, run) {
    if (run.withDefault && random.chance(0.3)) return given({ include: random.maybe(0.5, () => ["TAGS", "SETTINGS"]) });
    const known = random.some(clustersIn(run), 0, 3).map(({ name }) => clusterId(random, run, name));
    const missing = known.length === 0 || random.chance(0.3) ? [neverCreatedCluster(random, run)] : [];
    return given({
      clusters: [...known, ...missing],
      include: random.maybe(0.5, () => random.some(["TAGS", "SETTINGS", "STATISTICS", "CONFIGURATIONS"], 1, 4)),
    });
  },
  refused: (random) =>
    random.weighted([
      [2, { clusters: [neverCreated], include: [random.pick(["EVERYTHING", "tags"])] }],
      [1, { clusters: [""] }],
    ]),
});
