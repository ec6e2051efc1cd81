import { command } from "./language/command.ts";
import { given } from "./language/random.ts";
import { livingProviders, someProviders } from "./pools/capacityProviders.ts";
import { activeClusters, badNames, clusterNames } from "./pools/names.ts";
import { badTags, tags } from "./pools/tags.ts";

export const CreateCluster = command({
  operation: "CreateCluster",
  group: "clusters",
  weight: 4,
  accepted(draw, scene) {
    const live = new Set(activeClusters(scene).map((cluster) => cluster.name));
    const fresh = clusterNames.filter((name) => !live.has(name));
    if (scene.withDefault && draw.chance(0.4)) return draw.chance(0.7) ? {} : { clusterName: "default" };
    if (fresh.length === 0 || draw.chance(0.1)) return { clusterName: draw.pick(clusterNames) };
    return given({
      clusterName: draw.pick(fresh),
      tags: draw.maybe(0.25, () => tags(draw)),
      settings: draw.maybe(0.2, () => [{ name: "containerInsights", value: draw.pick(["enabled", "disabled"]) }]),
      capacityProviders: draw.maybe(livingProviders(scene).length > 0 ? 0.4 : 0.1, () => someProviders(draw, scene, 1)),
    });
  },
  refused(draw, scene) {
    const [live] = activeClusters(scene);
    return draw.weighted([
      [2, live && { clusterName: live.name, tags: [{ key: "other", value: String(draw.whole(1, 9)) }] }],
      [1, { clusterName: draw.pick(badNames) }],
      [1, { clusterName: "c2", tags: badTags(draw) }],
      [1, { clusterName: "c2", settings: [{ name: "containerInsights", value: "perhaps" }] }],
      [1, { clusterName: "c2", capacityProviders: ["NOBODY"] }],
    ]);
  },
});
