import type { AccountSettings } from "../accountSettings.ts";
import { emptyProviderRegistry, type ProviderRegistry } from "../capacity/providerRegistry.ts";
import { OrderedSet } from "../orderedSet.ts";
import type { Cluster } from "./cluster.ts";
import type { Task } from "./task.ts";
import type { Family } from "./taskDefinition.ts";

/** The resources of the simulated account. A restart loses them. */
export interface State {
  readonly clusters: Map<string, Cluster>;
  readonly activeClusters: OrderedSet<Cluster>;
  readonly inactiveClusters: OrderedSet<Cluster>;
  readonly families: Map<string, Family>;
  /** Names of the families that have a revision, sorted. */
  readonly familyNames: string[];
  readonly runTaskTokens: Map<string, RunTaskToken>;
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
    runTaskTokens: new Map(),
    providers: emptyProviderRegistry(),
    accountSettings: new Map(),
    namespaces: new Set(),
  };
}

/** The request and the tasks of a client token of RunTask (TK5). */
interface RunTaskToken {
  readonly request: string;
  readonly tasks: readonly Task[];
}
