import { operation } from "./language/card.ts";
import { get, values } from "./language/persistentMap.ts";
import { accept, refuse } from "./language/step.ts";
import { isPredefined, providerName } from "./placement/capacity.ts";
import { clustersOf, viewProvider } from "./resources/capacityProvider.ts";

/** Deletes a provider that no cluster uses, in the background (row CP5). */
export const DeleteCapacityProvider = operation("DeleteCapacityProvider", {
  names: { cluster: "cluster", capacityProvider: "capacityProvider" },
  accepts: ["CP5"],
  refuses: ["RQ1", "G7", "G8", "A9i", "CP1", "CP5a", "CP5n", "CP6b"],
  step(state, input, context) {
    if (!input.capacityProvider) return refuse("RQ1");
    const name = providerName(input.capacityProvider, context);
    if (typeof name !== "string") return name;
    if (isPredefined(name)) return refuse("CP1");
    const provider = get(state.capacityProviders, name);
    if (provider === undefined) return refuse("CP5n");
    const reply = () => accept({ capacityProvider: viewProvider(provider, context, "open") }, "CP5");
    // Whether it can be deleted again, and whether it is still known then, is unspecified.
    if (provider.ending === "deleted") return context.may("CP5n") ? refuse("CP5n") : reply();
    if (clustersOf(state, name).length > 0) {
      if (!context.may("CP5")) return refuse("CP5a");
      provider.ending = "failing";
      return reply();
    }
    const detaching = [...values(state.clusters)].some(({ attaching }) => attaching);
    if (detaching && context.may("CP5a")) return refuse("CP5a");
    if (provider.before.length > 0 && context.may("CP6b")) return refuse("CP6b");
    provider.ending = "deleted";
    return reply();
  },
});
