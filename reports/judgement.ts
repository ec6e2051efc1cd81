import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { html } from "htm/preact";
import type { CallVerdict, Trace } from "../properties/traces/trace.ts";
import { counted } from "./counted.ts";
import { selfContained } from "./html/shell.ts";

/** The number of calls that agree, that contradict, and whose verdict is unknown. */
export interface Tally {
  readonly agreed: number;
  readonly contradicted: number;
  readonly unknown: number;
}

/** The content of the file that `--json` writes: version 1. */
export interface Judgement extends Tally {
  readonly schema: 1;
  readonly traces: number;
  readonly calls: number;
  readonly results: readonly CallVerdict[];
}

export function tallyOf(verdicts: readonly CallVerdict[]): Tally {
  const count = (wanted: CallVerdict["verdict"]) => verdicts.filter(({ verdict }) => verdict === wanted).length;
  return { agreed: count("agrees"), contradicted: count("contradicts"), unknown: count("unknown") };
}

export const judgement = (traces: readonly Trace[], results: readonly CallVerdict[]): Judgement => ({
  schema: 1,
  traces: traces.length,
  calls: results.length,
  ...tallyOf(results),
  results,
});

/** The console output: each contradiction with its source, then the counts. */
export function judgementLines(document: Judgement, traces: readonly Trace[], target: string | undefined): string[] {
  const sources = new Map(traces.map(({ id, source }) => [id, source]));
  const contradictions = document.results
    .filter(({ verdict }) => verdict === "contradicts")
    .flatMap(({ trace, call, operation, reason, rule }) => [
      `${trace} call ${call + 1}: ${operation}`,
      `  ${reason}`,
      ...(rule === undefined ? [] : [`  rule ${rule}`]),
      `  recorded: ${sources.get(trace) ?? "unknown"}`,
    ]);
  return [
    ...contradictions,
    `${counted(document.traces, "trace")} · ${counted(document.calls, "call")}: ${target ?? "the model"} agrees with ${document.agreed}, contradicts ${document.contradicted} and leaves ${document.unknown} unknown`,
  ];
}

export function writeJudgement(
  document: Judgement,
  traces: readonly Trace[],
  { report, json }: { readonly report?: string; readonly json?: string },
): void {
  const text = `${JSON.stringify(document, null, 2)}\n`;
  if (json !== undefined) writeFileSync(json, text);
  if (report === undefined) return;
  mkdirSync(report, { recursive: true });
  writeFileSync(join(report, "judgement.json"), text);
  writeFileSync(join(report, "judgement.html"), judgementPage(document, traces));
}

function judgementPage({ results, agreed, contradicted, calls }: Judgement, traces: readonly Trace[]): string {
  const verdict = `${agreed} of ${counted(calls, "call")} agree, ${contradicted} contradict`;
  const byTrace = new Map(traces.map((trace) => [trace.id, trace]));
  const rows = [...results].sort((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict));
  return selfContained(
    `kecs-fuzz: ${verdict}`,
    html`<div>
      <header class="top"><h1><span class=${contradicted === 0 ? "good" : "bad"}>${verdict}</span></h1></header>
      <main>
        <table>
          <thead><tr><th>verdict</th><th>call</th><th>why</th><th>recorded</th></tr></thead>
          <tbody>
            ${rows.map(
              ({ trace, call, operation, verdict: each, reason, rule }) =>
                html`<tr><td>${each}</td><td class="mono">${trace} ${call + 1} ${operation}</td><td>${reason}${rule ? ` (${rule})` : ""}</td><td>${byTrace.get(trace)?.source ?? ""}</td></tr>`,
            )}
          </tbody>
        </table>
      </main>
    </div>`,
  );
}

const order: readonly CallVerdict["verdict"][] = ["contradicts", "unknown", "agrees"];
