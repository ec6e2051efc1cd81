import type { Random } from "../language/random.ts";
import type { Elsewhere, Reference } from "../language/reference.ts";

/** The share of identifiers of nothing that are ARNs of another account or another region. */
const elsewhereShare = 0.12;

const forms: readonly Elsewhere[] = ["otherAccount", "otherRegion"];

/** Rarely, one of the resources by its ARN in another account or region, where nothing has that ARN (row A9). */
export function fromElsewhere(random: Random, known: readonly (Reference | undefined)[]): Reference | undefined {
  if (!random.chance(elsewhereShare)) return undefined;
  const shown = known.filter((reference) => reference !== undefined);
  return shown.length === 0 ? undefined : { ...random.pick(shown), as: random.pick(forms) };
}
