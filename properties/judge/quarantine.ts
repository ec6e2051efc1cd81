import type { Difference } from "../../checker/difference.ts";
import { isName } from "../../model/language/arn.ts";
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
  /** What is known again once it is created again: a cluster that vanished, or a resource that the run deleted. */
  readonly #awaitCreation = new Set<ResourceKey>();
  /** Resources that should not exist, whose ids are known. */
  readonly #strays = new Set<ResourceKey>();
  /** Resources of which reads do not show what is unknown. */
  readonly #unseen = new Set<ResourceKey>();
  /** What others use or an earlier run left: no look makes it known. */
  readonly #avoided = new Set<ResourceKey>();
  #wasUsed = false;
  /** What was tainted since `takeFresh`. */
  #fresh = new Set<ResourceKey>();

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
    const isUnseen = isNamedOddly(operation, input);
    for (const key of chosen) this[isUnseen ? "taintUnseen" : "taint"](key);
    // A name that ECS refuses, such as an ARN, may have become that of a service in the cluster that was given.
    if (cardOf(operation)?.creates === "service")
      for (const cluster of namesOf(named, "cluster"))
        if (!chosen.some((key) => clusterAround(key) === cluster)) this.taintContents(cluster);
  }

  /** A call that created or used a cluster which does not exist: its state is unknown now. */
  taintClustersOf(operation: string, input: JsonObject): void {
    for (const key of resourcesOf(operation, input)) if (kindOf(key) === "cluster") this.taint(key);
  }

  /** The other contents of a cluster are unknown: lists and counts are not judged, resources that a call names are. */
  taintContents(cluster: string): void {
    this.#wasUsed = true;
    this.#unknownContents.add(cluster);
  }

  taint(key: ResourceKey): void {
    this.#wasUsed = true;
    if (!this.#tainted.has(key)) this.#fresh.add(key);
    this.#tainted.add(key);
  }

  /** Has a fault of this run made any state unknown? */
  get wasUsed(): boolean {
    return this.#wasUsed;
  }

  /** No read shows what is unknown: the resource stays in quarantine until it is created again. */
  taintUnseen(key: ResourceKey): void {
    this.taint(key);
    this.#unseen.add(key);
  }

  /** Would reads show all that is unknown of it? */
  isSeen(key: ResourceKey): boolean {
    return !this.#unseen.has(key);
  }

  /** Others use the resource, or its state before the run is unknown: it stays in quarantine. */
  avoid(key: ResourceKey): void {
    this.#tainted.add(key);
    this.#avoided.add(key);
  }

  /** Does the call name what others use? */
  isShared(operation: string, input: JsonObject): boolean {
    const around = (key: ResourceKey) => resourceKey("cluster", clusterAround(key) ?? "");
    return (
      this.#avoided.size > 0 &&
      resourcesOf(operation, input).some((key) => this.#avoided.has(key) || this.#avoided.has(around(key)))
    );
  }

  /** Could a look show that the resource itself is as the model expects by now? */
  mayComeRight(key: ResourceKey): boolean {
    return this.#tainted.has(key) && !this.#awaitCreation.has(key) && !this.#avoided.has(key);
  }

  /** The state of the resource is known (again). */
  release(key: ResourceKey): void {
    this.#tainted.delete(key);
    this.#awaitCreation.delete(key);
    this.#unseen.delete(key);
  }

  /** It stays in quarantine until it is created again: until then it has no tasks that the model does not know. */
  awaitCreation(key: ResourceKey): void {
    this.#tainted.add(key);
    this.#awaitCreation.add(key);
  }

  /** Leaves a resource that should not exist out of every comparison. */
  leaveOut(key: ResourceKey): void {
    this.#strays.add(key);
  }

  isStray(key: ResourceKey): boolean {
    return this.#strays.has(key);
  }

  /** The contents of the cluster are known again, except for what is left out. */
  releaseContents(cluster: string): void {
    this.#unknownContents.delete(cluster);
  }

  hasUnknownContents(cluster: string): boolean {
    return this.#unknownContents.has(cluster);
  }

  /** What was tainted since the last call, clusters first. */
  takeFresh(): ResourceKey[] {
    const fresh = [...this.#fresh].filter((key) => this.#tainted.has(key));
    this.#fresh = new Set();
    return fresh.sort((one, other) => Number(kindOf(other) === "cluster") - Number(kindOf(one) === "cluster"));
  }

  /** A wrong status, count or definition makes the whole resource unpredictable. */
  taintFor({ resource, expectedKind, actualKind }: Difference, reader: string, input: JsonObject | undefined): void {
    const member = resource?.member ?? "other";
    const decisive =
      /^(status|desiredStatus|desiredCount|taskDefinition|launchType|revision|)$/.test(member) ||
      (!isRead(reader) && /^(taskArn|taskDefinitionArn)$/.test(member));
    const key = resource && keyOf(resource);
    if (key !== undefined && kindOf(key) === "cluster" && member === "" && actualKind === "missing")
      this.#awaitCreation.add(key);
    if (key !== undefined && decisive) this.taint(key);
    else if (resource === undefined && input !== undefined && expectedKind === "nothing") this.taintBy(reader, input);
  }

  /** Is a resource of this call in quarantine, so that its reply cannot be judged? */
  blocks(operation: string, input: JsonObject): boolean {
    if (this.#tainted.size + this.#unknownContents.size + this.#strays.size === 0) return false;
    if (revisionsIn(input).some((name) => this.#strays.has(resourceKey("revision", name)))) return true;
    const named = resourcesOf(operation, input);
    const creates = cardOf(operation)?.creates;
    // What a read shows of a resource that should not exist is masked.
    const blocks = (key: ResourceKey) => this.has(key) && !(isRead(operation) && this.#strays.has(key));
    // A service that is deleted can be created again, and every other write on it is refused.
    const isOpen = (key: ResourceKey) =>
      this.#awaitCreation.has(key) && (kindOf(key) === creates || (kindOf(key) === "service" && !isRead(operation)));
    if (named.some((key) => blocks(key) && !isOpen(key))) return true;
    if (cardOf(operation)?.wholeCluster !== true || operation === "DescribeClusters") return false;
    return namesOf(named, "cluster").some((cluster) => this.#isUnknown(cluster, whatCounts[operation]));
  }

  /**
   * What was awaited is created again by this call: the new resource is known (rows CL5, SV9), unless the call is
   * refused. Returns what was awaited.
   */
  renew(operation: string, input: JsonObject): ResourceKey[] {
    const creates = cardOf(operation)?.creates;
    const awaited = resourcesOf(operation, input).filter(
      (key) => kindOf(key) === creates && this.#awaitCreation.has(key),
    );
    for (const key of awaited) this.release(key);
    return awaited;
  }

  /** Tainted itself, or inside a tainted cluster. */
  has(key: ResourceKey): boolean {
    const cluster = clusterAround(key);
    return (
      this.#tainted.has(key) ||
      this.#strays.has(key) ||
      (cluster !== undefined && this.#tainted.has(resourceKey("cluster", cluster)))
    );
  }

  /** Is the cluster, or anything in it, in quarantine? */
  touches(cluster: string): boolean {
    return this.#tainted.has(resourceKey("cluster", cluster)) || this.#isUnknown(cluster);
  }

  /** Is anything in the cluster in quarantine, of these kinds if they are given? */
  #isUnknown(cluster: string, kinds?: readonly ResourceKind[]): boolean {
    if (this.#unknownContents.has(cluster)) return true;
    const isIn = (key: ResourceKey) => clusterAround(key) === cluster;
    if (kinds === undefined) return [...this.#tainted, ...this.#strays].some(isIn);
    return [...this.#tainted].some((key) => isIn(key) && kinds.includes(kindOf(key)) && !this.#awaitCreation.has(key));
  }

  /** The names of the resources in quarantine: `c1`, `c1/s1`, `c1/«task:3.0»`; of one kind, if given. */
  names(kind?: ResourceKind): string[] {
    const keys = [...this.#tainted, ...this.#strays];
    return kind === undefined ? keys.map(nameOf) : namesOf(keys, kind);
  }
}

/**
 * Is the name of what the call creates no name, such as an ARN? Reads look for the resource by the last part of an ARN,
 * and it may have got the whole ARN as its name.
 */
function isNamedOddly(operation: string, input: JsonObject): boolean {
  const { creates, names = {} } = cardOf(operation) ?? {};
  const own = Object.entries(names).filter(([, naming]) => naming === creates || naming === `${creates} or default`);
  return own.map(([member]) => input[member]).some((value) => typeof value === "string" && !isName(value));
}

/**
 * The kinds of tainted resources that make a whole reply unknown. What is tainted itself is only left out of a list; but
 * a service or an instance decides about tasks, and the id of a task or an instance may be unknown. The counts of a cluster are masked.
 */
const whatCounts: Readonly<Record<string, readonly ResourceKind[]>> = {
  ListServices: [],
  ListContainerInstances: ["containerInstance"],
  ListTasks: ["service", "task", "containerInstance"],
};

/** The revisions that an input names by number. */
const revisionsIn = ({ taskDefinition, taskDefinitions, resourceArn }: JsonObject): string[] =>
  [taskDefinition, taskDefinitions, resourceArn]
    .flat()
    .filter((value) => typeof value === "string")
    .map((value) => value.slice(value.lastIndexOf("/") + 1));

function keyOf({ kind, name }: { kind: string; name: string }): ResourceKey | undefined {
  if (kind === "revision") return resourceKey("family", name.split(":")[0] ?? "");
  return isResourceKind(kind) ? resourceKey(kind, name) : undefined;
}

/** The kinds of descriptions whose resource can be in quarantine. */
export const isResourceKind = (kind: string): kind is Exclude<ResourceKind, "family" | "revision"> =>
  ["cluster", "service", "task", "containerInstance", "capacityProvider", "setting"].includes(kind);
