import type { Finding } from "./findings.ts";

/** The order in which findings are triaged: the most frequently observed first, then by run and by place in it. */
export const byUrgency = (one: Finding, other: Finding): number =>
  other.seen - one.seen || one.first.run - other.first.run || one.rank - other.rank;
