import { html } from "htm/preact";
import type { VNode } from "preact";
import type { Plan } from "../../commands/language/plan.ts";
import { compact } from "../calls.ts";
import type { ReportedDivergence } from "../document.ts";

type Exchanged = NonNullable<ReportedDivergence["exchanges"]>[number];

const longestAnswer = 300;

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

const looked = (exchanged: Exchanged): VNode => html`
  <li class="call look here">
    <span class="n">…</span>
    <div class="lane">
      <div class="arrow mono"><b>→ ${exchanged.operation}</b> ${exchanged.input} <span class="chip">look</span></div>
      ${answer(exchanged)}
    </div>
  </li>`;

function answer({ status, answer }: Exchanged): VNode {
  const mark = status === undefined ? "bad" : status === 200 ? "good" : "warn";
  const short = answer.length <= longestAnswer ? answer : `${answer.slice(0, longestAnswer)}…`;
  return html`
    <div class="reply mono">
      ← <span class=${mark}>${status ?? "no reply"}</span> ${short}
      ${answer.length > longestAnswer && html`<details><summary>all of it</summary><pre>${answer}</pre></details>`}
    </div>`;
}
