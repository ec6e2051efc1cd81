import { html } from "htm/preact";
import type { VNode } from "preact";
import { allOperations } from "../../commands/plans/generate.ts";
import { rules } from "../../model/language/rules.ts";
import { missing } from "../../properties/campaign/coverage.ts";
import { Durations } from "../../properties/measures/durations.ts";
import type { ScenarioResult } from "../../scenarios/kit/runner/result.ts";
import type { ReportDocument } from "../document.ts";
import { evidenceLine, evidenceOf, evidenceShares, evidenceText } from "../ruleEvidence.ts";
import { durationsPlot, timeText } from "./plots.ts";

/** Which operations were called, and which of their outcomes occurred. */
export function operationsTable({ coverage }: ReportDocument): VNode | undefined {
  if (coverage === undefined) return undefined;
  const never = Map.groupBy(missing(coverage.byOperation), ([operation]) => operation);
  const { operations, outcomes, byOperation } = coverage;
  return html`
    <h2 id="operations">Operations and outcomes</h2>
    <p>${operations.called} of ${operations.known} operations called, ${outcomes.seen} of ${outcomes.known} outcomes observed. An outcome is${" "}
      <code>accepted</code>, or the row of ${rulesLink()} by which a call is refused.</p>
    <details><summary>All operations</summary><div class="wide" tabindex="0"><table>
      <thead><tr><th>operation</th><th class="num">accepted</th><th>refused by row</th><th>never observed</th></tr></thead>
      <tbody>${[...allOperations].sort().map((operation) => {
        const { accepted = 0, ...refused } = byOperation[operation] ?? {};
        const silent = (never.get(operation) ?? []).map(([, outcome]) => outcome);
        const counts = Object.entries(refused).map(([row, count]) => `${row} ${count}`);
        return html`<tr><td>${operation}</td><td class="num">${accepted}</td><td>${counts.join(" · ")}</td><td class="soft">${silent.join(" ")}</td></tr>`;
      })}</tbody></table></div></details>`;
}

/** How often each rule judged a reply. */
export function rulesTable({ rules: counts }: ReportDocument): VNode {
  const all = Object.entries(rules);
  const silent = all.filter(([id]) => counts[id] === undefined);
  return html`
    <h2 id="rules">Rules</h2>
    <p>${all.length - silent.length} of ${all.length} rules judged a reply. ${evidenceLine(evidenceShares(Object.entries(counts)))}</p>
    <details><summary>Replies judged by each rule</summary><div class="wide" tabindex="0"><table>
      <thead><tr><th>row</th><th>rule</th><th>confidence</th><th>evidence</th><th class="num">judged</th></tr></thead>
      <tbody>${all.map(([id, { says, confidence }]) => html`<tr><td>${id}</td><td>${says}</td><td>${confidence}</td><td>${evidenceText(evidenceOf(id))}</td><td class="num">${counts[id] ?? 0}</td></tr>`)}</tbody>
    </table></div></details>`;
}

/** The observed changes of statuses, and how long they took. */
export function transitionsTable({ transitions = {}, rests = {} }: ReportDocument): VNode | undefined {
  const moves = Object.entries(transitions);
  const rest = Durations.of(rests);
  if (moves.length === 0 && rest.size === 0) return undefined;
  return html`
    <h2 id="transitions">State transitions and convergence</h2>
    ${rest.size > 0 && html`<p>Runs were at rest after ${spread(rest)}.</p>`}
    <details><summary>${moves.length} transitions observed</summary>
      ${rest.size > 0 && html`<h3>Until runs were at rest</h3>${durationsPlot(rest, "how long runs took until they were at rest")}`}
      <div class="wide" tabindex="0"><table>
      <thead><tr><th>from → to</th><th class="num">observed</th><th class="num">p50</th><th class="num">p95</th></tr></thead>
      <tbody>${moves.map(([move, { seen, took }]) => {
        const durations = Durations.of(took);
        return html`<tr><td>${move.replace(" →", " first observed ")}</td><td class="num">${seen}</td><td class="num">${quantile(durations, 0.5)}</td><td class="num">${quantile(durations, 0.95)}</td></tr>`;
      })}</tbody></table></div>
      ${moves.map(([move, { took }]) => movePlot(move, Durations.of(took)))}
    </details>`;
}

/** A transition that was observed only a few times gets no plot. */
const enoughForPlot = 20;

const movePlot = (move: string, took: Durations): VNode | undefined =>
  took.size < enoughForPlot ? undefined : html`<h3>${move}</h3>${durationsPlot(took, `how long ${move} took`)}`;

const quantile = (durations: Durations, share: number): string => {
  const value = durations.quantile(share);
  return value === undefined ? "" : timeText(value);
};

const spread = (durations: Durations): string =>
  `${quantile(durations, 0.5)} at the median, ${quantile(durations, 0.95)} for the slowest 5 %`;

/** The laws: properties that need no expected value. */
export function lawsTable({ laws = {} }: ReportDocument): VNode | undefined {
  const all = Object.entries(laws);
  if (all.length === 0) return undefined;
  return html`
    <h2 id="laws">Laws</h2>
    <p>${all.length} laws, ${all.filter(([, { violated }]) => violated > 0).length} of them violated.</p>
    <details><summary>All laws</summary><div class="wide" tabindex="0"><table>
      <thead><tr><th>law</th><th class="num">runs that checked it</th><th class="num">violated in</th><th class="num">unobserved in</th></tr></thead>
      <tbody>${all.map(([law, { checked, violated, unobserved }]) => html`<tr><td>${law}</td><td class="num">${checked}</td><td class=${violated > 0 ? "num bad" : "num"}>${violated}</td><td class="num">${unobserved}</td></tr>`)}</tbody>
    </table></div></details>`;
}

/** The known deviations of the target. */
export function deviationsTable({ deviations, maskedShare }: ReportDocument): VNode | undefined {
  if (deviations.length === 0) return undefined;
  const seen = deviations.filter((deviation) => deviation.seen > 0).length;
  return html`
    <h2 id="deviations">Known deviations</h2>
    <p>${seen} of ${deviations.length} occurred; ${(100 * maskedShare).toFixed(1)} % of the comparisons relied on one.</p>
    <details><summary>All of them</summary><div class="wide" tabindex="0"><table>
      <thead><tr><th>deviation</th><th class="num">replies</th></tr></thead>
      <tbody>${deviations.map(({ id, seen }) => html`<tr><td>${id}</td><td class="num">${seen}</td></tr>`)}</tbody></table></div></details>`;
}

/** What this campaign did not test. */
export function notCovered({
  unsupported = [],
  rollouts = 0,
  rolloutsUnobserved = 0,
  left = 0,
  skipped = 0,
  coverage,
}: ReportDocument): VNode {
  const lines = [
    unsupported.length > 0 && `The target does not implement ${unsupported.join(", ")}.`,
    rolloutsUnobserved > 0 &&
      `${rolloutsUnobserved} of ${rollouts} rollouts finished before their limits could be checked.`,
    skipped > 0 && `${skipped} commands were not sent: what they name did not exist, or could no longer be judged.`,
    left > 0 && `${left} resources could not be removed.`,
    coverage &&
      coverage.outcomes.known > coverage.outcomes.seen &&
      `${coverage.outcomes.known - coverage.outcomes.seen} outcomes that the model knows never occurred.`,
  ].filter((line) => typeof line === "string");
  return html`<h2 id="not-covered">Not covered</h2>${lines.length === 0 ? html`<p>No gap is known.</p>` : html`<ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>`}`;
}

/** The scenarios, when the folder contains their results. */
export function scenariosTable(results: readonly ScenarioResult[]): VNode | undefined {
  if (results.length === 0) return undefined;
  const words = { passed: "passed", failed: "FAILED", expected: "expected failure", skipped: "skipped" };
  return html`
    <h2 id="scenarios">Scenarios</h2>
    <p>${Object.entries(words)
      .map(([outcome, word]) => `${results.filter((each) => each.outcome === outcome).length} ${word}`)
      .join(" · ")}</p>
    <details><summary>All scenarios</summary><div class="wide" tabindex="0"><table>
      <thead><tr><th class="num">phase</th><th>scenario</th><th>outcome</th><th class="num">seconds</th></tr></thead>
      <tbody>${results.map(
        ({ phase, name, outcome, seconds, why, deviation }) => html`<tr>
        <td class="num">${phase}</td><td>${name}</td><td class=${outcome === "failed" ? "bad" : outcome === "passed" ? "good" : "soft"}>${words[outcome]} ${deviation ?? (outcome === "skipped" ? why : "")}</td><td class="num">${seconds.toFixed(1)}</td></tr>`,
      )}</tbody>
    </table></div></details>`;
}

const rulesLink = (): VNode => html`<code>docs/rules.md</code>`;
