import { isPredefined } from "../model/placement/capacity.ts";
import { command } from "./language/command.ts";
import { providersIn, someProviders } from "./pools/capacityProviders.ts";
import { absentCluster, activeClusters, clusterId } from "./pools/names.ts";

const both = ["FARGATE", "FARGATE_SPOT"];

/** Row CL22. */
const twoBases = both.map((capacityProvider) => ({ capacityProvider, weight: 1, base: 1 }));

export const PutClusterCapacityProviders = command({
  operation: "PutClusterCapacityProviders",
  group: "clusters",
  weight: 1.5,
  keeps: ["capacityProviders", "defaultCapacityProviderStrategy"],
  accepted(random, run) {
    const live = activeClusters(run);
    if (live.length === 0) return undefined;
    const capacityProviders = someProviders(random, run, 0);
    return {
      cluster: clusterId(random, run, random.pick(live).name),
      capacityProviders,
      // The model does not predict tasks that wait for instances of a group, so no default strategy names one.
      defaultCapacityProviderStrategy: capacityProviders.filter(isPredefined).map((capacityProvider, index) => ({
        capacityProvider,
        weight: random.whole(1, 3),
        ...(index === 0 && random.chance(0.4) ? { base: 1 } : {}),
      })),
    };
  },
  refused(random, run) {
    const [live] = activeClusters(run);
    if (live !== undefined && random.chance(0.2))
      return { cluster: live.name, capacityProviders: both, defaultCapacityProviderStrategy: twoBases };
    if (live !== undefined && random.chance(0.5)) {
      const gone = providersIn(run).filter((provider) => provider.gone);
      const nobody = gone.length > 0 && random.chance(0.5) ? random.pick(gone).name : "NOBODY";
      return { cluster: live.name, capacityProviders: [nobody], defaultCapacityProviderStrategy: [] };
    }
    return { cluster: absentCluster(random, run), capacityProviders: both, defaultCapacityProviderStrategy: [] };
  },
});
