import { allLaws, type LawName, lawNames } from "../property.ts";
import { counts } from "./counts.ts";
import { isolation } from "./isolation.ts";
import type { Law } from "./law.ts";
import { names } from "./names.ts";
import { newer } from "./newer.ts";
import { pages } from "./pages.ts";
import { reads } from "./reads.ts";
import { recreation } from "./recreation.ts";
import { sizes } from "./sizes.ts";
import { tags } from "./tags.ts";
import { tokens } from "./tokens.ts";
import { wire } from "./wire/wire.ts";

const byName: Readonly<Record<LawName, Law>> = {
  pages,
  names,
  reads,
  tokens,
  tags,
  isolation,
  counts,
  recreation,
  wire,
  sizes,
  newer,
};

/** Every law, in the order in which a run checks them. */
export const laws: readonly Law[] = lawNames.map((name) => byName[name]);

/** The laws that these names select, in their order. */
export const lawsNamed = (names: readonly string[]): Law[] =>
  laws.filter(({ name, onDemand }) => names.includes(name) || (names.includes(allLaws) && onDemand !== true));
