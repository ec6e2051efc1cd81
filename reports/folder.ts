import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { isAbsolute, join, relative, resolve } from "node:path";
import { z } from "zod";
import { readSavedPlan } from "../properties/plans/savedPlan.ts";
import type { ScenarioResult } from "../scenarios/kit/runner/result.ts";
import type { ReportDocument } from "./document.ts";
import { appendHistory, historyLineOf, readHistory } from "./history/history.ts";
import type { HistoryLine } from "./history/historyLine.ts";
import { htmlPage } from "./html/page.ts";
import { jsonOf } from "./jsonText.ts";
import { campaignJunit } from "./junit.ts";

/** What a folder contains about a campaign in addition to `report.json` and its plans. */
export interface Rendered {
  /** Campaigns of the same target, oldest first, this one the last. */
  readonly history: readonly HistoryLine[];
}

/**
 * Writes `report.html` and `junit.xml` next to an existing `report.json`. With `at`, adds the campaign to
 * `history.ndjson` as one of that time.
 */
export function renderReport(directory: string, report: ReportDocument, at: Date | undefined): Rendered {
  if (at !== undefined) appendHistory(directory, historyLineOf(report, at));
  const history = readHistory(directory, report);
  const plans = report.divergences.map(({ plan }) => readSavedPlan(join(directory, plan)).commands);
  const scenarios = scenariosIn(directory, report.target);
  writeFileSync(
    join(directory, "report.html"),
    htmlPage({ report, plans, history, scenarios, folder: folderFrom(directory) }),
  );
  writeFileSync(join(directory, "junit.xml"), campaignJunit(report));
  return { history };
}

/** `npm run` starts kecs-fuzz in the project's folder: from there a path inside it leads to the report. */
function folderFrom(directory: string): string {
  const path = relative(process.cwd(), resolve(directory)).replaceAll("\\", "/");
  return path.startsWith("..") || isAbsolute(path) ? resolve(directory) : path;
}

const scenariosDocument = z.object({ target: z.string(), results: z.array(z.custom<ScenarioResult>()) });

/** The results of scenarios in the same folder. */
export function scenariosIn(directory: string, target: string): readonly ScenarioResult[] {
  const file = join(directory, "scenarios.json");
  if (!existsSync(file)) return [];
  const parsed = scenariosDocument.safeParse(jsonOf(readFileSync(file, "utf8")));
  return parsed.success && parsed.data.target === target ? parsed.data.results : [];
}
