import { html } from "htm/preact";
import type { VNode } from "preact";
import type { Plan } from "../../commands/language/plan.ts";
import { counted } from "../counted.ts";
import { isShrunk } from "../divergences/headline.ts";
import { ranked } from "../divergences/ranking.ts";
import { slugOf } from "../divergences/slug.ts";
import type { ReportDocument, ReportedDivergence } from "../document.ts";
import { issueScript } from "../issues/issueScript.ts";
import { replayCommand } from "../replayCommand.ts";
import { curlScript } from "../reproduction/curl.ts";
import { replayOfPastedPlan } from "../reproduction/pastedPlan.ts";
import { typescriptProgram } from "../reproduction/typescript.ts";
import { evidenceText } from "../ruleEvidence.ts";
import { shortened } from "../shortened.ts";
import { difference } from "./difference.ts";
import type { Limits } from "./limits.ts";
import { calls, sequence } from "./sequence.ts";

export interface Shown {
  readonly divergence: ReportedDivergence;
  /** Counted from 1, in the order of `report.json`. */
  readonly number: number;
  readonly plan: Plan;
}

/** What a replay of a report's plans needs. */
export type Replayed = Pick<ReportDocument, "target" | "bug" | "replayFlags">;

const mostSymptoms = 5;

/** What the page shows of a divergence in any browser: the difference, the calls, and how to replay them. */
export function details(
  { divergence, number, plan }: Shown,
  report: Replayed,
  folder: string | undefined,
  limits: Limits,
): VNode {
  const { clock, reproduced, commandsBefore, commandsAfter, executions, symptoms, note } = divergence;
  const { severity, reason } = ranked(divergence).rating;
  const { path, look, operation, rule, words, evidence } = divergence;
  const where = `${path === undefined || path === "" ? "the reply" : path} of ${look ?? operation}`;
  const steps = isShrunk(divergence)
    ? `${commandsBefore} → ${commandsAfter} commands in ${counted(executions, "execution")}`
    : `${counted(commandsAfter, "command")}, not shrunk`;
  return html`
    <p class="soft">reproduced ${reproduced} · ${steps} · ${clock} · <a href=${`#${slugOf(divergence)}`}>link to this divergence</a></p>
    ${note && html`<p class="warn">${note}</p>`}
    <dl class="differs">
      <dt>signature</dt><dd class="mono">${divergence.signature}</dd>
      <dt>severity</dt><dd>${severity}: ${reason}</dd>
      <dt>differs</dt><dd class="mono">${where}</dd>
      ${rule && html`<dt>rule</dt><dd>${rule}: ${words}</dd><dt>evidence</dt><dd>${evidenceText(evidence)}</dd>`}
      ${symptoms.length > 0 && html`<dt>also as</dt><dd class="mono">${cut(symptoms).join(" · ")}</dd>`}
    </dl>
    ${difference(shortened(divergence.expected, limits.value), shortened(divergence.actual, limits.value))}
    ${calls(divergence, plan, limits)}
    <h3>Replay it, in a checkout of kecs-fuzz</h3>
    ${copyable(replayCommand(folder === undefined ? divergence.plan : `${folder}/${divergence.plan}`, flagsOf(report)), `replay command ${number}`)}`;
}

/** What the page's script adds when a divergence is opened: all replies, the log, and other ways to reproduce it. */
export function moreDetails({ divergence, number, plan }: Shown, report: Replayed, limits: Limits): VNode {
  const { log = [], exchanges = [], symptoms, expected, actual } = divergence;
  const isCut = expected.length > limits.value || actual.length > limits.value || symptoms.length > mostSymptoms;
  const isScripted = plan.length <= limits.scripted;
  const script = isScripted ? issueScript(divergence, plan) : undefined;
  const ways = [
    ...(script === undefined ? [] : [["Script with a check", script.text] as const]),
    // A script without calls of the plan sends a request that the SDK cannot send.
    ...(script === undefined || script.calls.length === 0
      ? []
      : ([
          ["curl", curlScript(script.calls)],
          ["TypeScript", typescriptProgram(script.calls)],
        ] as const)),
    ["Replay without the report's folder", replayOfPastedPlan(plan, divergence, flagsOf(report))],
  ] as const;
  return html`${!isScripted && html`<p class="soft">The plan is long: <code>npm run report -- issue ${number} DIR</code> prints its script.</p>`}
    ${ways.map(
      ([name, text]) => html`<details><summary>${name}</summary>${copyable(text, `${name} (${number})`)}</details>`,
    )}
    ${isScripted && exchanges.length > 0 && html`<details><summary>All calls with their replies</summary>${sequence(divergence, plan)}</details>`}
    ${log.length > 0 && html`<details><summary>The server's log during that time</summary><pre tabindex="0">${log.join("\n")}</pre></details>`}
    ${isCut && html`<details><summary>Expected, actual and symptoms in full</summary><pre tabindex="0">${[`expected ${expected}`, `actual ${actual}`, ...symptoms].join("\n")}</pre></details>`}`;
}

const cut = (symptoms: readonly string[]): string[] =>
  symptoms.length <= mostSymptoms
    ? [...symptoms]
    : [...symptoms.slice(0, mostSymptoms), `${symptoms.length - mostSymptoms} more`];

const copyable = (text: string, what: string): VNode =>
  html`<div class="copy"><pre tabindex="0" aria-label=${what}>${text}</pre><button type="button" data-copy aria-label=${`Copy ${what}`}>Copy</button></div>`;

/** The flags of a replay; an older report does not contain all options of its campaign. */
const flagsOf = ({ target, bug, replayFlags }: Replayed): readonly string[] =>
  replayFlags ?? [...(target === "embedded" ? [] : ["--target", target]), ...(bug === undefined ? [] : ["--bug", bug])];
