import { html } from "htm/preact";
import type { VNode } from "preact";
import type { Plan } from "../../commands/language/plan.ts";
import { counted } from "../counted.ts";
import type { ReportDocument, ReportedDivergence } from "../document.ts";
import type { Recorded } from "../history/history.ts";
import { replayCommand } from "../replayCommand.ts";
import { awsCliScript } from "../reproduction/awsCli.ts";
import { typescriptProgram } from "../reproduction/typescript.ts";
import { evidenceText } from "../ruleEvidence.ts";
import { sequence } from "./sequence.ts";

/** One divergence: the difference, the calls that led to it, and how to reproduce it. */
export function divergenceArticle(
  divergence: ReportedDivergence,
  number: number,
  plan: Plan,
  report: Pick<ReportDocument, "target" | "bug" | "replayFlags">,
  recorded: Recorded | undefined,
): VNode {
  const {
    signature,
    seen,
    reproduced,
    commandsBefore,
    commandsAfter,
    symptoms,
    note,
    plan: file,
    log = [],
  } = divergence;
  return html`
    <article id=${`d${number}`}>
      <h3>${number}. ${signature}</h3>
      <div class="chips">
        <span class="chip">${divergence.clock}</span>
        <span class="chip">observed in ${counted(seen, "run")}</span>
        <span class="chip">reproduced ${reproduced}</span>
        <span class="chip">${commandsBefore} → ${commandsAfter} commands</span>
        ${recorded && html`<span class="chip">${recorded.state}${recorded.state === "new" ? "" : `, first observed ${recorded.firstSeen}`}</span>`}
        ${note && html`<span class="chip warn">${note}</span>`}
      </div>
      ${difference(divergence)}
      ${sequence(divergence, plan)}
      ${log.length > 0 && html`<details><summary>The server's log during that time</summary><pre>${log.join("\n")}</pre></details>`}
      ${symptoms.length > 0 && html`<p class="soft">also observed as ${symptoms.join(" · ")}</p>`}
      <h4>Reproduce it</h4>
      ${copyable(replayCommand(file, flagsOf(report)))}
      <details><summary>As an AWS CLI script</summary>${copyable(awsCliScript(plan))}</details>
      <details><summary>As TypeScript</summary>${copyable(typescriptProgram(plan))}</details>
    </article>`;
}

function difference(divergence: ReportedDivergence): VNode {
  const { path, look, operation, expected, actual, rule, words, evidence, documentation } = divergence;
  const where =
    path === undefined || path === "" ? `the reply of ${look ?? operation}` : `${path} of ${look ?? operation}`;
  return html`
    <dl class="differs">
      <dt>differs</dt><dd class="mono">${where}</dd>
      <dt>expected</dt><dd class="mono expected">${expected}</dd>
      <dt>actual</dt><dd class="mono actual">${actual}</dd>
      ${rule && html`<dt>rule</dt><dd>${rule}: ${words}</dd>`}
      ${rule && html`<dt>evidence</dt><dd>${evidenceText(evidence)}</dd>`}
      ${documentation && html`<dt>AWS says</dt><dd><a href=${documentation}>${documentation}</a></dd>`}
    </dl>`;
}

const copyable = (text: string): VNode =>
  html`<div class="copy"><pre>${text}</pre><button type="button" data-copy>Copy</button></div>`;

/** The flags of a replay; an older report does not contain all options of its campaign. */
const flagsOf = ({
  target,
  bug,
  replayFlags,
}: Pick<ReportDocument, "target" | "bug" | "replayFlags">): readonly string[] =>
  replayFlags ?? [...(target === "embedded" ? [] : ["--target", target]), ...(bug === undefined ? [] : ["--bug", bug])];
