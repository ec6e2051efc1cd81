import { html } from "htm/preact";
import { selfContained } from "../html/shell.ts";
import { documentationOf } from "../ruleEvidence.ts";
import type { OperationScore, Scorecard } from "./scorecard.ts";
import { campaignsText, caution, faultsText, lawsText, scenariosText, summaryOf, verdictOf } from "./words.ts";

/** One HTML file, as the other pages. */
export function scorecardPage(scorecard: Scorecard): string {
  const { target, operations, everywhere } = scorecard;
  const [laws, scenarios] = [lawsText(scorecard), scenariosText(scorecard)];
  return selfContained(
    `kecs-fuzz: what works on ${target}`,
    html`<div>
      <header class="top"><h1>${target}: what works</h1><p class="counts">${summaryOf(scorecard)}</p>
        <p class="soft">${caution} ${campaignsText(scorecard)}</p></header>
      <main>
        <h2>Operations</h2>
        <div class="wide" tabindex="0" role="region" aria-label="Operations"><table class="scores">
          <thead><tr><th scope="col">operation</th><th scope="col">state</th><th scope="col" class="num">accepted</th><th scope="col" class="num">refused</th><th scope="col">what is wrong</th></tr></thead>
          <tbody>${operations.map(row)}</tbody></table></div>
        ${everywhere.length > 0 && html`<h2>Wrong in any operation</h2><ul>${everywhere.map(({ sentence }) => html`<li>${sentence}</li>`)}</ul>`}
        ${laws !== "" && html`<h2>Laws</h2><p>${laws}</p>`}
        ${scenarios && html`<h2>Scenarios</h2><p>${scenarios}</p>`}
      </main></div>`,
  );
}

const marks = { wrong: "bad", unsupported: "soft", right: "good", unobserved: "soft" } as const;

const row = (score: OperationScore) => html`<tr>
  <td><a href=${documentationOf(score.operation)}>${score.operation}</a></td>
  <td class=${marks[score.state]}>${verdictOf(score)}</td><td class="num" data-label="accepted">${score.accepted}</td><td class="num" data-label="refused">${score.refused}</td>
  <td class="what">${faultsText(score)}${score.faults.length > 1 && html`<details><summary>All ${score.faults.length}</summary><ul>${score.faults.map(({ sentence, severity, known }) => html`<li>${severity === undefined ? "" : `${severity}: `}${sentence}${known && " (known deviation)"}</li>`)}</ul></details>`}</td></tr>`;
