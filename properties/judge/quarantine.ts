import type { Difference } from "../../checker/difference.ts";
import type { JsonObject } from "../../model/language/json.ts";
import type { ResourceKey } from "../../model/language/resource.ts";
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
    const clusters = named.some((key) => key.startsWith("cluster:"));
    const beside = clusters ? /^(?:cluster|family|capacityProvider):/ : /^(?:cluster|family):/;
    const special = named.filter((key) => !beside.test(key));
    const families = named.filter((key) => key.startsWith("family:"));
    const chosen = special.length > 0 ? special : families.length > 0 && !("cluster" in input) ? families : named;
    for (const key of chosen) this.taint(key);
    for (const key of named) if (key.startsWith("cluster:")) this.#weak.add(key);
  }

  /** A call that made or used a cluster that is not there: what the cluster is now nobody knows. */
  taintClustersOf(operation: string, input: JsonObject): void {
    for (const key of resourcesOf(operation, input)) if (key.startsWith("cluster:")) this.taint(key);
  }

  /** What else is in a cluster nobody knows: its lists and counts are not judged, what is named in it is. */
  taintContents(cluster: string): void {
    this.#weak.add(`cluster:${cluster}`);
  }

  taint(key: ResourceKey): void {
    this.#tainted.add(key);
    const cluster = /^(?:service|task|containerInstance):([^/]+)\//.exec(key)?.[1];
    if (cluster !== undefined) this.#weak.add(`cluster:${cluster}`);
  }

  /** What decides how a resource goes on, or whether it is there at all, makes the rest of it unknown. */
  taintFor({ resource, expectedKind }: Difference, reader: string, input: JsonObject | undefined): void {
    const member = resource?.member ?? "other";
    const decisive =
      /^(status|desiredCount|taskDefinition|launchType|revision|)$/.test(member) ||
      (!isRead(reader) && /^(taskArn|taskDefinitionArn)$/.test(member));
    if (resource !== undefined && decisive && (isResourceKind(resource.kind) || resource.kind === "revision"))
      this.taint(keyOf(resource));
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
    const cluster = /^(?:service|task|containerInstance):([^/]+)\//.exec(key)?.[1];
    return this.#tainted.has(key) || (cluster !== undefined && this.#tainted.has(`cluster:${cluster}`));
  }

  /** Is anything of this cluster, or it itself, in quarantine? */
  touches(cluster: string): boolean {
    return this.#weak.has(`cluster:${cluster}`) || this.#tainted.has(`cluster:${cluster}`);
  }

  /** The names of what is tainted: `c1`, `c1/s1`, `c1/«task:3.0»`; of one kind, if said. */
  names(kind = ""): string[] {
    return [...this.#tainted].filter((key) => key.startsWith(kind)).map((key) => key.slice(key.indexOf(":") + 1));
  }
}

const keyOf = ({ kind, name }: { kind: string; name: string }): ResourceKey =>
  kind === "revision" ? `family:${name.split(":")[0] ?? ""}` : (`${kind}:${name}` as ResourceKey);

/** Kinds of descriptions that stand for what a run quarantines. */
export const isResourceKind = (
  kind: string,
): kind is "cluster" | "service" | "task" | "containerInstance" | "capacityProvider" | "setting" =>
  ["cluster", "service", "task", "containerInstance", "capacityProvider", "setting"].includes(kind);
