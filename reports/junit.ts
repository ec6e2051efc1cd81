import { XMLBuilder } from "fast-xml-parser";
import type { ScenarioResult } from "../scenarios/kit/runner/result.ts";
import { byRank, ranked } from "./divergences/ranking.ts";
import type { ReportDocument } from "./document.ts";

/** One test case of JUnit's XML. */
interface Testcase {
  readonly name: string;
  readonly classname: string;
  readonly seconds: number;
  readonly failure?: { readonly message: string; readonly type?: string; readonly text: string };
  readonly skipped?: string;
  readonly output?: string;
}

/** Scenarios as JUnit's XML: one suite for each file, one test case for each scenario. */
export function junit(target: string, results: readonly ScenarioResult[]): string {
  const suites = [...Map.groupBy(sorted(results), ({ file }) => file)].map(
    ([file, cases]) => [`${target}: ${file}`, cases.map(scenarioCase)] as const,
  );
  return document(suites);
}

/** A campaign as JUnit's XML: one test case for the campaign, and a failed one for each divergence. */
export function campaignJunit({ target, runs, seconds, divergences }: ReportDocument): string {
  const campaign: Testcase = { name: `${runs} runs against ${target}`, classname: "campaign", seconds };
  const failed = divergences.toSorted(byRank).map((divergence): Testcase => {
    const { signature, operation, expected, actual, rule, words, plan } = divergence;
    const { rating, sentence } = ranked(divergence);
    const lines = [sentence, `${rating.severity}: ${rating.reason}`, `expected ${expected}`, `actual ${actual}`];
    if (rule !== undefined) lines.push(`rule ${rule}: ${words ?? ""}`);
    lines.push(`plan ${plan}`);
    return {
      name: signature,
      classname: operation,
      seconds: 0,
      failure: { message: `${rating.severity}: ${sentence}`, type: rating.severity, text: lines.join("\n") },
    };
  });
  return document([[`${target}: campaign`, [campaign, ...failed]]]);
}

const sorted = (results: readonly ScenarioResult[]): ScenarioResult[] =>
  results.toSorted((a, b) => compare(a.file, b.file) || compare(a.name, b.name));

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function scenarioCase({ name, file, outcome, seconds, why = "", deviation = "" }: ScenarioResult): Testcase {
  const base = { name, classname: file, seconds };
  switch (outcome) {
    case "passed":
      return base;
    case "skipped":
      return { ...base, skipped: why };
    case "expected":
      return { ...base, output: `failed as ${deviation} expects: ${why}` };
    case "failed":
      return { ...base, failure: { message: why.split("\n")[0] ?? "", text: why } };
  }
}

const builder = new XMLBuilder({
  ignoreAttributes: false,
  attributeNamePrefix: "@",
  format: true,
  suppressEmptyNode: true,
  // A value that looks like a boolean is a text too.
  suppressBooleanAttributes: false,
});

type Suites = readonly (readonly [string, readonly Testcase[]])[];

function document(suites: Suites): string {
  const all = suites.flatMap(([, cases]) => cases);
  return builder.build({
    "?xml": { "@version": "1.0", "@encoding": "UTF-8" },
    testsuites: {
      ...counts(all),
      testsuite: suites.map(([name, cases]) => ({
        "@name": printable(name),
        ...counts(cases),
        testcase: cases.map(element),
      })),
    },
  });
}

function counts(cases: readonly Testcase[]) {
  return {
    "@tests": cases.length,
    "@failures": cases.filter(({ failure }) => failure !== undefined).length,
    "@errors": 0,
    "@skipped": cases.filter(({ skipped }) => skipped !== undefined).length,
    "@time": cases.reduce((sum, { seconds }) => sum + seconds, 0).toFixed(3),
  };
}

const element = ({ name, classname, seconds, failure, skipped, output }: Testcase) => ({
  "@name": printable(name),
  "@classname": printable(classname),
  "@time": seconds.toFixed(3),
  ...(failure === undefined
    ? {}
    : {
        failure: {
          "@message": printable(failure.message),
          ...(failure.type === undefined ? {} : { "@type": failure.type }),
          "#text": printable(failure.text),
        },
      }),
  ...(skipped === undefined ? {} : { skipped: { "@message": printable(skipped) } }),
  ...(output === undefined ? {} : { "system-out": printable(output) }),
});

/** Characters that XML 1.0 does not permit, among them a terminal's colour codes. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these characters are removed
const unprintable = /\u001b\[[0-9;]*m|[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

const printable = (text: string): string => text.replaceAll(unprintable, "").toWellFormed();
