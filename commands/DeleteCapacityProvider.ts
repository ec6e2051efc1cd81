import { clustersOf } from "../model/resources/capacityProvider.ts";
import { command } from "./language/command.ts";
import { livingProviders, providerForm } from "./pools/capacityProviders.ts";
import { ghost } from "./pools/names.ts";

export const DeleteCapacityProvider = command({
  operation: "DeleteCapacityProvider",
  group: "providers",
  weight: 1.3,
  accepted(draw, scene) {
    const free = livingProviders(scene).filter(({ name }) => clustersOf(scene.state, name).length === 0);
    return free.length === 0 ? undefined : { capacityProvider: providerForm(draw, scene, draw.pick(free).name) };
  },
  refused(draw, scene) {
    const held = livingProviders(scene).filter(({ name }) => clustersOf(scene.state, name).length > 0);
    if (held.length === 0 || draw.chance(0.2)) return { capacityProvider: ghost };
    return { capacityProvider: providerForm(draw, scene, draw.pick(held).name) };
  },
});
