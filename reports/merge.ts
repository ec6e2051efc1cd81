import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { coverageOf, newerCoverage } from "../properties/campaign/coverage.ts";
import type { NotSent } from "../properties/measures/counters.ts";
import { Durations } from "../properties/measures/durations.ts";
import { planKey } from "../properties/plans/canonicalPlan.ts";
import { PlansDigest } from "../properties/plans/planSource.ts";
import { forgetPlans, readSavedPlan } from "../properties/plans/savedPlan.ts";
import { firstIssue } from "../targets/schemaIssue.ts";
import { UsageError } from "../targets/usageError.ts";
import { operationsOf } from "./divergences/headline.ts";
import { byRank, worseOf } from "./divergences/ranking.ts";
import { type ReportDocument, type ReportedDivergence, reportDocument } from "./document.ts";
import { planFile } from "./json.ts";
import { evidenceShares } from "./ruleEvidence.ts";

/** A divergence and the file of its plan. */
interface Found {
  readonly divergence: ReportedDivergence;
  readonly file: string;
}

/** Reads `DIR/report.json`; throws a UsageError of one line. */
export function readReport(directory: string): ReportDocument {
  const file = join(directory, "report.json");
  const refuse = (why: string) => new UsageError(`${file} is not a report: ${why.replaceAll(/\s*\n\s*/g, " ")}`);
  if (!existsSync(file))
    throw new UsageError(`${directory} contains no report.json: give the --report folder of a campaign`);
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw refuse((error as Error).message);
  }
  const parsed = reportDocument.safeParse(json);
  if (parsed.success) return parsed.data;
  throw refuse(firstIssue(parsed.error));
}

/** Several shards or campaigns against one target as one report in `into`. */
export function mergeReports(directories: readonly string[], into: string): ReportDocument {
  const reports = directories.map((directory) => ({ directory, report: readReport(directory) }));
  const [first] = reports;
  if (first === undefined) throw new UsageError("report merge needs the folders to merge");
  const other = reports.find(({ report }) => report.target !== first.report.target);
  if (other !== undefined)
    throw new UsageError(
      `${first.directory} is of ${first.report.target}, but ${other.directory} of ${other.report.target}: merge reports of one target`,
    );
  const found = reports.flatMap(({ directory, report }) =>
    report.divergences.map((divergence) => ({ divergence, file: resolve(directory, divergence.plan) })),
  );
  const merged = mergeDivergences(found);
  const contents = merged.map(({ file }) => readFileSync(file));
  if (!directories.some((directory) => resolve(directory) === resolve(into))) forgetPlans(into);
  for (const [index, content] of contents.entries()) {
    const file = join(into, planFile(index));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  const document = sumOf(
    reports.map(({ report }) => report),
    merged.map(({ divergence }, index) => ({ ...divergence, plan: planFile(index) })),
  );
  mkdirSync(into, { recursive: true });
  writeFileSync(join(into, "report.json"), `${JSON.stringify(document, null, 2)}\n`);
  return document;
}

/** The commands that were not sent, by reason; an older report counts none. */
const notSentOf = (reports: readonly ReportDocument[]): NonNullable<ReportDocument["notSent"]> => {
  const sum = (reason: NotSent) => reports.reduce((total, { notSent }) => total + (notSent?.[reason] ?? 0), 0);
  return {
    unresolved: sum("unresolved"),
    unsupported: sum("unsupported"),
    shared: sum("shared"),
    quarantined: sum("quarantined"),
  };
};

function sumOf(reports: readonly ReportDocument[], divergences: ReportedDivergence[]): ReportDocument {
  const [first] = reports as [ReportDocument, ...ReportDocument[]];
  const sum = (member: "runs" | "commands" | "calls" | "looks" | "refused") =>
    reports.reduce((total, report) => total + report[member], 0);
  const sumMaybe = (
    member:
      | "skipped"
      | "runsWithTasks"
      | "rollouts"
      | "rolloutsUnobserved"
      | "earlier"
      | "restarts"
      | "left"
      | "comparisons",
  ) => reports.reduce((total, report) => total + (report[member] ?? 0), 0);
  const digest = new PlansDigest();
  for (const { plansDigest } of reports) digest.merge(plansDigest);
  const { operations, byOperation, laws, rules, deviations } = countsOf(reports);
  const weightOf = ({ comparisons, calls }: ReportDocument) => comparisons ?? calls;
  const weight = reports.reduce((total, report) => total + weightOf(report), 0);
  return {
    schema: 1,
    target: first.target,
    ...(first.version !== undefined && reports.every(({ version }) => version === first.version)
      ? { version: first.version }
      : {}),
    ...(first.bug !== undefined && reports.every(({ bug }) => bug === first.bug) ? { bug: first.bug } : {}),
    ...(reports.every(({ replayFlags }) => String(replayFlags) === String(first.replayFlags)) && first.replayFlags
      ? { replayFlags: first.replayFlags }
      : {}),
    seed: first.seed,
    ending: reports.find(({ ending }) => ending !== undefined && ending !== "done")?.ending ?? "done",
    runs: sum("runs"),
    commands: sum("commands"),
    calls: sum("calls"),
    looks: sum("looks"),
    refused: sum("refused"),
    skipped: sumMaybe("skipped"),
    notSent: notSentOf(reports),
    unproven: [...new Set(reports.flatMap(({ unproven = [] }) => unproven))],
    runsWithTasks: sumMaybe("runsWithTasks"),
    rollouts: sumMaybe("rollouts"),
    rolloutsUnobserved: sumMaybe("rolloutsUnobserved"),
    earlier: sumMaybe("earlier"),
    restarts: sumMaybe("restarts"),
    left: sumMaybe("left"),
    seconds: Math.max(...reports.map(({ seconds }) => seconds)),
    plansDigest: digest.toString(),
    comparisons: sumMaybe("comparisons"),
    maskedShare:
      weight === 0 ? 0 : reports.reduce((total, report) => total + report.maskedShare * weightOf(report), 0) / weight,
    evidence: evidenceShares(Object.entries(rules)),
    laws,
    operations,
    ...(reports.some(({ coverage }) => coverage !== undefined)
      ? { coverage: coverageOf(Object.keys(operations), byOperation, newerIn(reports)) }
      : {}),
    unsupported: unsupportedIn(reports),
    rules,
    rests: sumOfDurations(reports.map(({ rests }) => rests)),
    transitions: transitionsIn(reports),
    divergences,
    deviations: [...deviations].map(([id, seen]) => ({ id, seen })),
  };
}

/** The counts by operation, law, rule and known deviation, added up. */
function countsOf(reports: readonly ReportDocument[]) {
  const operations: ReportDocument["operations"] = {};
  const byOperation: Record<string, Record<string, number>> = {};
  const laws: NonNullable<ReportDocument["laws"]> = {};
  const rules: ReportDocument["rules"] = {};
  const deviations = new Map<string, number>();
  for (const report of reports) {
    for (const [operation, { accepted, refused }] of Object.entries(report.operations)) {
      const total = operations[operation] ?? { accepted: 0, refused: 0 };
      operations[operation] = { accepted: total.accepted + accepted, refused: total.refused + refused };
    }
    for (const [operation, counts] of Object.entries(report.coverage?.byOperation ?? {})) {
      byOperation[operation] ??= {};
      addCounts(byOperation[operation], counts);
    }
    for (const [law, { checked, violated, unobserved }] of Object.entries(report.laws ?? {})) {
      const total = laws[law] ?? { checked: 0, violated: 0, unobserved: 0 };
      laws[law] = {
        checked: total.checked + checked,
        violated: total.violated + violated,
        unobserved: total.unobserved + unobserved,
      };
    }
    addCounts(rules, report.rules);
    for (const { id, seen } of report.deviations) deviations.set(id, (deviations.get(id) ?? 0) + seen);
  }
  return { operations, byOperation, laws, rules, deviations };
}

/** The operations that no report observed to be implemented: one shard may observe what another did not. */
function unsupportedIn(reports: readonly ReportDocument[]): string[] {
  const lacking = new Set(reports.flatMap(({ unsupported = [] }) => unsupported));
  const served = (operation: string): boolean =>
    reports.some(({ operations, unsupported = [] }) => operations[operation] && !unsupported.includes(operation));
  return [...lacking].filter((operation) => !served(operation)).sort();
}

function sumOfDurations(records: readonly (Record<string, number> | undefined)[]): Record<string, number> {
  const sum = new Durations();
  for (const record of records) sum.addAll(Durations.of(record ?? {}));
  return sum.toJSON();
}

function transitionsIn(reports: readonly ReportDocument[]): NonNullable<ReportDocument["transitions"]> {
  const moves = new Set(reports.flatMap(({ transitions = {} }) => Object.keys(transitions)));
  return Object.fromEntries(
    [...moves].sort().map((move) => {
      const each = reports.flatMap(({ transitions }) => transitions?.[move] ?? []);
      const seen = each.reduce((total, transition) => total + transition.seen, 0);
      return [move, { seen, took: sumOfDurations(each.map(({ took }) => took)) }];
    }),
  );
}

function newerIn(reports: readonly ReportDocument[]) {
  const names = (member: "called" | "lacking") =>
    new Set(reports.flatMap(({ coverage }) => coverage?.newer?.[member] ?? []));
  return newerCoverage([...names("called")], [...names("lacking")]);
}

function addCounts(into: Record<string, number>, counts: Readonly<Record<string, number>>): void {
  for (const [name, count] of Object.entries(counts)) into[name] = (into[name] ?? 0) + count;
}

/** Equal signatures become one divergence with the shorter plan; equal plans are symptoms of one fault. The most severe is first. */
function mergeDivergences(found: readonly Found[]): Found[] {
  const bySignature = new Map<string, Found>();
  for (const each of found) {
    const { signature } = each.divergence;
    const known = bySignature.get(signature);
    bySignature.set(signature, known === undefined ? each : together(known, each));
  }
  const byPlan = new Map<string, Found>();
  for (const each of bySignature.values()) {
    const key = planKey(readSavedPlan(each.file).commands);
    const known = byPlan.get(key);
    byPlan.set(key, known === undefined ? each : withSymptom(known, each));
  }
  return [...byPlan.values()].sort((one, other) => byRank(one.divergence, other.divergence));
}

function together(a: Found, b: Found): Found {
  const [kept, other] = b.divergence.commandsAfter < a.divergence.commandsAfter ? [b, a] : [a, b];
  const divergence = {
    ...kept.divergence,
    ...worseOf(a.divergence, b.divergence),
    operations: allOperationsOf(kept.divergence, other.divergence),
    seen: a.divergence.seen + b.divergence.seen,
    reproduced: sumOfShares(a.divergence.reproduced, b.divergence.reproduced),
    symptoms: [...new Set([...kept.divergence.symptoms, ...other.divergence.symptoms])],
  };
  return { ...kept, divergence };
}

const withSymptom = (leading: Found, { divergence }: Found): Found => ({
  ...leading,
  divergence: {
    ...leading.divergence,
    ...worseOf(leading.divergence, divergence),
    operations: allOperationsOf(leading.divergence, divergence),
    symptoms: [...new Set([...leading.divergence.symptoms, divergence.signature, ...divergence.symptoms])],
  },
});

/** The operations of both, those of the first in front. */
const allOperationsOf = (...divergences: readonly ReportedDivergence[]): string[] => [
  ...new Set(divergences.flatMap(operationsOf)),
];

/** `3/3` and `1/3` are `4/6`. */
function sumOfShares(a: string, b: string): string {
  const [hitsA = 0, triesA = 0] = a.split("/").map(Number);
  const [hitsB = 0, triesB = 0] = b.split("/").map(Number);
  return `${hitsA + hitsB}/${triesA + triesB}`;
}
