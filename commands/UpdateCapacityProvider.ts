import { command } from "./language/command.ts";
import { given } from "./language/random.ts";
import {
  absentProvider,
  badScaling,
  fargateProviders,
  livingProviders,
  otherScaling,
} from "./pools/capacityProviders.ts";

export const UpdateCapacityProvider = command({
  operation: "UpdateCapacityProvider",
  group: "providers",
  weight: 0.8,
  keeps: ["name", "autoScalingGroupProvider"],
  whole: ["autoScalingGroupProvider"],
  accepted(random, run) {
    const living = livingProviders(run);
    if (living.length === 0) return undefined;
    const scales = random.chance(0.8);
    return {
      name: random.pick(living).name,
      autoScalingGroupProvider: given({
        managedScaling: scales ? otherScaling : undefined,
        managedDraining: random.maybe(scales ? 0.2 : 1, () => random.pick(["ENABLED", "DISABLED"])),
      }),
    };
  },
  refused(random, run) {
    const [own] = livingProviders(run);
    if (own !== undefined && random.chance(0.3))
      return { name: own.name, autoScalingGroupProvider: { managedScaling: badScaling(random) } };
    return {
      name: random.pick([absentProvider(random, run), ...fargateProviders]),
      autoScalingGroupProvider: { managedScaling: otherScaling },
    };
  },
});
