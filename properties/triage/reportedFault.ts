import { isSame, type Signature } from "../../checker/signature.ts";
import type { Plan } from "../../commands/language/plan.ts";
import type { Divergence } from "../judge/divergence.ts";
import { type Rating, severityOf } from "../judge/severity.ts";
import { propertyName } from "../property.ts";
import type { Case } from "./case.ts";
import type { Exchanged } from "./evidence.ts";
import { findingSignature, type RunNumber } from "./findings.ts";
import { whyAbsent } from "./whyAbsent.ts";

/** One distinct fault as it is reported. */
export interface ReportedFault {
  readonly signature: Signature;
  readonly divergence: Divergence;
  readonly rating: Rating;
  /** All operations in which it was observed, the one to blame first. */
  readonly operations: readonly string[];
  /** The run that first showed it; negative for a plan of an earlier campaign. */
  readonly run: RunNumber;
  readonly seen: number;
  /** Plays of `plan` after the hunt found it: how many reproduced it, and how many there were. */
  readonly hits: number;
  readonly tries: number;
  /** The server restarted during a replay. */
  readonly restarted: boolean;
  /** Other signatures with the same cause. */
  readonly symptoms: readonly Signature[];
  /** What a run must check to show it: `sequential`, or a law. */
  readonly property: string;
  readonly plan: Plan;
  /** Did triage shrink the plan? Otherwise it is the shortest one that happened to show the fault. */
  readonly shrunk: boolean;
  readonly commandsBefore: number;
  readonly executions: number;
  readonly path: string;
  /** Requests and replies when the shrunk plan last showed it. */
  readonly evidence: readonly Exchanged[];
  /** The server's log of that time. */
  readonly log: readonly string[];
  /** What a reader should know in addition: why a plan was not shrunk, or that a crash was spontaneous. */
  readonly note: string | undefined;
}

/** A fault with the information for deduplication. */
export interface Candidate {
  readonly fault: ReportedFault;
  /** Everything its plan showed when it was last played, in the order in which it was reported. */
  readonly shown: readonly Divergence[];
}

/** The fault of a finding that is not a crash, or of a crash that its operation causes each time. */
export function reportedFaultOf(about: Case): Candidate {
  const { finding, shrunkPlan } = about;
  const { first, smallest } = finding;
  const { plan, divergence } = shrunkPlan ?? smallest;
  const signature = shrunkPlan === undefined ? finding.signature : findingSignature(divergence);
  const rate = rateOf(about, plan);
  const fault: ReportedFault = {
    signature,
    divergence,
    rating: severityOf({ ...divergence, signature }),
    operations: [operationIn(signature) ?? divergence.operation],
    run: first.run,
    seen: finding.seen,
    ...rate,
    restarted: about.restarted,
    symptoms: isSame(signature, finding.signature) ? [] : [finding.signature],
    property: propertyName(first.properties),
    plan,
    shrunk: shrunkPlan !== undefined,
    commandsBefore: first.plan.length,
    executions: shrunkPlan === undefined ? 0 : about.executions,
    path:
      shrunkPlan === undefined
        ? `${first.run}`
        : `${first.run}:${shrunkPlan.path.replace(/^0:?/, "")}`.replace(/:$/, ""),
    evidence: shrunkPlan?.evidence ?? [],
    log: shrunkPlan?.log ?? [],
    note: noteOf(about, rate),
  };
  return { fault, shown: shrunkPlan?.shown ?? [first.divergence] };
}

/** The operation that a signature names; undefined when it names none. */
export const operationIn = (signature: Signature): string | undefined =>
  "operation" in signature ? signature.operation : undefined;

/** The plays of the reported plan; another finding may have led to it, and one play of it showed this finding. */
function rateOf(about: Case, plan: Plan): { hits: number; tries: number } {
  const rate = about.rateOf(plan);
  const { smallest } = about.finding;
  return rate.tries === 0 && smallest.again === true && smallest.plan === plan ? { hits: 1, tries: 1 } : rate;
}

function noteOf(about: Case, { hits, tries }: { hits: number; tries: number }): string | undefined {
  const { shrunkPlan, finding, restarted } = about;
  if (shrunkPlan !== undefined)
    return shrunkPlan.verified ? undefined : "the shrunk plan was not verified with the full deadline";
  if (tries === 0) return "no time was left to replay it";
  if (hits === 0) return ["not reproduced", ...whyAbsent(finding, restarted)].join("; ");
  return "no time was left to shrink it";
}

/** All crashes that no operation causes each time, as one fault. */
export function spontaneousCrash(cases: readonly Case[], uptimes: readonly number[]): Candidate | undefined {
  const [first] = cases;
  if (first === undefined) return undefined;
  const outages = new Set(cases.flatMap(({ finding }) => [...finding.outages]));
  const up = [...outages].map((outage) => uptimes[outage - 1] ?? 0);
  const { fault } = reportedFaultOf(first);
  const lasted = up.length === 0 ? "" : `, after ${range(up)} up`;
  return {
    fault: {
      ...fault,
      signature: { kind: "spontaneous-crash" },
      rating: severityOf({ signature: { kind: "spontaneous-crash" } }),
      seen: Math.max(1, outages.size),
      note: `spontaneous${lasted}`,
    },
    shown: [fault.divergence],
  };
}

function range(seconds: readonly number[]): string {
  const [least, most] = [Math.min(...seconds).toFixed(1), Math.max(...seconds).toFixed(1)];
  return least === most ? `${least} s` : `${least} to ${most} s`;
}
