import { lawsNamed } from "../laws/registry.ts";
import { sequential } from "../property.ts";

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
