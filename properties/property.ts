import type { Signature } from "../checker/signature.ts";
/** What a run checks: every answer against the model, or the server against itself. */
export const sequential = "sequential";

/** All laws together, except those that are checked only where they are named. */
export const allLaws = "laws";

/** The laws by name, in the order in which a run checks them; `laws/registry.ts` holds the laws themselves. */
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
  "newer",
] as const;

export type LawName = (typeof lawNames)[number];

/** What `--properties` takes: `sequential`, `laws`, or a law's own name. */
export const propertyNames: readonly string[] = [sequential, allLaws, ...lawNames];

/** Does a run of these properties check laws? */
export const isOfLaws = (properties: readonly string[]): boolean =>
  properties.some((name) => name === allLaws || (lawNames as readonly string[]).includes(name));

/** What shows a signature again: its law alone, or whatever the run checked. */
export const propertiesShowing = (signature: Signature, played: readonly string[]): readonly string[] =>
  signature.kind === "law" ? [signature.law] : played;

/** Properties as a saved plan names them. */
export const propertyName = (properties: readonly string[]): string =>
  properties.length === 1 ? (properties[0] ?? sequential) : allLaws;
