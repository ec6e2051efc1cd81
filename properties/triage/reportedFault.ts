import { isSame, type Signature } from "../../checker/signature.ts";
import type { Plan } from "../../commands/language/plan.ts";
import type { Divergence } from "../judge/divergence.ts";
import { type Rating, severityOf } from "../judge/severity.ts";
import { propertyName } from "../property.ts";
import type { Exchanged } from "./evidence.ts";
import { type Finding, findingSignature, type RunNumber } from "./findings.ts";
import type { ShrunkPlan } from "./minimize.ts";
import type { Reproduction } from "./reproduce.ts";

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
  /** Replays of the first plan: how many reproduced it, and how many there were. */
  readonly hits: number;
  readonly tries: number;
  /** The server restarted during a replay. */
  readonly restarted: boolean;
  /** Other signatures with the same cause. */
  readonly symptoms: readonly Signature[];
  /** What a run must check to show it: `sequential`, or a law. */
  readonly property: string;
  readonly plan: Plan;
  readonly commandsBefore: number;
  /** Is the plan shrunk? */
  readonly shrunk: boolean;
  readonly executions: number;
  readonly path: string;
  /** Requests and replies when the shrunk plan last showed it. */
  readonly evidence: readonly Exchanged[];
  /** The server's log of that time. */
  readonly log: readonly string[];
  /** What a reader should know in addition: why a plan was not shrunk, or that a crash was spontaneous. */
  readonly note: string | undefined;
}

/** The result of triage for one finding. */
export interface Triaged {
  readonly finding: Finding;
  readonly reproduction: Reproduction | undefined;
  readonly shrunkPlan: ShrunkPlan | undefined;
}

/** A fault with the information for deduplication. */
export interface Candidate {
  readonly fault: ReportedFault;
  /** Everything its plan showed when it was last played, in the order in which it was reported. */
  readonly shown: readonly Divergence[];
  /** Only a shrunk plan reveals the cause. */
  readonly shrunk: boolean;
}

/** The fault of a finding that is not a crash, or of a crash that its operation causes each time. */
export function reportedFaultOf({ finding, reproduction, shrunkPlan }: Triaged): Candidate {
  const { first, smallest } = finding;
  const { divergence } = shrunkPlan ?? smallest;
  const signature = shrunkPlan === undefined ? finding.signature : findingSignature(divergence);
  const fault: ReportedFault = {
    signature,
    divergence,
    rating: severityOf({ ...divergence, signature }),
    operations: [operationIn(signature) ?? divergence.operation],
    run: first.run,
    seen: finding.seen,
    hits: reproduction?.hits ?? 0,
    tries: reproduction?.tries ?? 0,
    restarted: reproduction?.restarted ?? false,
    symptoms: shrunkPlan === undefined || isSame(signature, finding.signature) ? [] : [finding.signature],
    property: propertyName(first.properties),
    plan: (shrunkPlan ?? smallest).plan,
    commandsBefore: first.plan.length,
    shrunk: shrunkPlan !== undefined,
    executions: shrunkPlan?.executions ?? 0,
    path:
      shrunkPlan === undefined
        ? `${first.run}`
        : `${first.run}:${shrunkPlan.path.replace(/^0:?/, "")}`.replace(/:$/, ""),
    evidence: shrunkPlan?.evidence ?? [],
    log: shrunkPlan?.log ?? [],
    note: noteOf(reproduction, shrunkPlan),
  };
  return { fault, shown: shrunkPlan?.shown ?? [finding.first.divergence], shrunk: shrunkPlan !== undefined };
}

/** The operation that a signature names; undefined when it names none. */
export const operationIn = (signature: Signature): string | undefined =>
  "operation" in signature ? signature.operation : undefined;

function noteOf(reproduction: Reproduction | undefined, shrunkPlan: ShrunkPlan | undefined): string | undefined {
  if (reproduction === undefined || reproduction.tries === 0) return "no time was left to replay it";
  if (reproduction.hits === 0 && shrunkPlan === undefined)
    return reproduction.restarted ? "not reproduced; the server restarted meanwhile" : "not reproduced";
  if (shrunkPlan === undefined) return "no time was left to shrink it";
  return shrunkPlan.verified ? undefined : "the shrunk plan was not verified with the full deadline";
}

/** All crashes that no operation causes each time, as one fault. */
export function spontaneousCrash(triaged: readonly Triaged[], uptimes: readonly number[]): Candidate | undefined {
  const [first] = triaged;
  if (first === undefined) return undefined;
  const outages = new Set(triaged.flatMap(({ finding }) => [...finding.outages]));
  const up = [...outages].map((outage) => uptimes[outage - 1] ?? 0);
  const { fault } = reportedFaultOf({ ...first, shrunkPlan: undefined });
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
    shrunk: false,
  };
}

function range(seconds: readonly number[]): string {
  const [least, most] = [Math.min(...seconds).toFixed(1), Math.max(...seconds).toFixed(1)];
  return least === most ? `${least} s` : `${least} to ${most} s`;
}
