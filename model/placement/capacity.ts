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
function badProviders(state: State, given: readonly string[] | undefined, context: Context) {
  for (const name of given ?? []) {
    if (isPredefined(name)) continue;
    const provider = get(state.capacityProviders, name);
    if (provider === undefined || provider.gone) return refuse("CL7");
    if (provider.ending !== undefined && !context.may("CP5")) return refuse("CL7");
  }
  return undefined;
}

/** Limits of row CL22; `several` refuses more than one base. */
export function badStrategy<const Row extends "CL22" | "CL22b" | "CL22c">(
  items: readonly ecs.CapacityProviderStrategyItem[] | undefined,
  several: Row,
) {
  if (items === undefined) return undefined;
  const broken =
    items.length > 20 ||
    items.some(({ base = 0, weight = 0 }) => base < 0 || base > 100_000 || weight < 0 || weight > 1_000);
  if (broken) return refuse("CL22");
  return items.filter(({ base = 0 }) => base > 0).length > 1 ? refuse(several) : undefined;
}

/**
 * With no weight above 0 a strategy places no tasks (row CL22). Recorded for weights that are given: whether an omitted
 * one counts as 0, and whether a base is enough, is open.
 */
export function weightless<const Row extends "CL22d" | "CL22r" | "CL22w">(
  items: readonly ecs.CapacityProviderStrategyItem[] | undefined,
  row: Row,
  context: Context,
) {
  if (!items?.length || items.some(({ weight = 0 }) => weight > 0)) return undefined;
  const open = items.some(({ base = 0, weight }) => base > 0 || weight === undefined);
  return open && context.may("CL22") ? undefined : refuse(row);
}

/** The rules by which `unusableProvider` refuses. */
export const providerRefusals = ["MI3", "CL25", "CP1a"] as const;

/**
 * A provider can be used only when it is associated with the cluster (rows CP1, CL25): the text is that for a provider
 * that exists. Those of one strategy are of one kind (row MI3).
 */
export function unusableProvider(
  items: readonly ecs.CapacityProviderStrategyItem[] | undefined,
  providers: readonly string[],
) {
  const names = (items ?? []).map(({ capacityProvider = "" }) => capacityProvider);
  const foreign = names.filter((name) => !providers.includes(name));
  if (foreign.length > 0) return foreign.every(isPredefined) ? refuse("CL25") : refuse("CP1a");
  return names.some(isPredefined) && !names.every(isPredefined) ? refuse("MI3") : undefined;
}

/** The rules by which `badClusterProviders` refuses. */
export const clusterProviderRefusals = ["CL7", "CL22", "CL22b", ...providerRefusals] as const;

/** The faults of the providers of a cluster and of its default strategy (rows CL7, CL22, CL25). */
export const badClusterProviders = (
  state: State,
  given: Pick<ecs.CreateClusterRequest, "capacityProviders" | "defaultCapacityProviderStrategy">,
  context: Context,
) =>
  badProviders(state, given.capacityProviders, context) ??
  badStrategy(given.defaultCapacityProviderStrategy, "CL22b") ??
  unusableProvider(given.defaultCapacityProviderStrategy, given.capacityProviders ?? []);

/** Auto Scaling groups are attached to the cluster in the background (row CL6). */
export const hasGroups = (providers: readonly string[]): boolean => !providers.every(isPredefined);

/** While attachments are in progress, calls that change the cluster may be refused (rows CL6, CL17). */
export const busy = (cluster: Cluster, context: Context) =>
  cluster.attaching && context.may("CL17") ? refuse("CL17") : undefined;
