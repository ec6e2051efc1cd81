import type { ScenarioResult } from "../scenarios/kit/result.ts";

/** Scenarios as JUnit's XML: a suite for each file, one testcase a scenario. */
export function junit(target: string, results: readonly ScenarioResult[]): string {
  const suites = [...Map.groupBy(sorted(results), ({ file }) => file)].map(([file, cases]) =>
    suite(target, file, cases),
  );
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${counts(results)}>`,
    ...suites,
    "</testsuites>",
    "",
  ].join("\n");
}

const sorted = (results: readonly ScenarioResult[]): ScenarioResult[] =>
  results.toSorted((a, b) => compare(a.file, b.file) || compare(a.name, b.name));

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function suite(target: string, file: string, cases: readonly ScenarioResult[]): string {
  const name = attribute(`${target}: ${file}`);
  return [`  <testsuite name="${name}" ${counts(cases)}>`, ...cases.map(testcase), "  </testsuite>"].join("\n");
}

const counts = (cases: readonly ScenarioResult[]): string => {
  const of = (outcome: string) => cases.filter((each) => each.outcome === outcome).length;
  const seconds = cases.reduce((sum, each) => sum + each.seconds, 0);
  return `tests="${cases.length}" failures="${of("failed")}" errors="0" skipped="${of("skipped")}" time="${seconds.toFixed(3)}"`;
};

function testcase({ name, file, outcome, seconds, why = "", deviation = "" }: ScenarioResult): string {
  const head = `    <testcase name="${attribute(name)}" classname="${attribute(file)}" time="${seconds.toFixed(3)}"`;
  switch (outcome) {
    case "passed":
      return `${head}/>`;
    case "skipped":
      return `${head}>\n      <skipped message="${attribute(why)}"/>\n    </testcase>`;
    case "expected":
      return `${head}>\n      <system-out>${text(`failed as ${deviation} expects: ${why}`)}</system-out>\n    </testcase>`;
    case "failed":
      return `${head}>\n      <failure message="${attribute(why.split("\n")[0] ?? "")}">${text(why)}</failure>\n    </testcase>`;
  }
}

/** Characters that XML 1.0 has no place for, colours of a terminal among them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
const unprintable = /\u001b\[[0-9;]*m|[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

const text = (value: string): string =>
  value.replaceAll(unprintable, "").replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

const attribute = (value: string): string => text(value).replaceAll('"', "&quot;").replaceAll("\n", "&#10;");
