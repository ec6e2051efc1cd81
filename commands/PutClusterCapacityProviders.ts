import { isPredefined } from "../model/placement/capacity.ts";
import { command } from "./language/command.ts";
import { providersIn, someProviders } from "./pools/capacityProviders.ts";
import { activeClusters, clusterId, lostCluster } from "./pools/names.ts";

const both = ["FARGATE", "FARGATE_SPOT"];

export const PutClusterCapacityProviders = command({
  operation: "PutClusterCapacityProviders",
  group: "clusters",
  weight: 1.5,
  accepted(draw, scene) {
    const live = activeClusters(scene);
    if (live.length === 0) return undefined;
    const capacityProviders = someProviders(draw, scene, 0);
    return {
      cluster: clusterId(draw, scene, draw.pick(live).name),
      capacityProviders,
      // Tasks that wait for instances of a group are not predicted: no default strategy names one.
      defaultCapacityProviderStrategy: capacityProviders.filter(isPredefined).map((capacityProvider, index) => ({
        capacityProvider,
        weight: draw.whole(1, 3),
        ...(index === 0 && draw.chance(0.4) ? { base: 1 } : {}),
      })),
    };
  },
  refused(draw, scene) {
    const [live] = activeClusters(scene);
    if (live !== undefined && draw.chance(0.5)) {
      const gone = providersIn(scene).filter((provider) => provider.gone);
      const nobody = gone.length > 0 && draw.chance(0.5) ? draw.pick(gone).name : "NOBODY";
      return { cluster: live.name, capacityProviders: [nobody], defaultCapacityProviderStrategy: [] };
    }
    return { cluster: lostCluster(draw, scene), capacityProviders: both, defaultCapacityProviderStrategy: [] };
  },
});
