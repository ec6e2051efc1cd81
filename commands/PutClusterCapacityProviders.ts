import { command } from "./command.ts";
import { activeClusters, clusterId, lostCluster } from "./names.ts";

const both = ["FARGATE", "FARGATE_SPOT"];

export const PutClusterCapacityProviders = command({
  operation: "PutClusterCapacityProviders",
  group: "clusters",
  weight: 0.6,
  accepted(draw, scene) {
    const live = activeClusters(scene);
    if (live.length === 0) return undefined;
    const capacityProviders = draw.some(both, 0, 2);
    return {
      cluster: clusterId(draw, scene, draw.pick(live).name),
      capacityProviders,
      defaultCapacityProviderStrategy: capacityProviders.map((capacityProvider, index) => ({
        capacityProvider,
        weight: draw.whole(1, 3),
        ...(index === 0 && draw.chance(0.4) ? { base: 1 } : {}),
      })),
    };
  },
  refused(draw, scene) {
    const [live] = activeClusters(scene);
    if (live !== undefined && draw.chance(0.5))
      return { cluster: live.name, capacityProviders: ["NOBODY"], defaultCapacityProviderStrategy: [] };
    return { cluster: lostCluster(draw, scene), capacityProviders: both, defaultCapacityProviderStrategy: [] };
  },
});
