import type { Signature } from "../checker/signature.ts";
/** What a run checks: every reply against the model, or the server's replies against each other. */
export const sequential = "sequential";

/** All laws together, except those that are checked only when they are named. */
export const allLaws = "laws";

/** The laws by name, in the order in which a run checks them; `laws/registry.ts` contains the laws themselves. */
export const lawNames = [
  "pages",
  "names",
  "reads",
  "tokens",
  "tags",
  "isolation",
  "counts",
  "recreation",
  "wire",
  "sizes",
  "newer",
] as const;

export type LawName = (typeof lawNames)[number];

/** The words of `--properties`: `sequential`, `laws`, or the name of a law. */
export const propertyNames: readonly string[] = [sequential, allLaws, ...lawNames];

/** Does a run of these properties check laws? */
export const isOfLaws = (properties: readonly string[]): boolean =>
  properties.some((name) => name === allLaws || (lawNames as readonly string[]).includes(name));

/** What a run must check to show a signature again: its law alone, or everything the run checked. */
export const propertiesShowing = (signature: Signature, played: readonly string[]): readonly string[] =>
  signature.kind === "law" ? [signature.law] : played;

/** The name of properties in a saved plan. */
export const propertyName = (properties: readonly string[]): string =>
  properties.length === 1 ? (properties[0] ?? sequential) : allLaws;
