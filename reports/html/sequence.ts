import { html } from "htm/preact";
import type { VNode } from "preact";
import type { Plan } from "../../commands/language/plan.ts";
import { compact } from "../calls.ts";
import type { ReportedDivergence, ReportedExchange } from "../document.ts";
import { shortened } from "../shortened.ts";
import type { Limits } from "./limits.ts";

const longestAnswer = 300;

/** The plan as a list of short lines, its last calls if it has many, and the reply that shows the divergence. */
export function calls({ exchanges = [], look, operation }: ReportedDivergence, plan: Plan, limits: Limits): VNode {
  const first = Math.max(0, plan.length - limits.calls);
  const shown = exchanges.findLast((each) => each.operation === (look ?? operation));
  return html`
    ${first > 0 && html`<p class="soft">The last ${limits.calls} of ${plan.length} calls:</p>`}
    <ol class="brief mono" start=${first + 1}>
      ${plan.slice(first).map(({ operation, input, atRest }) => html`<li><b>${operation}</b> ${shortened(compact(input), limits.input)}${atRest && " (once at rest)"}</li>`)}
    </ol>
    ${shown && html`<p class="mono reply">← ${shown.look && `${shown.operation}: `}<span class=${markOf(shown)}>${shown.status ?? "no reply"}</span> ${shortened(shown.answer, limits.reply)}</p>`}`;
}

/** The plan as a diagram of calls and replies; marks the calls that show the divergence. */
export function sequence({ exchanges = [], look }: ReportedDivergence, plan: Plan): VNode {
  const last = exchanges.at(-1)?.command ?? plan.length;
  return html`
    <ol class="calls">
      ${plan.map(({ operation, input, atRest }, index) => {
        const own = exchanges.find((each) => each.command === index && !each.look);
        const looks = exchanges.filter((each) => each.command === index && each.look);
        const here = index === last && look === undefined;
        return html`
          <li class=${`call${here ? " here" : ""}`}>
            <span class="n">${index + 1}</span>
            <div class="lane">
              <div class="arrow mono"><b>→ ${operation}</b> ${compact(input)}${atRest && html` <span class="chip">once at rest</span>`}</div>
              ${own && answer(own)}
            </div>
          </li>
          ${looks
            .filter((each) => each.operation === look)
            .slice(-1)
            .map(looked)}`;
      })}
      ${exchanges
        .filter((each) => each.command >= plan.length && each.operation === look)
        .slice(-1)
        .map(looked)}
    </ol>`;
}

const looked = (exchanged: ReportedExchange): VNode => html`
  <li class="call look here">
    <span class="n">…</span>
    <div class="lane">
      <div class="arrow mono"><b>→ ${exchanged.operation}</b> ${exchanged.input} <span class="chip">look</span></div>
      ${answer(exchanged)}
    </div>
  </li>`;

function answer(exchanged: ReportedExchange): VNode {
  const { status, answer } = exchanged;
  return html`
    <div class="reply mono">
      ← <span class=${markOf(exchanged)}>${status ?? "no reply"}</span> ${shortened(answer, longestAnswer)}
      ${answer.length > longestAnswer && html`<details><summary>all of it</summary><pre tabindex="0">${answer}</pre></details>`}
    </div>`;
}

const markOf = ({ status }: ReportedExchange): string =>
  status === undefined ? "bad" : status === 200 ? "good" : "warn";
