import type { Deviation } from "../../../properties/deviations/deviation.ts";
import type { Patch } from "../../../properties/deviations/patch.ts";

/** A known deviation with only its patches. */
export const deviationOf = (name: string, ...patches: Patch[]): Deviation => ({
  id: `test/${name}`,
  summary: name,
  evidence: { row: "P1", does: name },
  upstream: "unreported",
  since: "1",
  patches,
  witness: undefined,
  scenarios: [],
  sameAs: [],
  file: `${name}.json`,
});
