import { html } from "htm/preact";
import type { VNode } from "preact";
import type { Plan } from "../../commands/language/plan.ts";
import type { ScenarioResult } from "../../scenarios/kit/runner/result.ts";
import { counted } from "../counted.ts";
import { severityCounts, severityIn } from "../divergences/ranking.ts";
import type { ReportDocument } from "../document.ts";
import { failureAnalysis } from "../history/history.ts";
import type { HistoryLine } from "../history/historyLine.ts";
import { trendsOf } from "../history/trend.ts";
import { copying } from "./copying.ts";
import { divergencesTable } from "./divergencesTable.ts";
import { type Limits, limitsInTurn, mostOfPage } from "./limits.ts";
import { loadSection } from "./load.ts";
import { trendPlot } from "./plots.ts";
import { selfContained } from "./shell.ts";
import { tableScript } from "./tableScript.ts";
import {
  deviationsTable,
  lawsTable,
  notCovered,
  operationsTable,
  rulesTable,
  scenariosTable,
  transitionsTable,
} from "./tables.ts";

export interface PageInput {
  readonly report: ReportDocument;
  /** The plan of each divergence, in order. */
  readonly plans: readonly Plan[];
  /** Campaigns of the same target, oldest first, this one the last. */
  readonly history: readonly HistoryLine[];
  readonly scenarios: readonly ScenarioResult[];
  /** The report's folder, from the place where kecs-fuzz is started. */
  readonly folder?: string | undefined;
}

/** `report.html`: one file that loads nothing, and in which no text of a server can be markup. */
export function htmlPage(input: PageInput): string {
  let page = "";
  for (const limits of limitsInTurn) {
    page = pageWithin(input, limits);
    if (Buffer.byteLength(page) <= mostOfPage) break;
  }
  return page;
}

function pageWithin(input: PageInput, limits: Limits): string {
  const { report, history } = input;
  const title = `kecs-fuzz: ${report.target}, ${verdictOf(report)}`;
  const shown = sections(input, limits).filter(([, section]) => section !== undefined);
  const ids = shown.map(([id]) => id);
  const hasTable = report.divergences.length + goneIn(failureAnalysis(history)) > 0;
  return selfContained(
    title,
    html`<div>${head(report, ids, history)}<main>${shown.map(([, section]) => section)}</main></div>`,
    hasTable ? copying + tableScript : copying,
  );
}

const verdictOf = ({ divergences, ending }: ReportDocument): string => {
  const verdict = divergences.length === 0 ? "no divergence" : counted(divergences.length, "divergence");
  return ending === "interrupted" ? `${verdict}, interrupted` : ending === "gone" ? `${verdict}, cut short` : verdict;
};

const goneIn = (analysis: ReturnType<typeof failureAnalysis>): number =>
  [...analysis.values()].filter(({ state }) => state === "gone").length;

function head(report: ReportDocument, ids: readonly string[], history: readonly HistoryLine[]): VNode {
  const { target, seed, runs, commands, refused, calls, seconds, divergences, restarts = 0 } = report;
  const share = commands === 0 ? 0 : Math.round((100 * refused) / commands);
  return html`
    <header class="top">
      <h1>${target}: <span class=${divergences.length === 0 ? "good" : "bad"}>${verdictOf(report)}</span></h1>
      ${divergences.length > 0 && html`<p class="counts">${[...severityCounts(divergences.map(severityIn)), ...changes(history)].join(" · ")}</p>`}
      <ul class="facts">
        <li><b>${runs.toLocaleString("en-US")}</b> runs</li>
        <li><b>${commands.toLocaleString("en-US")}</b> commands, ${share} % refused</li>
        <li><b>${calls.toLocaleString("en-US")}</b> calls</li>
        <li><b>${seconds.toFixed(1)}</b> s</li>
        <li>seed <b>${String(seed)}</b></li>
        ${restarts > 0 && html`<li class="bad">the server became unavailable <b>${restarts}</b> ${restarts === 1 ? "time" : "times"}</li>`}
      </ul>
      <nav>
        ${ids.map((id) => html`<a href=${`#${id}`}>${id.replace("-", " ")}</a>`)}
      </nav>
    </header>`;
}

/** The sections by id; undefined for a section without content. */
function sections(input: PageInput, limits: Limits): [string, VNode | undefined][] {
  const { report, history, scenarios } = input;
  return [
    ["divergences", divergenceSection(input, limits)],
    ["trend", trendSection(history)],
    ["operations", operationsTable(report)],
    ["rules", rulesTable(report)],
    ["transitions", transitionsTable(report)],
    ["laws", lawsTable(report)],
    ["deviations", deviationsTable(report)],
    ["scenarios", scenariosTable(scenarios)],
    ["load", loadSection(scenarios)],
    ["not-covered", notCovered(report)],
  ];
}

/** Compared with the campaigns before. */
function changes(history: readonly HistoryLine[]): string[] {
  if (history.length < 2) return [];
  const states = [...failureAnalysis(history).values()].map(({ state }) => state);
  return (["new", "known", "gone"] as const).map(
    (state) => `${states.filter((each) => each === state).length} ${state}`,
  );
}

function divergenceSection({ report, plans, history, folder }: PageInput, limits: Limits): VNode {
  const analysis = failureAnalysis(history);
  const divergences = report.divergences.map((divergence, index) => ({
    divergence,
    number: index + 1,
    plan: plans[index] ?? [],
  }));
  return html`
    <h2 id="divergences">Divergences</h2>
    ${divergences.length === 0 && html`<p class="good">None: every reply and every later state matched the model of ECS.</p>`}
    ${divergences.length + goneIn(analysis) > 0 && divergencesTable({ report, divergences, analysis, folder, limits })}`;
}

function trendSection(history: readonly HistoryLine[]): VNode | undefined {
  const trends = trendsOf(history);
  if (trends.length === 0) return undefined;
  const regressions = trends.flatMap(({ name, unit, regression }) =>
    regression === undefined ? [] : [{ name, unit, ...regression }],
  );
  return html`
    <h2 id="trend">Trend over ${history.length} campaigns</h2>
    ${regressions.map(({ name, unit, usual, last }) => html`<p class="bad">${name}: ${last} ${unit}, usually ${usual} ${unit}: worse than the usual variation</p>`)}
    <details open=${regressions.length > 0}><summary>Plots</summary>
      ${trends.map(({ name, unit, values, regression }) => html`<h3>${name} ${unit && `(${unit})`}</h3>${trendPlot(values, name, new Set(regression === undefined ? [] : [values.length - 1]))}`)}
    </details>`;
}
