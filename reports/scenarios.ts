import type { ScenarioOutcome, ScenarioResult } from "../scenarios/kit/runner/result.ts";

const marks: Readonly<Record<ScenarioOutcome, string>> = {
  passed: "passed ",
  failed: "FAILED ",
  expected: "known  ",
  skipped: "skipped",
};

/** A scenario's line while all are played. */
export function scenarioLine({
  name,
  phase,
  outcome,
  seconds,
  why = "",
  deviation,
  plays = 1,
  crashes = 0,
}: ScenarioResult): string {
  const head = `${marks[outcome]} ${phase} ${name}${plays === 1 ? "" : ` [${told(plays, crashes)}]`}`;
  switch (outcome) {
    case "passed":
      return `${head} (${seconds.toFixed(1)} s)`;
    case "skipped":
      return `${head}: ${why}`;
    case "expected":
      return `${head}: fails as ${deviation} expects`;
    case "failed":
      return `${head}\n${why.replaceAll(/^/gm, "    ")}`;
  }
}

const told = (plays: number, crashes: number): string =>
  `played ${plays} times, crashes of the server seen: ${crashes}`;

/** The last line. */
export function scenarioSummary(results: readonly ScenarioResult[], seconds: number): string {
  const of = (outcome: ScenarioOutcome) => results.filter((each) => each.outcome === outcome).length;
  const left = results.flatMap((each) => each.left).length;
  const again = results.filter(({ plays = 1 }) => plays > 1).length;
  const crashes = results.reduce((sum, each) => sum + (each.crashes ?? 0), 0);
  return [
    `${results.length} scenarios in ${seconds.toFixed(1)} s: ${of("passed")} passed, ${of("failed")} failed`,
    `${of("expected")} failed as expected (known deviations), ${of("skipped")} skipped`,
    ...(again === 0 ? [] : [`${again} played again, crashes of the server seen: ${crashes}`]),
    ...(left === 0 ? [] : [`${left} things the server would not remove`]),
  ].join(", ");
}

/** `DIR/scenarios.json`: what `tools/scenarios.ts` makes its table of. */
export const scenariosDocument = (target: string, seed: number, results: readonly ScenarioResult[]): string =>
  `${JSON.stringify({ schema: 1, target, seed, results }, null, 2)}\n`;
