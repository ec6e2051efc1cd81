import type { Difference } from "../../checker/difference.ts";
import { type ResourceKey, resourceKey } from "../../model/language/resourceKey.ts";
import { decides } from "./decisive.ts";
import { isResourceKind, type Quarantine } from "./quarantine.ts";

/**
 * The differences that a run does not report again: those it already reported, and those of resources in quarantine.
 */
export class Masks {
  readonly #quarantine: Quarantine;
  readonly #fill: (name: string) => string;
  /** `cluster:c1 settings`, or a signature that was reported. */
  readonly #reported = new Set<string>();
  /** Whether an operation showed a masked member at all, when it last described the resource. */
  readonly #wasPresent = new Map<string, boolean>();

  /** `fill` replaces the placeholders in a name by their values. */
  constructor(quarantine: Quarantine, fill: (name: string) => string) {
    this.#quarantine = quarantine;
    this.#fill = fill;
  }

  /** Was this signature reported already? From now on it counts as reported. */
  isRepeated(signature: string): boolean {
    const wasReported = this.#reported.has(signature);
    this.#reported.add(signature);
    return wasReported;
  }

  /**
   * Was it reported in this run already, or does it concern a resource in quarantine? A member that was wrong before and
   * that the reader shows no longer is another fault: a write lost it.
   */
  hides(difference: Difference, reader: string): boolean {
    const { resource, habit, path, expected, actual, expectedKind, actualKind } = difference;
    if (habit !== undefined && this.#reported.has(`habit ${habit} ${path}`)) return true;
    if (actualKind === "item" && this.#isTainted(actual)) return true;
    if (expectedKind === "item" && this.#isTainted(expected)) return true;
    if (resource === undefined) return false;
    const counts = resource.kind === "cluster" && /Count$|^statistics/.test(resource.member);
    if (counts && this.#quarantine.touches(resource.name)) return true;
    const isRevision = resource.kind === "revision" || resource.kind === "definition";
    if (isRevision && this.#quarantine.has(resourceKey("revision", resource.name))) return true;
    if (isResourceKind(resource.kind) && this.#quarantine.has(resourceKey(resource.kind, resource.name))) return true;
    if (resource.member.startsWith("tags") && this.#reported.has(tagsOf(resource))) return true;
    if (!this.#reported.has(maskOf(resource))) return false;
    return !isAbsent(difference) || this.#wasPresent.get(`${reader} ${maskOf(resource)}`) !== true;
  }

  /** Does this name or ARN belong to a resource in quarantine? */
  #isTainted(text: string): boolean {
    const value = text.replaceAll('"', "");
    return this.#quarantine.names().some((name) => {
      const filled = this.#fill(name);
      return value === filled || value.endsWith(`/${filled}`) || value.includes(`/${filled}:`);
    });
  }

  /** The resource is known again: what decides how it behaves is compared again. */
  renew(key: ResourceKey): void {
    for (const mask of this.#reported)
      if (mask.startsWith(`${key} `) && decides(mask.slice(key.length + 1))) this.#reported.delete(mask);
  }

  /** Masks these differences of a reply for the rest of the run. */
  mask(differences: readonly Difference[], reader: string): void {
    this.note(differences, reader);
    for (const { resource, habit, path, expectedKind, actualKind } of differences) {
      const unasked = expectedKind === "nothing" && actualKind === "object";
      if (!unasked && resource?.member.startsWith("tags")) this.#reported.add(tagsOf(resource));
      if (habit !== undefined) this.#reported.add(`habit ${habit} ${path}`);
      if (resource !== undefined) this.#reported.add(maskOf(resource));
    }
  }

  /** Notes which wrong members the reply shows, reported or hidden. */
  note(differences: readonly Difference[], reader: string): void {
    for (const difference of differences)
      if (difference.resource !== undefined && difference.clock === "immediate")
        this.#wasPresent.set(`${reader} ${maskOf(difference.resource)}`, !isAbsent(difference));
  }
}

const maskOf = ({ kind, name, member }: NonNullable<Difference["resource"]>): string => `${kind}:${name} ${member}`;

const isAbsent = ({ actualKind }: Difference): boolean => actualKind === "absent" || actualKind === "missing";

/** A resource's tags, whichever operation shows them. */
export const tagsOf = ({ kind, name }: { kind: string; name: string }): string =>
  `tags of ${kind === "tagged" ? name.split(":").slice(5).join(":") : `${arnTypes[kind] ?? kind}/${name}`}`;

const arnTypes: Readonly<Record<string, string>> = { definition: "task-definition", revision: "task-definition" };
