import { html } from "htm/preact";
import type { VNode } from "preact";
import type { LoadMetrics, ResourceSnapshot } from "../../scenarios/kit/load/metricsCollector.ts";
import type { ScenarioResult } from "../../scenarios/kit/runner/result.ts";
import { seriesPlot, timeText } from "./plots.ts";

/** The measurements of the loads: response times, start-up times, and resource usage of server and tester. */
export function loadSection(results: readonly ScenarioResult[]): VNode | undefined {
  const loads = results.flatMap(({ name, measured }) => (measured === undefined ? [] : [{ name, measured }]));
  if (loads.length === 0) return undefined;
  return html`<h2 id="load">Load</h2>${loads.map(
    ({ name, measured }) => html`
    <article class="gone"><h3>${name}</h3>
      <h4>API response times</h4>${operations(measured)}
      ${startup(measured)}
      <div class="plots">${sides.map(([side, words]) => resources(words, measured.resources[side]))}</div>
    </article>`,
  )}`;
}

const sides = [
  ["server", "the server"],
  ["tester", "the tester"],
] as const;

const head = html`<tr><th></th><th class="num">count</th><th class="num">p50</th><th class="num">p90</th><th class="num">p99</th><th class="num">max</th></tr>`;

const operations = ({
  operations,
}: LoadMetrics): VNode => html`<div class="wide" tabindex="0"><table><thead>${head}</thead><tbody>
  ${Object.entries(operations).map(
    ([operation, { count, failed, p50, p90, p99, max }]) => html`<tr>
      <td>${operation}${failed > 0 && html` <span class="bad">${failed} failed</span>`}</td>
      ${[count, ...[p50, p90, p99, max].map(shortTime)].map((cell) => html`<td class="num">${String(cell)}</td>`)}</tr>`,
  )}</tbody></table></div>`;

function startup({ startup }: LoadMetrics): VNode | false {
  const stretches = Object.entries(startup);
  if (stretches.length === 0) return false;
  return html`<h4>Task start-up, by the server's clock</h4><div class="wide" tabindex="0"><table><thead>${head}</thead><tbody>
    ${stretches.map(
      ([phase, { count, p50, p90, p99, max }]) => html`<tr><td>${phase}</td>
      ${[count, ...[p50, p90, p99, max].map(timeText)].map((cell) => html`<td class="num">${String(cell)}</td>`)}</tr>`,
    )}</tbody></table></div>`;
}

function resources(side: string, snapshots: readonly ResourceSnapshot[]): VNode {
  if (snapshots.length === 0) return html`<p class="soft">The resource usage of ${side} could not be measured.</p>`;
  const series = [
    ["CPU, % of a core", ({ cpuPercent }: ResourceSnapshot) => cpuPercent],
    ["memory, MiB", ({ rssBytes }: ResourceSnapshot) => rssBytes / 2 ** 20],
    ["descriptors", ({ descriptors }: ResourceSnapshot) => descriptors],
  ] as const;
  return html`${series.map(([what, of]) => {
    const points = snapshots.flatMap((each) => {
      const value = of(each);
      return value === null ? [] : [[each.atSeconds, value] as const];
    });
    return points.length > 0 && html`<div><h4>${side}: ${what}</h4>${seriesPlot(points, `${what} of ${side}`)}</div>`;
  })}`;
}

const shortTime = (milliseconds: number): string =>
  milliseconds < 10 ? `${milliseconds.toFixed(2)} ms` : timeText(milliseconds);
