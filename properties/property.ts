import type { Law } from "./laws/law.ts";
import { laws } from "./laws/registry.ts";

/** What a run checks: every answer against the model, or the server against itself. */
export const sequential = "sequential";

/** All laws together, but those that are checked only where they are named. */
export const allLaws = "laws";

const lawNames = laws.map(({ name }) => name);

/** What `--properties` takes: `sequential`, `laws`, or a law's own name. */
export const propertyNames: readonly string[] = [sequential, allLaws, ...lawNames];

/** The laws that these names mean, in their order. */
export const lawsNamed = (names: readonly string[]): Law[] =>
  laws.filter(({ name, onDemand }) => names.includes(name) || (names.includes(allLaws) && onDemand !== true));

/** Of runs that check both, every so many-th is one of laws. */
const lawEvery = 8;

/** So many laws share a run of theirs; they take turns. */
const lawsOfARun = 3;

/** What run `k` of a campaign checks. */
export function propertiesOf(run: number, chosen: readonly string[]): readonly string[] {
  const held = lawsNamed(chosen).map(({ name }) => name);
  const also = chosen.includes(sequential);
  if (held.length === 0 || (also && run % lawEvery !== lawEvery - 1)) return [sequential];
  const turn = also ? Math.floor(run / lawEvery) : run;
  const size = Math.min(lawsOfARun, held.length);
  return Array.from({ length: size }, (_, index) => held[(turn * size + index) % held.length] as string);
}

/** Is a run of these one of laws? */
export const isOfLaws = (properties: readonly string[]): boolean => lawsNamed(properties).length > 0;

/** What shows a signature again: its law alone, or whatever the run checked. */
export function propertiesShowing(signature: string, played: readonly string[]): readonly string[] {
  const [, law] = /^law\/([^/]+)\//.exec(signature) ?? [];
  return law === undefined ? played : [law];
}

/** Properties as a saved plan names them. */
export const propertyName = (properties: readonly string[]): string =>
  properties.length === 1 ? (properties[0] ?? sequential) : allLaws;
