import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Plan } from "../../commands/language/plan.ts";
import { isAtLeast, type Severity } from "../../properties/judge/severity.ts";
import { byRank, severityIn } from "../divergences/ranking.ts";
import { slugOf } from "../divergences/slug.ts";
import type { ReportDocument } from "../document.ts";
import { issueText, type Versions } from "./issue.ts";

/** Longer names are refused by some file systems. */
const longestSlug = 80;

/** Writes an issue for each divergence that is at least this severe, the most severe first; returns the files. */
export function writeIssues(
  into: string,
  report: ReportDocument,
  planOf: (file: string) => Plan,
  versions: Versions,
  least: Severity,
): string[] {
  mkdirSync(into, { recursive: true });
  return report.divergences
    .map((divergence, index) => ({ divergence, number: index + 1 }))
    .filter(({ divergence }) => isAtLeast(severityIn(divergence), least))
    .toSorted((one, other) => byRank(one.divergence, other.divergence))
    .map(({ divergence, number }) => {
      const file = join(into, `${number}-${severityIn(divergence)}-${slugOf(divergence).slice(0, longestSlug)}.md`);
      writeFileSync(file, issueText(report, divergence, planOf(divergence.plan), versions));
      return file;
    });
}
