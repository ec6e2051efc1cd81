import { html } from "htm/preact";
import type { VNode } from "preact";
import type { Plan } from "../../commands/language/plan.ts";
import type { ScenarioResult } from "../../scenarios/kit/runner/result.ts";
import { counted } from "../counted.ts";
import type { ReportDocument } from "../document.ts";
import { failureAnalysis } from "../history/history.ts";
import type { HistoryLine } from "../history/historyLine.ts";
import { trendsOf } from "../history/trend.ts";
import { divergenceArticle } from "./divergence.ts";
import { loadSection } from "./load.ts";
import { trendPlot } from "./plots.ts";
import { selfContained } from "./shell.ts";
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
}

/** `report.html`: one file that loads nothing, and in which no text of a server can be markup. */
export function htmlPage(input: PageInput): string {
  const { report } = input;
  const title = `kecs-fuzz: ${report.target}, ${verdictOf(report)}`;
  const shown = sections(input).filter(([, section]) => section !== undefined);
  const ids = shown.map(([id]) => id);
  return selfContained(title, html`<div>${head(report, ids)}<main>${shown.map(([, section]) => section)}</main></div>`);
}

const verdictOf = ({ divergences, ending }: ReportDocument): string => {
  const verdict = divergences.length === 0 ? "no divergence" : counted(divergences.length, "divergence");
  return ending === "interrupted" ? `${verdict}, interrupted` : ending === "gone" ? `${verdict}, cut short` : verdict;
};

function head(report: ReportDocument, ids: readonly string[]): VNode {
  const { target, seed, runs, commands, refused, calls, seconds, divergences, restarts = 0 } = report;
  const share = commands === 0 ? 0 : Math.round((100 * refused) / commands);
  return html`
    <header class="top">
      <h1>${target}: <span class=${divergences.length === 0 ? "good" : "bad"}>${verdictOf(report)}</span></h1>
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
function sections({ report, plans, history, scenarios }: PageInput): [string, VNode | undefined][] {
  return [
    ["divergences", divergenceSection(report, plans, history)],
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

function divergenceSection(report: ReportDocument, plans: readonly Plan[], history: readonly HistoryLine[]): VNode {
  const analysis = failureAnalysis(history);
  const gone = [...analysis].filter(([, { state }]) => state === "gone");
  return html`
    <h2 id="divergences">Divergences</h2>
    ${report.divergences.length === 0 && html`<p class="good">None: every reply and every later state matched the model of ECS.</p>`}
    ${report.divergences.length > 3 && html`<ol>${report.divergences.map(({ signature }, index) => html`<li><a class="mono" href=${`#d${index + 1}`}>${signature}</a></li>`)}</ol>`}
    ${report.divergences.map((divergence, index) => divergenceArticle(divergence, index + 1, plans[index] ?? [], report, analysis.get(divergence.signature)))}
    ${gone.length > 0 && html`<article class="gone"><h3>Gone since the previous campaign</h3><ul>${gone.map(([signature, { lastSeen }]) => html`<li class="mono">${signature} <span class="soft">last observed ${lastSeen}</span></li>`)}</ul></article>`}`;
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
      ${trends.map(({ name, unit, values, regression }) => html`<h4>${name} ${unit && `(${unit})`}</h4>${trendPlot(values, name, new Set(regression === undefined ? [] : [values.length - 1]))}`)}
    </details>`;
}
