import type { CapacityProviderStrategyItem } from "@aws-sdk/client-ecs";
import { invalidParameter } from "../errors.ts";
import { requireAtMost, requireRange, requireString } from "../requests/limits.ts";
import type { StrategyItem } from "../state/cluster.ts";
import type { Wire } from "../wire.ts";

/** A strategy with its defaults; its providers must be among those of the cluster (CL22, CL25). */
export function newStrategy(
  items: readonly Wire<CapacityProviderStrategyItem>[] | undefined,
  clusterProviders: readonly string[],
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
  if (strategy.filter((item) => item.base > 0).length > 1) {
    throw invalidParameter("Only one capacity provider in a capacity provider strategy can have a base defined.");
  }
  return strategy;
}

/** A strategy that places tasks needs a weight above 0 (CL22). */
export function requireUsableStrategy(strategy: readonly StrategyItem[]): void {
  if (strategy.length > 0 && strategy.every((item) => item.weight === 0)) {
    throw invalidParameter(
      "A capacity provider strategy must have at least one capacity provider with a weight greater than 0.",
    );
  }
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
