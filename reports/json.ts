import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { text } from "../checker/signature.ts";
import { type RuleId, rules } from "../model/language/rules.ts";
import type { CampaignResult } from "../properties/campaign/campaign.ts";
import { type Coverage, coverageOf, newerCoverage } from "../properties/campaign/coverage.ts";
import { forgetPlans, writeSavedPlan } from "../properties/plans/savedPlan.ts";
import type { ReportedFault } from "../properties/triage/reportedFault.ts";
import { sentenceOfFault } from "./divergences/ranking.ts";
import type { ReportDocument, ReportedDivergence } from "./document.ts";
import { documentationOf, evidenceOf, evidenceShares } from "./ruleEvidence.ts";

/** The options of a campaign that its report contains. */
export interface Asked {
  readonly target: string;
  /** The server's version. */
  readonly version: string | undefined;
  readonly seed: number;
  readonly bug: string | undefined;
  /** The flags that a replay of its plans needs in addition. */
  readonly replayFlags: readonly string[];
}

/** The campaign as a document; its plans are in `divergences/N.json` in the same folder. */
function documentOf(result: CampaignResult, { target, version, seed, bug, replayFlags }: Asked): ReportDocument {
  const { counters } = result;
  return {
    schema: 1,
    target,
    ...(version === undefined ? {} : { version }),
    ...(bug === undefined ? {} : { bug }),
    replayFlags: [...replayFlags],
    seed,
    ending: result.ending,
    runs: result.runs,
    commands: counters.commands,
    calls: result.calls,
    looks: counters.looks,
    refused: counters.refused,
    skipped: counters.skipped,
    notSent: { ...counters.notSent },
    unproven: [...result.unproven],
    runsWithTasks: counters.runsWithTasks,
    rollouts: counters.rollouts,
    rolloutsUnobserved: counters.rolloutsUnobserved,
    earlier: result.earlier,
    restarts: result.restarts,
    left: result.left,
    seconds: Math.round(result.seconds * 1000) / 1000,
    plansDigest: result.plansDigest,
    comparisons: counters.compared,
    maskedShare: counters.maskedShare,
    evidence: evidenceShares(counters.rules),
    laws: Object.fromEntries(counters.laws),
    operations: sortedRecord(counters.operations),
    coverage: coverageIn(counters),
    unsupported: [...result.unsupported],
    rules: sortedRecord(counters.rules),
    rests: counters.rests.toJSON(),
    transitions: Object.fromEntries(
      Object.entries(sortedRecord(counters.transitions)).map(([move, { seen, took }]) => [
        move,
        { seen, took: took.toJSON() },
      ]),
    ),
    divergences: result.faults.map(reported),
    deviations: [...result.deviations],
  };
}

/** The coverage of a campaign's hunting runs. */
export function coverageIn({ operations, outcomes, newer }: CampaignResult["counters"]): Coverage {
  const counts = [...outcomes].map(([operation, counts]) => [operation, sortedRecord(counts)] as const);
  const lacking = [...newer].filter(([, has]) => has === "lacking").map(([operation]) => operation);
  const ofNewer = newerCoverage([...newer.keys()], lacking);
  return coverageOf(operations.keys(), sortedRecord(new Map(counts)), ofNewer);
}

function reported(fault: ReportedFault, index: number): ReportedDivergence {
  const { divergence } = fault;
  const { severity, reason } = fault.rating;
  const documentation = documentationOf(divergence.operation);
  return {
    signature: text(fault.signature),
    severity,
    severityReason: reason,
    sentence: sentenceOfFault(fault),
    operation: divergence.operation,
    operations: [...fault.operations],
    shrunk: fault.shrunk,
    clock: divergence.clock,
    ...(divergence.command < fault.plan.length ? { command: divergence.command } : {}),
    expected: divergence.expected,
    actual: divergence.actual,
    ...(divergence.path === undefined ? {} : { path: divergence.path }),
    ...(divergence.look === undefined ? {} : { look: divergence.look }),
    ...(divergence.rule === undefined ? {} : ruleMembers(divergence.rule)),
    ...(documentation === undefined ? {} : { documentation }),
    seen: fault.seen,
    reproduced: `${fault.hits}/${fault.tries}`,
    symptoms: fault.symptoms.map(text),
    plan: planFile(index),
    commandsBefore: fault.commandsBefore,
    commandsAfter: fault.plan.length,
    executions: fault.executions,
    ...(fault.note === undefined ? {} : { note: fault.note }),
    ...(fault.evidence.length === 0 ? {} : { exchanges: fault.evidence.map((each) => ({ ...each })) }),
    ...(fault.log.length === 0 ? {} : { log: [...fault.log] }),
  };
}

function ruleMembers(rule: RuleId): Pick<ReportedDivergence, "rule" | "words" | "evidence"> {
  const evidence = evidenceOf(rule);
  return { rule, words: rules[rule].says, ...(evidence === undefined ? {} : { evidence }) };
}

export const planFile = (index: number): string => `divergences/${index + 1}.json`;

const sortedRecord = <Value>(map: ReadonlyMap<string, Value>): Record<string, Value> =>
  Object.fromEntries([...map].sort(([a], [b]) => (a < b ? -1 : 1)));

/** Writes `DIR/report.json` and a plan for each divergence; removes the plans of an earlier campaign. */
export function writeReport(directory: string, result: CampaignResult, asked: Asked): ReportDocument {
  forgetPlans(directory);
  mkdirSync(directory, { recursive: true });
  const { version: _, ...replayed } = asked;
  for (const [index, { signature, property, plan, path }] of result.faults.entries())
    writeSavedPlan(join(directory, planFile(index)), { ...replayed, signature, path, property, commands: plan });
  const report = documentOf(result, asked);
  writeFileSync(join(directory, "report.json"), `${JSON.stringify(report, null, 2)}\n`);
  return report;
}

/** Writes the same document to another file, with paths to the plans relative to it. */
export function writeDocument(file: string, report: ReportDocument, directory: string): void {
  const folder = dirname(resolve(file));
  mkdirSync(folder, { recursive: true });
  const from = (plan: string) => relative(folder, resolve(directory, plan)).replaceAll("\\", "/");
  const divergences = report.divergences.map((divergence) => ({ ...divergence, plan: from(divergence.plan) }));
  writeFileSync(file, `${JSON.stringify({ ...report, divergences }, null, 2)}\n`);
}
