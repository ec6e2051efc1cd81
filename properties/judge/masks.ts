import type { Difference } from "../../checker/difference.ts";
import { resourceKey } from "../../model/language/resourceKey.ts";
import { isResourceKind, type Quarantine } from "./quarantine.ts";

/** What a run does not tell again: what it told, and what is about something in quarantine. */
export class Masks {
  readonly #quarantine: Quarantine;
  readonly #fill: (name: string) => string;
  /** `cluster:c1 settings`, or a signature that was told. */
  readonly #told = new Set<string>();

  /** `fill` puts in what is known of the holes in a name. */
  constructor(quarantine: Quarantine, fill: (name: string) => string) {
    this.#quarantine = quarantine;
    this.#fill = fill;
  }

  /** Was this signature told already? From now on it was. */
  isRepeated(signature: string): boolean {
    const told = this.#told.has(signature);
    this.#told.add(signature);
    return told;
  }

  /** Known in this run already, or about something in quarantine. */
  hides({ resource, habit, path, expected, actual, expectedKind, actualKind }: Difference): boolean {
    if (habit !== undefined && this.#told.has(`habit ${habit} ${path}`)) return true;
    if (actualKind === "item" && this.#isTainted(actual)) return true;
    if (expectedKind === "item" && this.#isTainted(expected)) return true;
    if (resource === undefined) return false;
    const counts = resource.kind === "cluster" && resource.member.endsWith("Count");
    if (counts && this.#quarantine.touches(resource.name)) return true;
    if (isResourceKind(resource.kind) && this.#quarantine.has(resourceKey(resource.kind, resource.name))) return true;
    if (resource.member.startsWith("tags") && this.#told.has(tagsOf(resource))) return true;
    return this.#told.has(`${resource.kind}:${resource.name} ${resource.member}`);
  }

  /** Does this name or ARN stand for something in quarantine? */
  #isTainted(text: string): boolean {
    const value = text.replaceAll('"', "");
    return this.#quarantine.names().some((name) => {
      const filled = this.#fill(name);
      return value === filled || value.endsWith(`/${filled}`) || value.includes(`/${filled}:`);
    });
  }

  /** Tells these differences no more in this run: they are known. */
  mask(differences: readonly Difference[]): void {
    for (const { resource, habit, path, expectedKind, actualKind } of differences) {
      const unasked = expectedKind === "nothing" && actualKind === "object";
      if (!unasked && resource?.member.startsWith("tags")) this.#told.add(tagsOf(resource));
      if (habit !== undefined) this.#told.add(`habit ${habit} ${path}`);
      if (resource !== undefined) this.#told.add(`${resource.kind}:${resource.name} ${resource.member}`);
    }
  }
}

/** A resource's tags, whichever operation shows them. */
export const tagsOf = ({ kind, name }: { kind: string; name: string }): string =>
  `tags of ${kind === "tagged" ? name.split(":").slice(5).join(":") : `${arnTypes[kind] ?? kind}/${name}`}`;

const arnTypes: Readonly<Record<string, string>> = { definition: "task-definition", revision: "task-definition" };
