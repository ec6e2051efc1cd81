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
 * What a run no longer knows. A call wrongly accepted taints what it names: commands and looks on it are skipped.
 * Its cluster is tainted weakly: no deletion, no lists, no counts there (docs/architecture.md#the-oracle).
 */
export class Quarantine {
  readonly #tainted = new Set<ResourceKey>();
  readonly #weak = new Set<ResourceKey>();

  /** Taints the most special resources of the input, and weakly the clusters around them. */
  taintBy(operation: string, input: JsonObject): void {
    const named = resourcesOf(operation, input);
    // A provider given to a cluster is not what such a call changes.
    const clusters = named.filter((key) => kindOf(key) === "cluster");
    const families = named.filter((key) => kindOf(key) === "family");
    const general = clusters.length > 0 ? ["cluster", "family", "capacityProvider"] : ["cluster", "family"];
    const special = named.filter((key) => !general.includes(kindOf(key)));
    const chosen = special.length > 0 ? special : families.length > 0 && !("cluster" in input) ? families : named;
    for (const key of chosen) this.taint(key);
    for (const key of clusters) this.#weak.add(key);
  }

  /** A call that made or used a cluster that is not there: what the cluster is now nobody knows. */
  taintClustersOf(operation: string, input: JsonObject): void {
    for (const key of resourcesOf(operation, input)) if (kindOf(key) === "cluster") this.taint(key);
  }

  /** What else is in a cluster nobody knows: its lists and counts are not judged, what is named in it is. */
  taintContents(cluster: string): void {
    this.#weak.add(`cluster:${cluster}`);
  }

  taint(key: ResourceKey): void {
    this.#tainted.add(key);
    const cluster = clusterAround(key);
    if (cluster !== undefined) this.#weak.add(resourceKey("cluster", cluster));
  }

  /** What decides how a resource goes on, or whether it is there at all, makes the rest of it unknown. */
  taintFor({ resource, expectedKind }: Difference, reader: string, input: JsonObject | undefined): void {
    const member = resource?.member ?? "other";
    const decisive =
      /^(status|desiredCount|taskDefinition|launchType|revision|)$/.test(member) ||
      (!isRead(reader) && /^(taskArn|taskDefinitionArn)$/.test(member));
    const key = resource && keyOf(resource);
    if (key !== undefined && decisive) this.taint(key);
    else if (resource === undefined && input !== undefined && expectedKind === "nothing") this.taintBy(reader, input);
  }

  /** May this call still be judged? */
  blocks(operation: string, input: JsonObject): boolean {
    if (this.#tainted.size === 0 && this.#weak.size === 0) return false;
    const named = resourcesOf(operation, input);
    if (named.some((key) => this.has(key))) return true;
    return cardOf(operation)?.wholeCluster === true && named.some((key) => this.#weak.has(key));
  }

  /** Tainted itself, or inside a tainted cluster. */
  has(key: ResourceKey): boolean {
    const cluster = clusterAround(key);
    return this.#tainted.has(key) || (cluster !== undefined && this.#tainted.has(resourceKey("cluster", cluster)));
  }

  /** Is anything of this cluster, or it itself, in quarantine? */
  touches(cluster: string): boolean {
    return this.#weak.has(resourceKey("cluster", cluster)) || this.#tainted.has(resourceKey("cluster", cluster));
  }

  /** The names of what is tainted: `c1`, `c1/s1`, `c1/«task:3.0»`; of one kind, if said. */
  names(kind?: ResourceKind): string[] {
    return kind === undefined ? [...this.#tainted].map(nameOf) : namesOf([...this.#tainted], kind);
  }
}

function keyOf({ kind, name }: { kind: string; name: string }): ResourceKey | undefined {
  if (kind === "revision") return resourceKey("family", name.split(":")[0] ?? "");
  return isResourceKind(kind) ? resourceKey(kind, name) : undefined;
}

/** Kinds of descriptions that stand for what a run quarantines. */
export const isResourceKind = (kind: string): kind is Exclude<ResourceKind, "family"> =>
  ["cluster", "service", "task", "containerInstance", "capacityProvider", "setting"].includes(kind);
