import { lawsNamed } from "../laws/registry.ts";
import { sequential } from "../property.ts";

/** Among runs that check both, the interval of those that check laws. */
const lawEvery = 8;

/** A run of laws checks this many of them; they take turns. */
const lawsOfARun = 3;

/** Among runs that check laws, the interval of those that check a law that is seldom checked, too. */
const seldomEvery = 16;

/** What run `k` of a campaign checks. */
export function propertiesOf(run: number, chosen: readonly string[]): readonly string[] {
  const named = lawsNamed(chosen);
  const usual = named.filter(({ seldom }) => seldom !== true || named.length === 1);
  const checked = usual.map(({ name }) => name);
  const also = chosen.includes(sequential);
  if (checked.length === 0 || (also && run % lawEvery !== lawEvery - 1)) return [sequential];
  const turn = also ? Math.floor(run / lawEvery) : run;
  const size = Math.min(lawsOfARun, checked.length);
  const laws = Array.from({ length: size }, (_, index) => checked[(turn * size + index) % checked.length] as string);
  const rare = turn % seldomEvery === seldomEvery - 1 ? named.filter((law) => !usual.includes(law)) : [];
  return [...laws, ...rare.map(({ name }) => name)];
}
