import { badNamespace, badSettings, defaultsOf, nameNamespace, sameAsNow, viewCluster } from "./clusters/cluster.ts";
import { badLogging } from "./clusters/executeCommandLogging.ts";
import { isName } from "./language/arn.ts";
import { operation } from "./language/card.ts";
import type { Input } from "./language/operation.ts";
import { get, put } from "./language/persistentMap.ts";
import { isSameJson, jsonText } from "./language/sameJson.ts";
import type { Cluster } from "./language/state.ts";
import { accept, refuse } from "./language/step.ts";
import { badClusterProviders, busy, clusterProviderRefusals, hasGroups } from "./placement/capacity.ts";
import { sureValues } from "./resources/accountSetting.ts";
import { badTags } from "./resources/tag.ts";

/** Creates a cluster; the same call again returns the existing one (rows CL1–CL5). */
export const CreateCluster = operation("CreateCluster", {
  creates: "cluster",
  names: { clusterName: "cluster or default", capacityProviders: "capacityProvider" },
  accepts: ["CL2", "CL3", "CL5", "CL6"],
  refuses: ["A4", "T1", "CL4", "CL17", "CL20", ...clusterProviderRefusals, "CL23", "CL24", "CL26"],
  step(state, input, context) {
    const name = input.clusterName ?? "default";
    if (!isName(name)) return refuse("A4");
    const bad =
      badSettings(input.settings) ??
      badTags(input.tags) ??
      badLogging(input.configuration) ??
      badNamespace(input.serviceConnectDefaults) ??
      badClusterProviders(state, input, context);
    if (bad) return bad;

    const known = get(state.clusters, name);
    const { clusterName: _, ...rest } = input;
    const given = jsonText(rest);
    if (known?.status === "ACTIVE") {
      if (given === "{}" || sameAsNow(known, input)) return accept(viewReply(known, "known"), "CL3");
      if (given === known.arguments && context.may("CL4")) return accept(viewReply(known, "known"), "CL3");
      if (asksForNothingElse(known, input) && context.may("CL4")) return accept(viewReply(known, "known"), "CL3");
      return refuse("CL4");
    }
    const wait = known && busy(known, context);
    if (wait) return wait;
    const cluster: Cluster = {
      ...defaultsOf(name, input),
      attaching: hasGroups(input.capacityProviders ?? []) || input.serviceConnectDefaults !== undefined,
      // Once disabled, it may stay disabled for some time (row CL5).
      insights: known === undefined ? sureValues(state, "containerInsights") : undefined,
      arguments: given,
      earlierTokens: known === undefined ? [] : [...known.earlierTokens, ...Object.keys(known.runTokens)],
      incarnation: (known?.incarnation ?? 0) + 1,
    };
    put(state.clusters, name, cluster);
    nameNamespace(state, input.serviceConnectDefaults);
    const made = known === undefined ? "CL2" : "CL5";
    const reply = viewReply(cluster, "created");
    return cluster.attaching ? accept(reply, made, "CL6") : accept(reply, made);

    function viewReply(cluster: Cluster, showing: "created" | "known") {
      return { cluster: viewCluster(cluster, context, showing) };
    }
  },
});

/**
 * The given members agree with the cluster, as far as that is known (default settings are not). Whether omitted
 * members, or another order, count as different arguments is unspecified (rows CL3, CL4).
 */
const asksForNothingElse = (known: Cluster, input: Input<"CreateCluster">): boolean =>
  sameAsNow(known, {
    tags: input.tags ?? known.tags,
    settings: known.settings.length === 0 ? [] : (input.settings ?? known.settings),
    capacityProviders: inOrderOf(known.capacityProviders, input.capacityProviders),
    defaultCapacityProviderStrategy: inOrderOf(
      known.defaultCapacityProviderStrategy,
      input.defaultCapacityProviderStrategy,
    ),
    configuration: input.configuration ?? known.configuration,
  });

/** The existing list, when none is given or the same in another order. */
function inOrderOf<Item>(known: readonly Item[], given: readonly Item[] | undefined): Item[] {
  const sorted = (items: readonly Item[]) => items.map(jsonText).sort();
  return [...(given === undefined || isSameJson(sorted(given), sorted(known)) ? known : given)];
}
