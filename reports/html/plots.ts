import { html } from "htm/preact";
import type { VNode } from "preact";
import { type Durations, millisecondsOf } from "../../properties/measures/durations.ts";

const width = 640;
const height = 140;
const foot = 18;

/** A histogram of durations, on a logarithmic axis. */
export function durationsPlot(durations: Durations, label: string): VNode {
  const bins = [...durations.counts].sort(([a], [b]) => a - b);
  const [first, last] = [bins[0]?.[0] ?? 0, bins.at(-1)?.[0] ?? 0];
  const most = Math.max(1, ...bins.map(([, count]) => count));
  const step = width / (last - first + 1);
  return html`
    <svg viewBox=${`0 0 ${width} ${height}`} role="img" aria-label=${label}>
      ${bins.map(([bin, count]) => {
        const tall = ((height - foot) * count) / most;
        return html`<rect class="bar" x=${(bin - first) * step} y=${height - foot - tall} width=${Math.max(1, step - 1)} height=${tall}>
          <title>${timeText(millisecondsOf(bin))}: ${count}</title></rect>`;
      })}
      <line class="axis" x1="0" x2=${width} y1=${height - foot} y2=${height - foot} />
      <text x="0" y=${height - 4}>${timeText(millisecondsOf(first))}</text>
      <text x=${width} y=${height - 4} text-anchor="end">${timeText(millisecondsOf(last))}</text>
    </svg>`;
}

/** One figure over the campaigns, oldest first; `outliers` are the indexes to mark. */
export function trendPlot(values: readonly number[], label: string, outliers: ReadonlySet<number>): VNode {
  const most = Math.max(...values, Number.MIN_VALUE);
  const x = (index: number) => (values.length === 1 ? width / 2 : 6 + (index * (width - 12)) / (values.length - 1));
  const y = (value: number) => height - foot - ((height - foot - 8) * value) / most;
  const points = values.map((value, index) => `${x(index).toFixed(1)},${y(value).toFixed(1)}`);
  return html`
    <svg viewBox=${`0 0 ${width} ${height}`} role="img" aria-label=${label}>
      <polyline class="line" points=${points.join(" ")} />
      ${values.map((value, index) => html`<circle class=${outliers.has(index) ? "point bad" : "point"} cx=${x(index)} cy=${y(value)} r="3"><title>${String(value)}</title></circle>`)}
      <line class="axis" x1="0" x2=${width} y1=${height - foot} y2=${height - foot} />
      <text x="0" y=${height - 4}>oldest</text>
      <text x=${width} y=${height - 4} text-anchor="end">this one: ${String(values.at(-1) ?? "")}</text>
    </svg>`;
}

/** A measurement over the seconds of a load. */
export function seriesPlot(points: readonly (readonly [seconds: number, value: number])[], label: string): VNode {
  const [end, most] = [points.at(-1)?.[0] ?? 0, Math.max(...points.map(([, value]) => value), Number.MIN_VALUE)];
  const [width, height] = [280, 96];
  const x = (seconds: number) => (end === 0 ? width / 2 : (seconds * width) / end);
  const y = (value: number) => height - foot - ((height - foot - 8) * value) / most;
  const line = points.map(([seconds, value]) => `${x(seconds).toFixed(1)},${y(value).toFixed(1)}`);
  return html`
    <svg viewBox=${`0 0 ${width} ${height}`} role="img" aria-label=${label}>
      <polyline class="line" points=${line.join(" ")} />
      <line class="axis" x1="0" x2=${width} y1=${height - foot} y2=${height - foot} />
      <text x="0" y=${height - 4}>0 s</text>
      <text x=${width / 2} y=${height - 4} text-anchor="middle">most: ${most.toFixed(most < 10 ? 1 : 0)}</text>
      <text x=${width} y=${height - 4} text-anchor="end">${end.toFixed(1)} s</text>
    </svg>`;
}

/** Milliseconds in a readable unit. */
export function timeText(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  const seconds = milliseconds / 1000;
  return seconds < 120 ? `${seconds.toFixed(1)} s` : `${(seconds / 60).toFixed(1)} min`;
}
