import type { Deviation } from "../../../properties/deviations/deviation.ts";
import type { Patch } from "../../../properties/deviations/patch.ts";

/** A deviation that is known by its patches alone. */
export const deviationOf = (name: string, ...patches: Patch[]): Deviation => ({
  id: `test/${name}`,
  summary: name,
  evidence: { row: "P1", does: name },
  upstream: "unreported",
  since: "1",
  patches,
  witness: undefined,
  scenarios: [],
  file: `${name}.json`,
});
