import { clustersOf } from "../model/resources/capacityProvider.ts";
import { command } from "./language/command.ts";
import { absentProvider, livingProviders, providerForm } from "./pools/capacityProviders.ts";

export const DeleteCapacityProvider = command({
  operation: "DeleteCapacityProvider",
  group: "providers",
  weight: 1.3,
  keeps: ["capacityProvider"],
  accepted(random, run) {
    const free = livingProviders(run).filter(({ name }) => clustersOf(run.state, name).length === 0);
    return free.length === 0 ? undefined : { capacityProvider: providerForm(random, run, random.pick(free).name) };
  },
  refused(random, run) {
    const held = livingProviders(run).filter(({ name }) => clustersOf(run.state, name).length > 0);
    if (held.length === 0 || random.chance(0.2)) return { capacityProvider: absentProvider(random, run) };
    return { capacityProvider: providerForm(random, run, random.pick(held).name) };
  },
});
