import type { Finding } from "./findings.ts";

/**
 * The order in which findings are triaged: the most frequently observed first; of equally frequent ones those with the
 * shortest plans, which take the least time; then by run and by place in it.
 */
export const byUrgency = (one: Finding, other: Finding): number =>
  other.seen - one.seen ||
  one.smallest.plan.length - other.smallest.plan.length ||
  one.first.run - other.first.run ||
  one.rank - other.rank;
