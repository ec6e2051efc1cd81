import { html } from "htm/preact";
import type { VNode } from "preact";
import { severities } from "../../properties/judge/severity.ts";
import { headlineOf, isShrunk, operationsOf } from "../divergences/headline.ts";
import { byRank, severityIn } from "../divergences/ranking.ts";
import { slugOf } from "../divergences/slug.ts";
import type { ReportDocument, ReportedDivergence } from "../document.ts";
import type { Recorded } from "../history/history.ts";
import { documentationOf } from "../ruleEvidence.ts";
import { details, moreDetails, type Shown } from "./divergence.ts";
import { kindOf } from "./kind.ts";
import type { Limits } from "./limits.ts";
import { packed } from "./packed.ts";

interface Input {
  readonly report: ReportDocument;
  readonly divergences: readonly Shown[];
  readonly analysis: ReadonlyMap<string, Recorded>;
  /** The report's folder, from the place where kecs-fuzz is started. */
  readonly folder: string | undefined;
  readonly limits: Limits;
}

const columns = ["no.", "severity", "what is wrong", "operation", "rule", "runs", "calls"] as const;
const numbers: readonly string[] = ["runs", "calls"];

/** The divergences, the worst first: one row each, which opens to its details. */
export function divergencesTable({ report, divergences, analysis, folder, limits }: Input): VNode {
  const ordered = divergences.toSorted((a, b) => byRank(a.divergence, b.divergence));
  const gone = [...analysis].filter(([, { state }]) => state === "gone");
  const stateOf = ({ signature }: ReportedDivergence) => analysis.get(signature);
  return html`
    ${controls(ordered, analysis)}
    <table id="table" class="divergences" aria-label="Divergences">
      <thead><tr>${columns.map((column) => html`<th scope="col" class=${numbers.includes(column) && "num"}>${column}</th>`)}</tr></thead>
      <tbody>
      ${ordered.map(
        (shown, index) => html`${row(shown, stateOf(shown.divergence))}
        <tr class="detail"><td colspan=${columns.length} id=${slugOf(shown.divergence)}>
          <details><summary>Calls, difference and replay</summary>${details(shown, report, folder, limits)}<div data-part=${index}></div></details>
        </td></tr>`,
      )}
      ${gone.map(([signature, { lastSeen }]) => goneRow(signature, lastSeen))}
      </tbody>
    </table>
    ${packed(ordered.map((shown) => moreDetails(shown, report, limits)))}
    <noscript><p class="soft">With JavaScript the page can be searched and sorted, and an opened row has the scripts for the AWS CLI, curl and
      TypeScript. <code>npm run report -- issue N DIR</code> prints them too.</p></noscript>`;
}

function row({ divergence, number, plan }: Shown, recorded: Recorded | undefined): VNode {
  const { operation, rule, evidence, documentation, seen } = divergence;
  const severity = severityIn(divergence);
  const operations = operationsOf(divergence);
  const strongest = evidence && (["recorded", "quoted", "documented"] as const).find((weight) => evidence[weight]);
  return html`
    <tr id=${`d${number}`} data-severity=${severity} data-kind=${kindOf(divergence.signature)} data-state=${recorded?.state ?? "new"} data-operations=${operations.join(" ")}>
      <td class="num">${number}</td>
      <td data-sort=${severities.indexOf(severity)}><span class=${`chip ${severity}`}>${severity}</span></td>
      <td class="what">${headlineOf(divergence)}${recorded && html` <span class="soft">${stateText(recorded)}</span>`}</td>
      <td>${operations.slice(0, 3).join(", ")}${operations.length > 3 && html` <span class="soft">and ${operations.length - 3} more</span>`}</td>
      <td>${rule ?? html`<span class="soft">none</span>`}${strongest && html` <span class="soft">${strongest}</span>`}${documentation?.startsWith("https://") && html` <a href=${documentation} aria-label=${`AWS about ${operation} (${number})`}>AWS</a>`}</td>
      <td class="num" data-label="runs">${seen}</td>
      <td class="num" data-label="calls">${plan.length}${!isShrunk(divergence) && html` <span class="warn">not shrunk</span>`}</td>
    </tr>`;
}

const stateText = ({ state, firstSeen }: Recorded): string =>
  state === "new" ? "new" : `${state}, first observed ${firstSeen}`;

/** What the previous campaign observed, and this one did not. */
function goneRow(signature: string, lastSeen: string): VNode {
  const operations = /[A-Z]\w+/.exec(signature)?.[0] ?? "";
  const documented = documentationOf(operations) === undefined ? "" : operations;
  return html`<tr class="gone" data-severity="" data-kind=${kindOf(signature)} data-state="gone" data-operations=${documented}>
    <td class="num">–</td><td data-sort="9"><span class="chip good">gone</span></td>
    <td class="what"><span class="mono">${signature}</span> <span class="soft">Gone since the previous campaign, last observed ${lastSeen}</span></td>
    <td>${documented}</td><td></td><td></td><td></td></tr>`;
}

/** Search and filters; the script shows them. */
function controls(divergences: readonly Shown[], analysis: ReadonlyMap<string, Recorded>): VNode {
  const all = divergences.map(({ divergence }) => divergence);
  const observed = severities.filter((each) => all.some((other) => severityIn(other) === each));
  const sorted = (texts: readonly string[]): string[] => [...new Set(texts)].sort();
  const states = sorted([...analysis.values()].map(({ state }) => state));
  const choices = [
    ["severity", observed],
    ["operation", sorted(all.flatMap(operationsOf))],
    ["kind", sorted(all.map(({ signature }) => kindOf(signature)))],
    ["state", states],
  ] as const;
  return html`
    <form class="controls" role="search" aria-label="Search and filter divergences" hidden>
      <label>search <input type="search" name="words" autocomplete="off" placeholder="all of these words" /></label>
      ${choices.map(([name, values]) => values.length > 1 && html`<label>${name} <select name=${name}><option value="">all</option>${values.map((value) => html`<option>${value}</option>`)}</select></label>`)}
      <output class="soft"></output>
    </form>`;
}
