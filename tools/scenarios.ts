import { globSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ScenarioOutcome, ScenarioResult } from "../scenarios/kit/runner/result.ts";
import { type Fact, inOrder, readRecords, type ScenarioRecords, writeRecords } from "./scenarioRecords.ts";

const root = join(import.meta.dirname, "..");

/** The names in the files of a phase: nearly all of them; only a test run can load the files. */
const writtenNames = (phase: number): string[] =>
  globSync(`scenarios/${phase}-*/*.ts`, { cwd: root }).flatMap((path) =>
    [...readFileSync(join(root, path), "utf8").matchAll(/scenario\(\s*"(.+?)",/g)].map(([, name = ""]) => name),
  );

const words: Readonly<{ [outcome in ScenarioOutcome]: string }> = {
  passed: "passed",
  failed: "**failed**",
  expected: "expected failure",
  skipped: "skipped",
};

function factOf({ phase, name, outcome, why, deviation }: ScenarioResult): Fact {
  const [line = ""] = (deviation ?? why ?? "").split("\n");
  const short = line.replaceAll(/[0-9a-f]{32}|:\d{12}:/g, "…").slice(0, 160);
  return { phase, name, outcome, ...(outcome === "passed" ? {} : { why: short }) };
}

/** `docs/scenarios.md`: phase × row × target. */
export function scenariosPage(known: ScenarioRecords = readRecords()): string {
  const targets = Object.entries(known);
  const all = inOrder(targets.flatMap(([, { facts }]) => facts));
  const rows = all.filter(({ name }, index) => all[index - 1]?.name !== name);
  const counted = targets.map(([target, { version, facts }]) => {
    const of = (outcome: ScenarioOutcome) => facts.filter((fact) => fact.outcome === outcome).length;
    return `| ${target} | ${version} | ${facts.length} | ${of("passed")} | ${of("expected")} | ${of("failed")} | ${of("skipped")} |`;
  });
  const outcome = (target: string, name: string): string => {
    const fact = known[target]?.facts.find((each) => each.name === name);
    if (fact === undefined) return "not played";
    return fact.outcome === "skipped" ? `skipped (${fact.why})` : words[fact.outcome];
  };
  const notPassed = targets.map(([target, { facts }]) => ({
    target,
    facts: inOrder(facts).filter((fact) => fact.outcome === "failed" || fact.outcome === "expected"),
  }));
  return `# Scenarios

Phase × row × target, as recorded by \`npm run scenarios -- --target T --report DIR\` and
\`node tools/scenarios.ts T "version" DIR/scenarios.json\`. Made by \`npm run docs\`; a test holds this page to what was recorded.

| target | version | scenarios | passed | expected failures | failed | skipped |
| --- | --- | --- | --- | --- | --- | --- |
${counted.join("\n")}

| phase | row | ${targets.map(([target]) => target).join(" | ")} |
| --- | --- | ${targets.map(() => "---").join(" | ")} |
${rows.map(({ phase, name }) => `| ${phase} | ${name} | ${targets.map(([target]) => inCell(outcome(target, name))).join(" | ")} |`).join("\n")}
${notPassed
  .filter(({ facts }) => facts.length > 0)
  .map(({ target, facts }) => section(target, facts))
  .join("")}`;
}

const section = (target: string, facts: readonly Fact[]): string => `
## What ${target} fails

${facts.map(({ phase, name, outcome, why = "" }) => `- ${phase}, ${name}${outcome === "expected" ? " (expected)" : ""}: ${inText(why)}`).join("\n")}
`;

const inCell = (text: string): string => text.replaceAll("|", "\\|");

/** A text of the server, unchanged. */
const inText = (text: string): string => `\`${text.replaceAll("`", "'")}\``;

if (import.meta.main) {
  const [target, version, results] = process.argv.slice(2);
  if (target === undefined || version === undefined || results === undefined) {
    console.error("tools/scenarios.ts: give a name, a version and a scenarios.json; npm run docs writes the page anew");
    process.exit(2);
  }
  const document = JSON.parse(readFileSync(results, "utf8")) as { results: ScenarioResult[] };
  const played = document.results.map(factOf);
  const phases = new Set(played.map(({ phase }) => phase));
  const missing = [...phases].flatMap(writtenNames).filter((name) => !played.some((fact) => fact.name === name));
  if (missing.length > 0) {
    console.error(
      `tools/scenarios.ts: ${results} lacks ${missing.length} scenarios, such as "${missing[0]}": play whole phases, what was recorded of them is replaced`,
    );
    process.exit(2);
  }
  const records = readRecords();
  const kept = records[target]?.facts.filter(({ phase }) => !phases.has(phase)) ?? [];
  const facts = inOrder([...kept, ...played]);
  writeRecords({ ...records, [target]: { version, facts } });
  writeFileSync(join(root, "docs/scenarios.md"), scenariosPage());
}
