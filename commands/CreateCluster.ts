import { command } from "./language/command.ts";
import { given } from "./language/random.ts";
import type { PlanInput } from "./language/reference.ts";
import { livingProviders, someProviders } from "./pools/capacityProviders.ts";
import { activeClusters, badNames, clusterNames } from "./pools/names.ts";
import { badTags, tags } from "./pools/tags.ts";

/** Command logging that is incomplete, or that names a place without need (rows CL23, CL24). */
export const badLogging: readonly PlanInput[] = [
  { logging: "DEFAULT", logConfiguration: { cloudWatchLogGroupName: "commands" } },
  { logging: "OVERRIDE" },
];

export const CreateCluster = command({
  operation: "CreateCluster",
  group: "clusters",
  weight: 4,
  indispensable: true,
  accepted(random, run) {
    const live = new Set(activeClusters(run).map((cluster) => cluster.name));
    const fresh = clusterNames.filter((name) => !live.has(name));
    if (run.withDefault && random.chance(0.4)) return random.chance(0.7) ? {} : { clusterName: "default" };
    if (fresh.length === 0 || random.chance(0.1)) return { clusterName: random.pick(clusterNames) };
    return given({
      clusterName: random.pick(fresh),
      tags: random.maybe(0.25, () => tags(random)),
      settings: random.maybe(run.withSettings ? 0.1 : 0.2, () => [
        { name: "containerInsights", value: random.pick(["enabled", "disabled"]) },
      ]),
      capacityProviders: random.maybe(livingProviders(run).length > 0 ? 0.4 : 0.1, () => someProviders(random, run, 1)),
    });
  },
  refused(random, run) {
    const [live] = activeClusters(run);
    return random.weighted([
      [2, live && { clusterName: live.name, tags: [{ key: "other", value: String(random.whole(1, 9)) }] }],
      [1, { clusterName: random.pick(badNames) }],
      [2.5, { clusterName: "c2", tags: badTags(random) }],
      [1, { clusterName: "c2", settings: [{ name: "containerInsights", value: "perhaps" }] }],
      [1, { clusterName: "c2", capacityProviders: ["NOBODY"] }],
      [1.5, { clusterName: "c2", configuration: { executeCommandConfiguration: random.pick(badLogging) } }],
      [0.5, { clusterName: "c2", defaultCapacityProviderStrategy: [{ capacityProvider: "FARGATE", weight: 1 }] }],
    ]);
  },
});
