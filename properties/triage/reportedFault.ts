import { isSame, type Signature } from "../../checker/signature.ts";
import type { Plan } from "../../commands/language/plan.ts";
import type { Divergence } from "../judge/divergence.ts";
import { propertyName } from "../property.ts";
import type { Exchanged } from "./evidence.ts";
import { type Finding, findingSignature, type RunNumber } from "./findings.ts";
import type { Minimal } from "./minimize.ts";
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
  readonly confirmation: Reproduction | undefined;
  readonly minimal: Minimal | undefined;
}

/** An entry with what merging needs to know of it. */
export interface Candidate {
  readonly entry: ReportedFault;
  /** Everything its plan showed when it was last played, in the order it was told. */
  readonly shown: readonly Divergence[];
  /** Only a plan that was shrunk says something of the cause. */
  readonly shrunk: boolean;
}

/** The entry of a finding that is no crash, or a crash that its operation brings about each time. */
export function reportedFaultOf({ finding, confirmation, minimal }: Triaged): Candidate {
  const { first, smallest } = finding;
  const entry: ReportedFault = {
    signature: minimal === undefined ? finding.signature : findingSignature(minimal.divergence),
    divergence: (minimal ?? smallest).divergence,
    run: first.run,
    seen: finding.seen,
    hits: confirmation?.hits ?? 0,
    tries: confirmation?.tries ?? 0,
    restarted: confirmation?.restarted ?? false,
    symptoms:
      minimal === undefined || isSame(findingSignature(minimal.divergence), finding.signature)
        ? []
        : [finding.signature],
    property: propertyName(first.properties),
    plan: (minimal ?? smallest).plan,
    commandsBefore: first.plan.length,
    executions: minimal?.executions ?? 0,
    path: minimal === undefined ? `${first.run}` : `${first.run}:${minimal.path.replace(/^0:?/, "")}`.replace(/:$/, ""),
    evidence: minimal?.evidence ?? [],
    log: minimal?.log ?? [],
    note: noteOf(confirmation, minimal),
  };
  return { entry, shown: minimal?.shown ?? [finding.first.divergence], shrunk: minimal !== undefined };
}

function noteOf(confirmation: Reproduction | undefined, minimal: Minimal | undefined): string | undefined {
  if (confirmation === undefined || confirmation.tries === 0) return "no time was left to replay it";
  if (confirmation.hits === 0 && minimal === undefined)
    return confirmation.restarted ? "did not come back; the server restarted meanwhile" : "did not come back";
  if (minimal === undefined) return "no time was left to shrink it";
  return minimal.pinned ? undefined : "the shrunk plan could not be pinned";
}

/** All crashes that no operation brings about each time, as one entry. */
export function spontaneousCrash(settled: readonly Triaged[], uptimes: readonly number[]): Candidate | undefined {
  const [first] = settled;
  if (first === undefined) return undefined;
  const outages = new Set(settled.flatMap(({ finding }) => [...finding.outages]));
  const up = [...outages].map((outage) => uptimes[outage - 1] ?? 0);
  const { entry } = reportedFaultOf({ ...first, minimal: undefined });
  const lasted = up.length === 0 ? "" : `, after ${range(up)} up`;
  return {
    entry: {
      ...entry,
      signature: { kind: "spontaneous-crash" },
      seen: Math.max(1, outages.size),
      note: `spontaneous${lasted}`,
    },
    shown: [entry.divergence],
    shrunk: false,
  };
}

function range(seconds: readonly number[]): string {
  const [least, most] = [Math.min(...seconds).toFixed(1), Math.max(...seconds).toFixed(1)];
  return least === most ? `${least} s` : `${least} to ${most} s`;
}
