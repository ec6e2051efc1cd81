import { parse, type Signature, text } from "../../checker/signature.ts";
import {
  mostSevereFirst,
  type Rating,
  type Severity,
  severities,
  severityOf,
  worse,
} from "../../properties/judge/severity.ts";
import { operationIn, type ReportedFault } from "../../properties/triage/reportedFault.ts";
import type { ReportedDivergence } from "../document.ts";
import { sentenceOf } from "../sentence/sentence.ts";

/** What is wrong, with the operations that show the same fault. */
export const sentenceOfFault = ({ signature, divergence, symptoms }: ReportedFault): string =>
  sentenceOf({ ...divergence, signature }, alike(signature, symptoms));

/** The operations of the symptoms that differ from the signature in nothing else. */
function alike(signature: Signature, symptoms: readonly Signature[]): string[] {
  const kind = withoutOperation(signature);
  return symptoms
    .filter((symptom) => withoutOperation(symptom) === kind)
    .flatMap((symptom) => operationIn(symptom) ?? []);
}

const withoutOperation = (signature: Signature): string =>
  text(operationIn(signature) === undefined ? signature : ({ ...signature, operation: "any" } as Signature));

/** A divergence of a report, as every output ranks and describes it. */
export interface Ranked {
  readonly rating: Rating;
  readonly sentence: string;
}

/** The severity and the sentence of a divergence; they are derived from the signature for a report without them. */
export function ranked({
  signature,
  severity,
  severityReason,
  sentence,
  expected,
  actual,
}: ReportedDivergence): Ranked {
  const derived = (): Rating => severityOf({ signature: parse(signature) });
  return {
    rating: { severity: severity ?? derived().severity, reason: severityReason ?? derived().reason },
    sentence: sentence ?? sentenceOf({ signature: parse(signature), expected, actual }),
  };
}

/** How much it matters. */
export const severityIn = (divergence: ReportedDivergence): Severity => ranked(divergence).rating.severity;

/** How many there are of each severity, without zeros, the worst first; `3 critical`. */
export const severityCounts = (rated: readonly (Severity | undefined)[]): string[] =>
  severities.flatMap((severity) => {
    const count = rated.filter((each) => each === severity).length;
    return count === 0 ? [] : [`${count} ${severity}`];
  });

/** The more severe rating of two divergences, as members of a report. */
export function worseOf(
  one: ReportedDivergence,
  other: ReportedDivergence,
): Pick<ReportedDivergence, "severity" | "severityReason"> {
  const { severity, reason } = worse(ranked(one).rating, ranked(other).rating);
  return { severity, severityReason: reason };
}

/** Sorts the divergences of a report: the most severe first, then the most often observed. */
export const byRank = (one: ReportedDivergence, other: ReportedDivergence): number =>
  mostSevereFirst({ ...ranked(one).rating, seen: one.seen }, { ...ranked(other).rating, seen: other.seen });
