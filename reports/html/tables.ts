import { html } from "htm/preact";
import type { VNode } from "preact";
import { allOperations } from "../../commands/plans/generate.ts";
import { rules } from "../../model/language/rules.ts";
import { missing } from "../../properties/campaign/coverage.ts";
import { Durations } from "../../properties/measures/durations.ts";
import type { ScenarioResult } from "../../scenarios/kit/runner/result.ts";
import type { ReportDocument } from "../document.ts";
import { durationsPlot, timeText } from "./plots.ts";

/** Which operations were called, and which of their outcomes came up. */
export function operationsTable({ coverage }: ReportDocument): VNode | undefined {
  if (coverage === undefined) return undefined;
  const never = Map.groupBy(missing(coverage.byOperation), ([operation]) => operation);
  const { operations, outcomes, byOperation } = coverage;
  return html`
    <h2 id="operations">Operations and outcomes</h2>
    <p>${operations.called} of ${operations.known} operations called, ${outcomes.seen} of ${outcomes.known} outcomes seen. An outcome is
      <code>accepted</code>, or the row of ${rulesLink()} by which a call is refused.</p>
    <details><summary>All operations</summary><div class="wide"><table>
      <thead><tr><th>operation</th><th class="num">accepted</th><th>refused by row</th><th>never seen</th></tr></thead>
      <tbody>${[...allOperations].sort().map((operation) => {
        const { accepted = 0, ...refused } = byOperation[operation] ?? {};
        const silent = (never.get(operation) ?? []).map(([, outcome]) => outcome);
        const told = Object.entries(refused).map(([row, count]) => `${row} ${count}`);
        return html`<tr><td>${operation}</td><td class="num">${accepted}</td><td>${told.join(" · ")}</td><td class="soft">${silent.join(" ")}</td></tr>`;
      })}</tbody></table></div></details>`;
}

/** How often each row of the model judged a reply. */
export function rulesTable({ rules: counts }: ReportDocument): VNode {
  const all = Object.entries(rules);
  const silent = all.filter(([id]) => counts[id] === undefined);
  return html`
    <h2 id="rules">Rules</h2>
    <p>${all.length - silent.length} of ${all.length} rules judged a reply.</p>
    <details><summary>How often each did</summary><div class="wide"><table>
      <thead><tr><th>row</th><th>says</th><th>sure</th><th class="num">judged</th></tr></thead>
      <tbody>${all.map(([id, { says, confidence }]) => html`<tr><td>${id}</td><td>${says}</td><td>${confidence}</td><td class="num">${counts[id] ?? 0}</td></tr>`)}</tbody>
    </table></div></details>`;
}

/** Which statuses were seen to become which, and how long that took. */
export function transitionsTable({ transitions = {}, rests = {} }: ReportDocument): VNode | undefined {
  const moves = Object.entries(transitions);
  const rest = Durations.of(rests);
  if (moves.length === 0 && rest.size === 0) return undefined;
  return html`
    <h2 id="transitions">State transitions and convergence</h2>
    ${rest.size > 0 && html`<p>Runs came to rest after ${spread(rest)}.</p>${durationsPlot(rest, "how long runs took to come to rest")}`}
    <details><summary>${moves.length} transitions seen</summary><div class="wide"><table>
      <thead><tr><th>from → to</th><th class="num">seen</th><th class="num">p50</th><th class="num">p95</th></tr></thead>
      <tbody>${moves.map(([move, { seen, took }]) => {
        const durations = Durations.of(took);
        return html`<tr><td>${move.replace(" →", " first seen ")}</td><td class="num">${seen}</td><td class="num">${quantile(durations, 0.5)}</td><td class="num">${quantile(durations, 0.95)}</td></tr>`;
      })}</tbody></table></div>
      ${moves.map(([move, { took }]) => movePlot(move, Durations.of(took)))}
    </details>`;
}

/** Plots are for what takes time: a move seen a few times has no shape. */
const enoughForPlot = 20;

const movePlot = (move: string, took: Durations): VNode | undefined =>
  took.size < enoughForPlot ? undefined : html`<h4>${move}</h4>${durationsPlot(took, `how long ${move} took`)}`;

const quantile = (durations: Durations, share: number): string => {
  const value = durations.quantile(share);
  return value === undefined ? "" : timeText(value);
};

const spread = (durations: Durations): string =>
  `${quantile(durations, 0.5)} at the median, ${quantile(durations, 0.95)} for the slowest 5 %`;

/** What was checked without an expected value. */
export function lawsTable({ laws = {} }: ReportDocument): VNode | undefined {
  const all = Object.entries(laws);
  if (all.length === 0) return undefined;
  return html`
    <h2 id="laws">Laws</h2>
    <div class="wide"><table>
      <thead><tr><th>law</th><th class="num">runs that checked it</th><th class="num">broken in</th><th class="num">seen too seldom</th></tr></thead>
      <tbody>${all.map(([law, { checked, violated, unobserved }]) => html`<tr><td>${law}</td><td class="num">${checked}</td><td class=${violated > 0 ? "num bad" : "num"}>${violated}</td><td class="num">${unobserved}</td></tr>`)}</tbody>
    </table></div>`;
}

/** What the target is known to get wrong. */
export function deviationsTable({ deviations, maskedShare }: ReportDocument): VNode | undefined {
  if (deviations.length === 0) return undefined;
  const seen = deviations.filter((deviation) => deviation.seen > 0).length;
  return html`
    <h2 id="deviations">Known deviations</h2>
    <p>${seen} of ${deviations.length} seen; ${(100 * maskedShare).toFixed(1)} % of the comparisons needed one.</p>
    <details><summary>All of them</summary><div class="wide"><table>
      <thead><tr><th>deviation</th><th class="num">replies</th></tr></thead>
      <tbody>${deviations.map(({ id, seen }) => html`<tr><td>${id}</td><td class="num">${seen}</td></tr>`)}</tbody></table></div></details>`;
}

/** What this campaign says nothing about. */
export function notCovered({
  unsupported = [],
  rollouts = 0,
  rolloutsUnobserved = 0,
  left = 0,
  skipped = 0,
  coverage,
}: ReportDocument): VNode {
  const lines = [
    unsupported.length > 0 && `The target does not have ${unsupported.join(", ")}.`,
    rolloutsUnobserved > 0 && `${rolloutsUnobserved} of ${rollouts} rollouts went by too fast to judge their bounds.`,
    skipped > 0 && `${skipped} commands were not sent: what they name was not there, or could no longer be judged.`,
    left > 0 && `${left} resources could not be removed.`,
    coverage &&
      coverage.outcomes.known > coverage.outcomes.seen &&
      `${coverage.outcomes.known - coverage.outcomes.seen} outcomes that the model knows never came up.`,
  ].filter((line) => typeof line === "string");
  return html`<h2 id="not-covered">Not covered</h2>${lines.length === 0 ? html`<p>Nothing that is known.</p>` : html`<ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>`}`;
}

/** The fixed scenarios, where the folder holds them too. */
export function scenariosTable(results: readonly ScenarioResult[]): VNode | undefined {
  if (results.length === 0) return undefined;
  const words = { passed: "passed", failed: "FAILED", expected: "expected failure", skipped: "skipped" };
  return html`
    <h2 id="scenarios">Scenarios</h2>
    <p>${Object.entries(words)
      .map(([outcome, word]) => `${results.filter((each) => each.outcome === outcome).length} ${word}`)
      .join(" · ")}</p>
    <details><summary>All scenarios</summary><div class="wide"><table>
      <thead><tr><th class="num">phase</th><th>scenario</th><th>outcome</th><th class="num">seconds</th></tr></thead>
      <tbody>${results.map(
        ({ phase, name, outcome, seconds, why, deviation }) => html`<tr>
        <td class="num">${phase}</td><td>${name}</td><td class=${outcome === "failed" ? "bad" : outcome === "passed" ? "good" : "soft"}>${words[outcome]} ${deviation ?? (outcome === "skipped" ? why : "")}</td><td class="num">${seconds.toFixed(1)}</td></tr>`,
      )}</tbody>
    </table></div></details>`;
}

const rulesLink = (): VNode => html`<code>docs/rules.md</code>`;
