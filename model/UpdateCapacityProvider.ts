import { operation } from "./language/card.ts";
import { get } from "./language/persistentMap.ts";
import { accept, refuse } from "./language/step.ts";
import { isPredefined, providerName } from "./placement/capacity.ts";
import { badScaling, updatedSettings, viewProvider } from "./resources/capacityProvider.ts";

/** Changes a provider's settings, in the background (row CP6). */
export const UpdateCapacityProvider = operation("UpdateCapacityProvider", {
  names: { cluster: "cluster", name: "capacityProvider" },
  accepts: ["CP6"],
  refuses: ["RQ1", "G7", "G8", "A9i", "CP1", "CP2g", "CP2r", "CP5n", "CP6b"],
  step(state, input, context) {
    if (!input.name) return refuse("RQ1");
    const name = providerName(input.name, context);
    if (typeof name !== "string") return name;
    if (isPredefined(name)) return refuse("CP1");
    const provider = get(state.capacityProviders, name);
    if (provider === undefined || provider.ending === "deleted") return refuse("CP5n");
    if (input.autoScalingGroupProvider === undefined) return refuse("CP2g");
    if (badScaling(input.autoScalingGroupProvider.managedScaling)) return refuse("CP2r");
    if ((provider.before.length > 0 || provider.ending === "failing") && context.may("CP6b")) return refuse("CP6b");
    provider.before.push(provider.settings);
    provider.settings = updatedSettings(provider.settings, input.autoScalingGroupProvider);
    provider.updated = true;
    provider.outcome = undefined;
    provider.ending = undefined;
    return accept({ capacityProvider: viewProvider(provider, context, "open") }, "CP6");
  },
});
