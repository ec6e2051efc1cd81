import { command } from "./language/command.ts";
import { given } from "./language/random.ts";
import { fargateProviders, livingProviders, otherScaling } from "./pools/capacityProviders.ts";
import { ghost } from "./pools/names.ts";

export const UpdateCapacityProvider = command({
  operation: "UpdateCapacityProvider",
  group: "providers",
  weight: 0.8,
  accepted(draw, scene) {
    const living = livingProviders(scene);
    if (living.length === 0) return undefined;
    const scales = draw.chance(0.8);
    return {
      name: draw.pick(living).name,
      autoScalingGroupProvider: given({
        managedScaling: scales ? otherScaling : undefined,
        managedDraining: draw.maybe(scales ? 0.2 : 1, () => draw.pick(["ENABLED", "DISABLED"])),
      }),
    };
  },
  refused: (draw) => ({
    name: draw.pick([ghost, ...fargateProviders]),
    autoScalingGroupProvider: { managedScaling: otherScaling },
  }),
});
