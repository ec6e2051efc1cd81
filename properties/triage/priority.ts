import { mostSevereFirst, severityOf } from "../judge/severity.ts";
import type { Finding } from "./findings.ts";

const rated = ({ signature, seen, first: { divergence } }: Finding) => ({
  severity: severityOf({ ...divergence, signature }).severity,
  seen,
});

/**
 * The order in which findings are triaged: the most severe first, then the most frequently observed; of equally
 * frequent ones those with the shortest plans, which take the least time; then by run and by place in it.
 */
export const byUrgency = (one: Finding, other: Finding): number =>
  mostSevereFirst(rated(one), rated(other)) ||
  one.smallest.plan.length - other.smallest.plan.length ||
  one.first.run - other.first.run ||
  one.rank - other.rank;
