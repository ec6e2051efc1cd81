import { html } from "htm/preact";
import type { ScenarioResult } from "../../scenarios/kit/runner/result.ts";
import { loadSection } from "./load.ts";
import { selfContained } from "./shell.ts";
import { scenariosTable } from "./tables.ts";

/** `scenarios.html`: the results of the scenarios, and the measurements of the loads. */
export function scenariosPage(target: string, results: readonly ScenarioResult[]): string {
  const failed = results.filter(({ outcome }) => outcome === "failed");
  const verdict = failed.length === 0 ? "no scenario failed" : `${failed.length} of ${results.length} scenarios failed`;
  return selfContained(
    `kecs-fuzz: ${target}, ${verdict}`,
    html`<div>
      <header class="top"><h1>${target}: <span class=${failed.length === 0 ? "good" : "bad"}>${verdict}</span></h1></header>
      <main>
        ${failed.map(({ name, why = "" }) => html`<article><h3>${name}</h3><pre>${why}</pre></article>`)}
        ${scenariosTable(results)}
        ${loadSection(results)}
      </main>
    </div>`,
  );
}
