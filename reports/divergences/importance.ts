import type { ReportedDivergence } from "../document.ts";

/** The severity of a divergence; reports of earlier versions do not contain it. */
export type Importance = NonNullable<ReportedDivergence["severity"]> | "unknown";

/** The worst first. */
export const importances = ["critical", "major", "minor", "unknown"] as const satisfies readonly Importance[];

export const importanceOf = ({ severity }: Pick<ReportedDivergence, "severity">): Importance => severity ?? "unknown";

/** The most severe first, then those observed most often. */
export const byImportance = (one: ReportedDivergence, other: ReportedDivergence): number =>
  importances.indexOf(importanceOf(one)) - importances.indexOf(importanceOf(other)) || other.seen - one.seen;

/** The number of divergences by severity, without zeros, the worst first; `3 critical`. */
export function importanceCounts(divergences: readonly ReportedDivergence[]): string[] {
  return importances.flatMap((importance) => {
    const count = divergences.filter((each) => importanceOf(each) === importance).length;
    return count === 0 ? [] : [`${count} ${importance === "unknown" ? "of unknown severity" : importance}`];
  });
}
