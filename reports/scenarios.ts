import type { ScenarioOutcome, ScenarioResult } from "../scenarios/kit/runner/result.ts";

const marks: Readonly<Record<ScenarioOutcome, string>> = {
  passed: "passed ",
  failed: "FAILED ",
  expected: "known  ",
  skipped: "skipped",
};

/** The line of one scenario. */
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
  const head = `${marks[outcome]} ${phase} ${name}${plays === 1 ? "" : ` [${playsText(plays, crashes)}]`}`;
  switch (outcome) {
    case "passed":
      return `${head} (${seconds.toFixed(1)} s)`;
    case "skipped":
      return `${head}: ${why}`;
    case "expected":
      return `${head}: fails as expected by ${deviation}`;
    case "failed":
      return `${head}\n${why.replaceAll(/^/gm, "    ")}`;
  }
}

const playsText = (plays: number, crashes: number): string =>
  `played ${plays} times, crashes of the server observed: ${crashes}`;

/** The last line. */
export function scenarioSummary(results: readonly ScenarioResult[], seconds: number): string {
  const of = (outcome: ScenarioOutcome) => results.filter((each) => each.outcome === outcome).length;
  const left = results.flatMap((each) => each.left).length;
  const again = results.filter(({ plays = 1 }) => plays > 1).length;
  const crashes = results.reduce((sum, each) => sum + (each.crashes ?? 0), 0);
  return [
    `${results.length} scenarios in ${seconds.toFixed(1)} s: ${of("passed")} passed, ${of("failed")} failed`,
    `${of("expected")} failed as expected (known deviations), ${of("skipped")} skipped`,
    ...(again === 0 ? [] : [`${again} played again, crashes of the server observed: ${crashes}`]),
    ...(left === 0 ? [] : [`${left} resources could not be removed`]),
  ].join(", ");
}

/** `DIR/scenarios.json`: the input of `tools/scenarios.ts`. */
export const scenariosDocument = (target: string, seed: number, results: readonly ScenarioResult[]): string =>
  `${JSON.stringify({ schema: 1, target, seed, results }, null, 2)}\n`;
