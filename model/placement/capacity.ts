import type * as ecs from "@aws-sdk/client-ecs";
import { arnPath, isArn, isElsewhere, refusedElsewhere } from "../language/arn.ts";
import { get } from "../language/persistentMap.ts";
import type { Cluster, State } from "../language/state.ts";
import { type Context, refuse } from "../language/step.ts";

/** The providers of every account (row CP1). */
export const predefinedProviders: readonly string[] = ["FARGATE", "FARGATE_SPOT"];

export const isPredefined = (name: string): boolean => predefinedProviders.includes(name);

/** The provider's name, from its name or full ARN (row A1); no provider has an ARN of elsewhere as its name. */
export function providerName(value: string, context: Context) {
  if (!isArn(value)) return value;
  if (isElsewhere(value)) return refusedElsewhere(value, context) ?? value;
  const path = arnPath(value, "capacity-provider", 1);
  return Array.isArray(path) ? (path[0] ?? "") : path;
}

/** A cluster can only use existing providers (rows CL7, CL21); when a deleted one disappears is unspecified (CP5). */
export function badProviders(state: State, given: readonly string[] | undefined, context: Context) {
  for (const name of given ?? []) {
    if (isPredefined(name)) continue;
    const provider = get(state.capacityProviders, name);
    if (provider === undefined || provider.gone) return refuse("CL7");
    if (provider.ending !== undefined && !context.may("CP5")) return refuse("CL7");
  }
  return undefined;
}

/** Limits of row CL22. */
export function badStrategy(items: readonly ecs.CapacityProviderStrategyItem[] | undefined) {
  const broken =
    items !== undefined &&
    (items.length > 20 ||
      items.filter((item) => (item.base ?? 0) > 0).length > 1 ||
      items.some(({ base = 0, weight = 0 }) => base < 0 || base > 100_000 || weight < 0 || weight > 1_000));
  return broken ? refuse("CL22") : undefined;
}

/**
 * A provider can be used only when it is associated with the cluster (rows CP1, CL25): the text is that for a provider
 * that exists.
 */
export function unassociated(
  items: readonly ecs.CapacityProviderStrategyItem[] | undefined,
  providers: readonly string[],
) {
  const foreign = (items ?? []).map(({ capacityProvider = "" }) => capacityProvider);
  const named = foreign.filter((name) => !providers.includes(name));
  if (named.length === 0) return undefined;
  return named.every(isPredefined) ? refuse("CL25") : refuse("CP1a");
}

/** Auto Scaling groups are attached to the cluster in the background (row CL6). */
export const hasGroups = (providers: readonly string[]): boolean => !providers.every(isPredefined);

/** While attachments are in progress, calls that change the cluster may be refused (rows CL6, CL17). */
export const busy = (cluster: Cluster, context: Context) =>
  cluster.attaching && context.may("CL17") ? refuse("CL17") : undefined;
