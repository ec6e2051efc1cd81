import type { Difference } from "../../checker/difference.ts";
import type { JsonObject } from "../../model/language/json.ts";
import {
  clusterAround,
  kindOf,
  nameOf,
  namesOf,
  type ResourceKey,
  type ResourceKind,
  resourceKey,
} from "../../model/language/resourceKey.ts";
import { isRead, resourcesOf } from "../../model/operationFacts.ts";
import { cardOf } from "../../model/registry.ts";

/**
 * The resources whose state the model can no longer predict in this run. A call that was wrongly accepted taints the
 * resources it names: commands and looks on them are skipped, lists may or may not contain them. A cluster with one of
 * them is not deleted, and its counts are not compared (docs/architecture.md#the-oracle).
 */
export class Quarantine {
  readonly #tainted = new Set<ResourceKey>();
  /** The clusters that may contain resources of which the model knows nothing. */
  readonly #unknownContents = new Set<string>();
  /** Clusters that the server no longer has, although they should be INACTIVE: they are tainted until they are created again. */
  readonly #vanished = new Set<ResourceKey>();

  /** Taints the most specific resources of the input. */
  taintBy(operation: string, input: JsonObject): void {
    const named = resourcesOf(operation, input);
    // Unknown tasks were started: nothing else in the cluster changed, and nothing outside it.
    if (cardOf(operation)?.creates === "task") {
      for (const cluster of namesOf(named, "cluster")) this.taintContents(cluster);
      return;
    }
    // Such a call changes the cluster, not the capacity provider that is given to it.
    const clusters = named.filter((key) => kindOf(key) === "cluster");
    const families = named.filter((key) => kindOf(key) === "family");
    const general = clusters.length > 0 ? ["cluster", "family", "capacityProvider"] : ["cluster", "family"];
    const special = named.filter((key) => !general.includes(kindOf(key)));
    const chosen = special.length > 0 ? special : families.length > 0 && !("cluster" in input) ? families : named;
    for (const key of chosen) this.taint(key);
  }

  /** A call that created or used a cluster which does not exist: its state is unknown now. */
  taintClustersOf(operation: string, input: JsonObject): void {
    for (const key of resourcesOf(operation, input)) if (kindOf(key) === "cluster") this.taint(key);
  }

  /** The other contents of a cluster are unknown: lists and counts are not judged, resources that a call names are. */
  taintContents(cluster: string): void {
    this.#unknownContents.add(cluster);
  }

  taint(key: ResourceKey): void {
    this.#tainted.add(key);
  }

  /** A wrong status, count or definition makes the whole resource unpredictable. */
  taintFor({ resource, expectedKind, actualKind }: Difference, reader: string, input: JsonObject | undefined): void {
    const member = resource?.member ?? "other";
    const decisive =
      /^(status|desiredCount|taskDefinition|launchType|revision|)$/.test(member) ||
      (!isRead(reader) && /^(taskArn|taskDefinitionArn)$/.test(member));
    const key = resource && keyOf(resource);
    if (key !== undefined && kindOf(key) === "cluster" && member === "" && actualKind === "missing")
      this.#vanished.add(key);
    if (key !== undefined && decisive) this.taint(key);
    else if (resource === undefined && input !== undefined && expectedKind === "nothing") this.taintBy(reader, input);
  }

  /** Is a resource of this call in quarantine, so that its reply cannot be judged? */
  blocks(operation: string, input: JsonObject): boolean {
    if (this.#tainted.size === 0 && this.#unknownContents.size === 0) return false;
    const named = resourcesOf(operation, input);
    const creates = cardOf(operation)?.creates;
    if (named.some((key) => this.has(key) && !(kindOf(key) === creates && this.#vanished.has(key)))) return true;
    if (cardOf(operation)?.wholeCluster !== true || operation === "DescribeClusters") return false;
    return namesOf(named, "cluster").some((cluster) => this.#isUnknown(cluster, whatCounts[operation]));
  }

  /** A cluster that had vanished was created again: the new one is known, and empty (row CL5). */
  renew(operation: string, input: JsonObject): void {
    if (cardOf(operation)?.creates !== "cluster") return;
    for (const key of resourcesOf(operation, input)) if (this.#vanished.delete(key)) this.#tainted.delete(key);
  }

  /** Tainted itself, or inside a tainted cluster. */
  has(key: ResourceKey): boolean {
    const cluster = clusterAround(key);
    return this.#tainted.has(key) || (cluster !== undefined && this.#tainted.has(resourceKey("cluster", cluster)));
  }

  /** Is the cluster, or anything in it, in quarantine? */
  touches(cluster: string): boolean {
    return this.#tainted.has(resourceKey("cluster", cluster)) || this.#isUnknown(cluster);
  }

  /** Is anything in the cluster in quarantine, of these kinds if they are given? */
  #isUnknown(cluster: string, kinds?: readonly ResourceKind[]): boolean {
    if (this.#unknownContents.has(cluster)) return true;
    return [...this.#tainted].some(
      (key) => clusterAround(key) === cluster && (kinds === undefined || kinds.includes(kindOf(key))),
    );
  }

  /** The names of the tainted resources: `c1`, `c1/s1`, `c1/«task:3.0»`; of one kind, if given. */
  names(kind?: ResourceKind): string[] {
    return kind === undefined ? [...this.#tainted].map(nameOf) : namesOf([...this.#tainted], kind);
  }
}

/**
 * The kinds of tainted resources that make a whole reply unknown. What is tainted itself is only left out of a list; but
 * a service starts tasks, and the id of a task or an instance may be unknown. The counts of a cluster are masked.
 */
const whatCounts: Readonly<Record<string, readonly ResourceKind[]>> = {
  ListServices: [],
  ListContainerInstances: ["containerInstance"],
  ListTasks: ["service", "task"],
};

function keyOf({ kind, name }: { kind: string; name: string }): ResourceKey | undefined {
  if (kind === "revision") return resourceKey("family", name.split(":")[0] ?? "");
  return isResourceKind(kind) ? resourceKey(kind, name) : undefined;
}

/** The kinds of descriptions whose resource can be in quarantine. */
export const isResourceKind = (kind: string): kind is Exclude<ResourceKind, "family"> =>
  ["cluster", "service", "task", "containerInstance", "capacityProvider", "setting"].includes(kind);
