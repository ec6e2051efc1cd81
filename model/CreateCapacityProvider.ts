import { isName } from "./language/arn.ts";
import { operation } from "./language/card.ts";
import { get, put } from "./language/persistentMap.ts";
import { jsonText } from "./language/sameJson.ts";
import { accept, refuse } from "./language/step.ts";
import { isPredefined } from "./placement/capacity.ts";
import { badScaling, groupSettings, isReversed, viewProvider } from "./resources/capacityProvider.ts";
import { badTags, copyTags } from "./resources/tag.ts";

/** Creates a provider for an Auto Scaling group (rows CP1–CP3). */
export const CreateCapacityProvider = operation("CreateCapacityProvider", {
  creates: "capacityProvider",
  names: { cluster: "cluster", name: "capacityProvider" },
  accepts: ["CP2", "CP3", "CP11"],
  refuses: ["RQ1", "A4", "T1", "CP1", "CP7", "CP8", "CP9", "CP2g", "CP2r", "CP2a", "CP3"],
  step(state, input, context) {
    const { name, autoScalingGroupProvider: group } = input;
    if (!name) return refuse("RQ1");
    if (isPredefined(name)) return refuse("CP1");
    if (!isName(name)) return refuse("A4");
    if (/^(aws|ecs|fargate)/i.test(name)) return refuse("CP7");
    const bad = badTags(input.tags);
    if (bad) return bad;
    if (group?.autoScalingGroupArn === undefined) return refuse("CP2g");
    if (badScaling(group.managedScaling)) return refuse("CP2r");
    if (isReversed(group.managedScaling)) return refuse("CP8");

    const { name: _, ...rest } = input;
    const given = jsonText(rest);
    const known = get(state.capacityProviders, name);
    if (known !== undefined && known.ending !== "deleted") {
      // The API model marks the operation as idempotent: the same call again may return the existing provider.
      const same = known.arguments === given && !known.updated && known.ending === undefined;
      return same && context.may("CP3")
        ? accept({ capacityProvider: viewProvider(known, context, "open") }, "CP3")
        : refuse("CP3");
    }
    // It is unspecified when the name of a deleted provider can be used again.
    if (known !== undefined && context.may("CP3")) return refuse("CP3");
    // Only the target knows which groups exist, and whether they protect their instances.
    if (context.may("CP2a")) return refuse("CP2a");
    if (group.managedTerminationProtection === "ENABLED" && context.may("CP9")) return refuse("CP9");
    const provider = {
      name,
      autoScalingGroupArn: group.autoScalingGroupArn,
      settings: groupSettings(group),
      before: [],
      updated: false,
      outcome: undefined,
      tags: copyTags(input.tags),
      arguments: given,
      ending: undefined,
      gone: false,
    };
    put(state.capacityProviders, name, provider);
    return accept({ capacityProvider: viewProvider(provider, context, "shown") }, "CP2", "CP11");
  },
});
