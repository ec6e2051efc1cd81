import { isSame, type Signature } from "../../checker/signature.ts";
import type { Plan } from "../../commands/language/plan.ts";
import type { Divergence } from "../judge/divergence.ts";
import { propertyName } from "../property.ts";
import type { Exchanged } from "./evidence.ts";
import { type Finding, findingSignature, type RunNumber } from "./findings.ts";
import type { ShrunkPlan } from "./minimize.ts";
import type { Reproduction } from "./reproduce.ts";

/** One distinct fault as it is reported. */
export interface ReportedFault {
  readonly signature: Signature;
  readonly divergence: Divergence;
  /** The run it was first seen in; negative for a plan of an earlier campaign. */
  readonly run: RunNumber;
  readonly seen: number;
  /** Hits and tries of the replays of the first plan. */
  readonly hits: number;
  readonly tries: number;
  /** The server restarted while it was replayed. */
  readonly restarted: boolean;
  /** Other signatures that one cause shows. */
  readonly symptoms: readonly Signature[];
  /** What a run must check to see it: `sequential`, or a law. */
  readonly property: string;
  readonly plan: Plan;
  readonly commandsBefore: number;
  readonly executions: number;
  readonly path: string;
  /** What was sent and answered when the shrunk plan last showed it. */
  readonly evidence: readonly Exchanged[];
  /** What the server wrote meanwhile. */
  readonly log: readonly string[];
  /** What a reader should know beside: why a plan was not shrunk, that a crash was spontaneous. */
  readonly note: string | undefined;
}

/** What became of one finding after hunting. */
export interface Triaged {
  readonly finding: Finding;
  readonly reproduction: Reproduction | undefined;
  readonly shrunkPlan: ShrunkPlan | undefined;
}

/** An entry with what merging needs to know of it. */
export interface Candidate {
  readonly fault: ReportedFault;
  /** Everything its plan showed when it was last played, in the order it was told. */
  readonly shown: readonly Divergence[];
  /** Only a plan that was shrunk says something of the cause. */
  readonly shrunk: boolean;
}

/** The entry of a finding that is no crash, or a crash that its operation brings about each time. */
export function reportedFaultOf({ finding, reproduction, shrunkPlan }: Triaged): Candidate {
  const { first, smallest } = finding;
  const fault: ReportedFault = {
    signature: shrunkPlan === undefined ? finding.signature : findingSignature(shrunkPlan.divergence),
    divergence: (shrunkPlan ?? smallest).divergence,
    run: first.run,
    seen: finding.seen,
    hits: reproduction?.hits ?? 0,
    tries: reproduction?.tries ?? 0,
    restarted: reproduction?.restarted ?? false,
    symptoms:
      shrunkPlan === undefined || isSame(findingSignature(shrunkPlan.divergence), finding.signature)
        ? []
        : [finding.signature],
    property: propertyName(first.properties),
    plan: (shrunkPlan ?? smallest).plan,
    commandsBefore: first.plan.length,
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

function noteOf(reproduction: Reproduction | undefined, shrunkPlan: ShrunkPlan | undefined): string | undefined {
  if (reproduction === undefined || reproduction.tries === 0) return "no time was left to replay it";
  if (reproduction.hits === 0 && shrunkPlan === undefined)
    return reproduction.restarted ? "not reproduced; the server restarted meanwhile" : "not reproduced";
  if (shrunkPlan === undefined) return "no time was left to shrink it";
  return shrunkPlan.pinned ? undefined : "the shrunk plan was not verified with the full deadline";
}

/** All crashes that no operation brings about each time, as one entry. */
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
