import { parse, type Signature } from "../../checker/signature.ts";
import { allOperations } from "../../commands/plans/generate.ts";
import type { Deviation } from "../../properties/deviations/deviation.ts";
import { type Severity, severities, severityOf } from "../../properties/judge/severity.ts";
import type { ScenarioOutcome, ScenarioResult } from "../../scenarios/kit/runner/result.ts";
import { headlineOf, operationsOf } from "../divergences/headline.ts";
import { byRank, severityIn } from "../divergences/ranking.ts";
import type { ReportDocument, ReportedDivergence } from "../document.ts";

/**
 * - `wrong`: a divergence, or a known deviation that occurred, was observed in it
 * - `unsupported`: the server replies that it does not implement it
 * - `right`: calls were accepted, and no difference from ECS was observed
 * - `unobserved`: anything else, also when every call was refused: what was not observed is never a pass
 */
export type OperationState = "wrong" | "unsupported" | "right" | "unobserved";

export interface Fault {
  /** Undefined for a known deviation whose ledger is not there. */
  readonly severity: Severity | undefined;
  readonly sentence: string;
  /** Its signature, or the id of the known deviation. */
  readonly id: string;
  readonly known: boolean;
}

export interface OperationScore {
  readonly operation: string;
  readonly state: OperationState;
  /** The worst of its faults. */
  readonly severity?: Severity | undefined;
  readonly accepted: number;
  readonly refused: number;
  readonly faults: readonly Fault[];
}

/** What works on one server: the content of the JSON form, version 1. */
export interface Scorecard {
  readonly schema: 1;
  readonly target: string;
  readonly campaigns: readonly { readonly seed: number; readonly runs: number; readonly calls: number }[];
  readonly counts: Readonly<Record<OperationState, number>>;
  readonly operations: readonly OperationScore[];
  /** Faults that no single operation is to blame for. */
  readonly everywhere: readonly Fault[];
  readonly laws: Readonly<Record<string, "holds" | "violated" | "unobserved">>;
  readonly scenarios: Readonly<Record<ScenarioOutcome, number>>;
}

export const states = ["wrong", "unsupported", "right", "unobserved"] as const satisfies readonly OperationState[];

/** A campaign against the server, with the scenarios that were played on it. */
export interface Source {
  readonly report: ReportDocument;
  readonly scenarios: readonly ScenarioResult[];
}

/** One server's scorecard; `deviations` are those of its ledger. */
export function scorecardOf(sources: readonly [Source, ...Source[]], deviations: readonly Deviation[]): Scorecard {
  const reports = sources.map(({ report }) => report);
  const faults = [...divergencesOf(reports).map(faultOf), ...occurred(reports, deviations).map(knownFaultOf)];
  const called = reports.flatMap(({ coverage }) => coverage?.newer?.called ?? []);
  const all = new Set([...allOperations, ...called, ...faults.flatMap(({ operations }) => operations)]);
  const served = [...all].sort().map((operation) => scoreOf(operation, reports, faults));
  const results = sources.flatMap(({ scenarios }) => scenarios);
  const of = (outcome: ScenarioOutcome) => results.filter((each) => each.outcome === outcome).length;
  return {
    schema: 1,
    target: reports[0]?.target ?? "",
    campaigns: reports.map(({ seed, runs, calls }) => ({ seed, runs, calls })),
    counts: Object.fromEntries(
      states.map((state) => [state, served.filter((each) => each.state === state).length]),
    ) as Scorecard["counts"],
    operations: served.toSorted((a, b) => order(a) - order(b)),
    everywhere: faults.filter(({ operations }) => operations.length === 0).map(({ fault }) => fault),
    laws: lawsOf(reports),
    scenarios: { passed: of("passed"), failed: of("failed"), expected: of("expected"), skipped: of("skipped") },
  };
}

const order = ({ state, severity }: OperationScore): number =>
  10 * states.indexOf(state) + (severity === undefined ? severities.length : severities.indexOf(severity));

interface Blamed {
  readonly fault: Fault;
  /** The operations that it makes wrong; none if it concerns all. */
  readonly operations: readonly string[];
}

/** Each signature once, the most severe first. */
function divergencesOf(reports: readonly ReportDocument[]): ReportedDivergence[] {
  const bySignature = new Map(
    reports.flatMap(({ divergences }) => divergences.map((each) => [each.signature, each] as const)),
  );
  return [...bySignature.values()].filter(({ signature }) => parse(signature).kind !== "unsupported").sort(byRank);
}

const faultOf = (divergence: ReportedDivergence): Blamed => ({
  fault: {
    severity: severityIn(divergence),
    sentence: headlineOf(divergence),
    id: divergence.signature,
    known: false,
  },
  operations: isOfAll(parse(divergence.signature)) ? [] : operationsOf(divergence),
});

const isOfAll = ({ kind }: Signature): boolean => kind === "empty-list" || kind === "spontaneous-crash";

/** The known deviations that a campaign observed. */
function occurred(reports: readonly ReportDocument[], deviations: readonly Deviation[]): (Deviation | string)[] {
  const ids = new Set(
    reports.flatMap((report) => report.deviations.filter(({ seen }) => seen > 0).map(({ id }) => id)),
  );
  return [...ids]
    .map((id) => deviations.find((each) => each.id === id) ?? id)
    .filter((each) => typeof each === "string" || each.patches.some(({ kind }) => kind !== "unsupported"));
}

function knownFaultOf(deviation: Deviation | string): Blamed {
  const [id, sentence] = typeof deviation === "string" ? [deviation, deviation] : [deviation.id, deviation.summary];
  const named = typeof deviation === "string" ? [] : deviation.patches.map(operationsIn);
  const witness = typeof deviation === "string" ? undefined : deviation.witness;
  const severity = witness && severityOf(witness).severity;
  const operations = named.includes("any") ? [] : [...new Set(named.flat())];
  return { fault: { severity, sentence, id, known: true }, operations };
}

const operationsIn = (patch: Deviation["patches"][number]): readonly string[] | "any" =>
  "operations" in patch ? patch.operations : "any";

function scoreOf(operation: string, reports: readonly ReportDocument[], all: readonly Blamed[]): OperationScore {
  const counts = reports.flatMap(({ operations }) => operations[operation] ?? []);
  const accepted = counts.reduce((sum, each) => sum + each.accepted, 0);
  const refused = counts.reduce((sum, each) => sum + each.refused, 0);
  const faults = all.filter(({ operations }) => operations.includes(operation)).map(({ fault }) => fault);
  const isLacking = ({ unsupported = [], coverage }: ReportDocument): boolean =>
    unsupported.includes(operation) || coverage?.newer?.lacking.includes(operation) === true;
  const isUnsupported = accepted === 0 && reports.some(isLacking);
  const state = isUnsupported ? "unsupported" : faults.length > 0 ? "wrong" : accepted > 0 ? "right" : "unobserved";
  const severity = severities.find((each) => faults.some((fault) => fault.severity === each));
  return {
    operation,
    state,
    ...(state === "wrong" ? { severity } : {}),
    accepted,
    refused,
    faults: state === "wrong" ? faults : [],
  };
}

function lawsOf(reports: readonly ReportDocument[]): Scorecard["laws"] {
  const all = reports.flatMap(({ laws = {} }) => Object.entries(laws));
  return Object.fromEntries(
    [...Map.groupBy(all, ([law]) => law)].map(([law, counts]) => {
      const isSeen = (member: "checked" | "violated") => counts.some(([, count]) => count[member] > 0);
      return [law, isSeen("violated") ? "violated" : isSeen("checked") ? "holds" : "unobserved"];
    }),
  );
}
