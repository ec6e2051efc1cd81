import type { CapacityProviderStrategyItem } from "@aws-sdk/client-ecs";
import { invalidParameter } from "../errors.ts";
import { requireAtMost, requireRange, requireString } from "../requests/limits.ts";
import type { Simulation } from "../simulation.ts";
import type { StrategyItem } from "../state/cluster.ts";
import type { Wire } from "../wire.ts";
import { isPredefined } from "./providerRegistry.ts";

/** CL22: more than one base in the default strategy of a cluster. */
export const severalBasesOfCluster =
  "The specified capacity provider strategy contains multiple capacity providers with a base value defined. Only one capacity provider per strategy can have a base value defined.";

/** CL22: the same in any other strategy. */
const severalBases =
  "There are multiple capacity providers in the specified capacity provider strategy with a base value greater than zero. Only one capacity provider can have a base value greater than zero. Specify a valid capacity provider strategy and try again.";

/**
 * A strategy with its defaults; its providers must be among those of the cluster (CL22, CL25). `tooManyBases` is
 * the text that refuses more than one base.
 */
export function newStrategy(
  sim: Simulation,
  items: readonly Wire<CapacityProviderStrategyItem>[] | undefined,
  clusterProviders: readonly string[],
  tooManyBases = severalBases,
): StrategyItem[] {
  requireAtMost("capacityProviderStrategy", items, 20);
  const strategy = (items ?? []).map((item) => ({
    capacityProvider: requireString("capacityProvider", item.capacityProvider),
    weight: item.weight ?? 0,
    base: item.base ?? 0,
  }));
  for (const { capacityProvider, weight, base } of strategy) {
    requireRange("weight", weight, 0, 1000);
    requireRange("base", base, 0, 100_000);
    if (!clusterProviders.includes(capacityProvider)) {
      throw invalidParameter(
        "The specified capacity provider strategy cannot contain a capacity provider that is not associated with the cluster. Associate the capacity provider with the cluster or specify a valid capacity provider and try again.",
      );
    }
  }
  const providers = new Set(strategy.map((item) => item.capacityProvider));
  if (providers.size < strategy.length) {
    throw invalidParameter("A capacity provider strategy cannot contain duplicate capacity providers.");
  }
  sim.rule(requireOneBase)(strategy, tooManyBases);
  requireOneKind(strategy);
  return strategy;
}

/** CL22. */
export function requireOneBase(strategy: readonly StrategyItem[], message: string): void {
  if (strategy.filter((item) => item.base > 0).length > 1) throw invalidParameter(message);
}

/** MI3. */
function requireOneKind(strategy: readonly StrategyItem[]): void {
  const kinds = new Set(strategy.map(({ capacityProvider }) => isPredefined(capacityProvider)));
  if (kinds.size > 1) {
    throw invalidParameter(
      "A capacity provider strategy cannot contain both Fargate and Auto Scaling group capacity providers.",
    );
  }
}

/** A strategy that places tasks needs a weight above 0 (CL22); `isDefault` says that it is the cluster's. */
export function requireUsableStrategy(strategy: readonly StrategyItem[], isDefault: boolean): void {
  if (strategy.some((item) => item.weight > 0)) return;
  throw invalidParameter(
    isDefault
      ? "There are no capacity providers with a weight value greater than zero defined in the default capacity provider strategy. At least one capacity provider must have a weight value greater than zero specified. Update the cluster's default capacity provider strategy or specify a valid capacity provider strategy and try again."
      : "There are no capacity providers in the capacity provider strategy with a weight value greater than zero. Specify a weight value greater than zero for at least one capacity provider and try again.",
  );
}

/** The provider of the next task, given those of the other tasks: first the base, then by weight. */
export function nextProvider(strategy: readonly StrategyItem[], placed: readonly string[]): string | undefined {
  const count = (provider: string) => placed.filter((name) => name === provider).length;
  const short = strategy.find((item) => count(item.capacityProvider) < item.base);
  if (short) return short.capacityProvider;
  let best: StrategyItem | undefined;
  let bestShare = Number.POSITIVE_INFINITY;
  for (const item of strategy) {
    const share = (count(item.capacityProvider) - item.base + 1) / item.weight;
    if (share < bestShare) {
      best = item;
      bestShare = share;
    }
  }
  return best?.capacityProvider;
}
