import type { AccountSettings } from "../accountSettings.ts";
import { emptyProviderRegistry, type ProviderRegistry } from "../capacity/providerRegistry.ts";
import { OrderedSet } from "../orderedSet.ts";
import type { Cluster } from "./cluster.ts";
import type { Family } from "./taskDefinition.ts";

/** The resources of the simulated account. A restart loses them. */
export interface State {
  readonly clusters: Map<string, Cluster>;
  readonly activeClusters: OrderedSet<Cluster>;
  readonly inactiveClusters: OrderedSet<Cluster>;
  readonly families: Map<string, Family>;
  /** Names of the families that have a revision, sorted. */
  readonly familyNames: string[];
  readonly providers: ProviderRegistry;
  readonly accountSettings: AccountSettings;
  /** ARNs of the Cloud Map namespaces that were named. */
  readonly namespaces: Set<string>;
}

export function emptyState(): State {
  return {
    clusters: new Map(),
    activeClusters: new OrderedSet(),
    inactiveClusters: new OrderedSet(),
    families: new Map(),
    familyNames: [],
    providers: emptyProviderRegistry(),
    accountSettings: new Map(),
    namespaces: new Set(),
  };
}
