import { lawsNamed } from "../laws/registry.ts";
import { sequential } from "../property.ts";

/** Among runs that check both, the interval of those that check laws. */
const lawEvery = 8;

/** A run of laws checks this many of them; they take turns. */
const lawsOfARun = 3;

/** What run `k` of a campaign checks. */
export function propertiesOf(run: number, chosen: readonly string[]): readonly string[] {
  const checked = lawsNamed(chosen).map(({ name }) => name);
  const also = chosen.includes(sequential);
  if (checked.length === 0 || (also && run % lawEvery !== lawEvery - 1)) return [sequential];
  const turn = also ? Math.floor(run / lawEvery) : run;
  const size = Math.min(lawsOfARun, checked.length);
  return Array.from({ length: size }, (_, index) => checked[(turn * size + index) % checked.length] as string);
}
