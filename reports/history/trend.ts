import type { HistoryLine } from "./historyLine.ts";

/** A figure over campaigns, oldest first. */
export interface Trend {
  readonly name: string;
  readonly unit: string;
  readonly values: readonly number[];
  /** The direction that is worse. */
  readonly worse: "less" | "more";
  /** Set when the last value is worse than the earlier ones by more than their usual variation. */
  readonly regression?: { readonly usual: number; readonly last: number };
}

/** The number of earlier campaigns that define the usual value. */
const fewest = 5;
const most = 20;
/** In scaled median absolute deviations; for a normal distribution these are standard deviations. */
const beyondNoise = 4;
const scale = 1.4826;
/** A change below this share of the usual value is no regression, even if the figure never varied before. */
const leastChange = 0.1;

/** The figures of a history as trends; a figure with a single value is left out. */
export function trendsOf(history: readonly HistoryLine[]): Trend[] {
  const last = history.at(-1);
  if (last === undefined) return [];
  const moves = Object.keys(last.transitions).sort();
  const figures: [string, string, Trend["worse"], (line: HistoryLine) => number | undefined][] = [
    ["calls per second", "/s", "less", ({ callsPerSecond }) => callsPerSecond],
    ["divergences", "", "more", ({ signatures }) => signatures.length],
    ["flaky divergences", "", "more", ({ flaky }) => flaky.length],
    ["outcomes covered", "", "less", ({ outcomes }) => outcomes],
    ["masked share", "", "more", ({ maskedShare }) => maskedShare],
    ["rest p50", "ms", "more", ({ rest }) => rest?.p50],
    ["rest p95", "ms", "more", ({ rest }) => rest?.p95],
    ...moves.flatMap((move): typeof figures => [
      [`${move} p50`, "ms", "more", ({ transitions }) => transitions[move]?.p50],
      [`${move} p95`, "ms", "more", ({ transitions }) => transitions[move]?.p95],
    ]),
  ];
  return figures.flatMap(([name, unit, worse, of]) => {
    const values = history.flatMap((line) => of(line) ?? []).slice(-most - 1);
    if (values.length < 2 || of(last) === undefined) return [];
    const regression = regressionIn(values, worse);
    return [{ name, unit, values, worse, ...(regression === undefined ? {} : { regression }) }];
  });
}

/** The regression, if the last value is worse than the median of the earlier ones by more than their spread. */
export function regressionIn(values: readonly number[], worse: Trend["worse"]): Trend["regression"] {
  const [before, last] = [values.slice(0, -1), values.at(-1)];
  if (before.length < fewest || last === undefined) return undefined;
  const usual = median(before);
  const spread = scale * median(before.map((value) => Math.abs(value - usual)));
  const change = worse === "more" ? last - usual : usual - last;
  return change > Math.max(beyondNoise * spread, leastChange * Math.abs(usual)) ? { usual, last } : undefined;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return Number.isInteger(middle)
    ? ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
    : (sorted[Math.floor(middle)] ?? 0);
}
