import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Durations } from "../../properties/measures/durations.ts";
import type { ReportDocument } from "../document.ts";
import { jsonOf } from "../jsonText.ts";
import { type HistoryLine, historyLine } from "./historyLine.ts";
import { trendsOf } from "./trend.ts";

/** A signature compared with earlier campaigns. */
export interface Recorded {
  readonly state: "new" | "known" | "gone";
  /** Dates. */
  readonly firstSeen: string;
  readonly lastSeen: string;
  /** In how many campaigns of how many. */
  readonly campaigns: number;
  readonly of: number;
}

const historyFile = (directory: string): string => join(directory, "history.ndjson");

/** The campaigns of a folder with the same target and bug, oldest first; skips lines that are not valid. */
export function readHistory(directory: string, { target, bug }: Pick<HistoryLine, "target" | "bug">): HistoryLine[] {
  const file = historyFile(directory);
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, "utf8").split("\n");
  return lines.flatMap((line) => {
    const parsed = historyLine.safeParse(jsonOf(line));
    return parsed.success && parsed.data.target === target && parsed.data.bug === bug ? [parsed.data] : [];
  });
}

/** Adds a finished campaign to the history. */
export function appendHistory(directory: string, line: HistoryLine): void {
  appendFileSync(historyFile(directory), `${JSON.stringify(line)}\n`);
}

export function historyLineOf(report: ReportDocument, at: Date): HistoryLine {
  const took = Object.entries(report.transitions ?? {}).flatMap(([move, { took }]) => {
    const figures = spreadOf(Durations.of(took));
    return figures === undefined ? [] : [[move, figures] as const];
  });
  const rest = spreadOf(Durations.of(report.rests ?? {}));
  const { target, bug, seed, runs, seconds, calls, coverage, maskedShare, divergences } = report;
  return {
    at: at.toISOString(),
    target,
    ...(bug === undefined ? {} : { bug }),
    seed,
    runs,
    seconds,
    callsPerSecond: Math.round(calls / Math.max(seconds, 0.001)),
    ...(rest === undefined ? {} : { rest }),
    transitions: Object.fromEntries(took),
    ...(coverage === undefined ? {} : { outcomes: coverage.outcomes.seen }),
    maskedShare,
    signatures: divergences.map(({ signature }) => signature),
    flaky: divergences.filter(({ reproduced }) => isFlaky(reproduced)).map(({ signature }) => signature),
  };
}

function spreadOf(durations: Durations): { p50: number; p95: number } | undefined {
  const [p50, p95] = [durations.quantile(0.5), durations.quantile(0.95)];
  return p50 === undefined || p95 === undefined ? undefined : { p50: Math.round(p50), p95: Math.round(p95) };
}

/** Was it reproduced in some replays only? `0/0` was never replayed. */
function isFlaky(reproduced: string): boolean {
  const [hits = 0, tries = 0] = reproduced.split("/").map(Number);
  return hits < tries;
}

/** Compares the signatures of the last campaign, and those of the previous one, with all earlier campaigns. */
export function failureAnalysis(history: readonly HistoryLine[]): Map<string, Recorded> {
  const [before, last] = [history.slice(0, -1), history.at(-1)];
  const found = new Map<string, Recorded>();
  if (last === undefined) return found;
  const previous = before.at(-1)?.signatures ?? [];
  for (const signature of new Set([...last.signatures, ...previous])) {
    const shown = history.filter(({ signatures }) => signatures.includes(signature));
    const state = !last.signatures.includes(signature) ? "gone" : shown.length > 1 ? "known" : "new";
    found.set(signature, {
      state,
      firstSeen: dateOf(shown[0]),
      lastSeen: dateOf(shown.at(-1)),
      campaigns: shown.length,
      of: history.length,
    });
  }
  return found;
}

const dateOf = (line: HistoryLine | undefined): string => line?.at.slice(0, 10) ?? "";

/** The changes since the previous campaign, one a line; empty for the first campaign. */
export function historyLines(history: readonly HistoryLine[]): string[] {
  if (history.length < 2) return [];
  const states = [...failureAnalysis(history).values()].map(({ state }) => state);
  const of = (state: Recorded["state"]) => states.filter((each) => each === state).length;
  const changed = `since the previous campaign: ${of("new")} new, ${of("known")} known, ${of("gone")} gone`;
  return [
    ...(states.length === 0 ? [] : [changed]),
    ...trendsOf(history).flatMap(({ name, unit, regression }) =>
      regression === undefined ? [] : [`${name}: ${regression.last} ${unit}, usually ${regression.usual} ${unit}`],
    ),
  ];
}
