import { type Signature, text } from "../../checker/signature.ts";
import type { Plan } from "../../commands/language/plan.ts";
import type { Divergence } from "../judge/divergence.ts";
import { sameFault } from "../judge/sameFault.ts";
import { isOfLaws, propertiesShowing } from "../property.ts";
import type { StopCondition } from "../run/sequential.ts";
import type { RunResult } from "../workers/workerPool.ts";

/** The number of a run; negative for a plan of an earlier campaign that was played first. */
export type RunNumber = number;

/** A plan that showed a divergence, and the divergence. */
export interface Sighting {
  readonly run: RunNumber;
  readonly plan: Plan;
  readonly divergence: Divergence;
  /** What a run must check to show it again. */
  readonly properties: readonly string[];
  /** It was a play of triage and not a hunting run: the finding recurred. */
  readonly again?: boolean;
  /** What happened around the run, which may explain why the finding does not recur. */
  readonly circumstances?: Circumstances;
}

/** What may disturb a run from outside. */
export interface Circumstances {
  /** The server became unavailable during the run. */
  readonly outage: boolean;
  /** The tester or its machine had more to do than it can. */
  readonly busy: boolean;
  /** Other runs were in progress on the same server. */
  readonly others: boolean;
}

/** A signature that the campaign observed, with the plans that showed it. */
export interface Finding {
  readonly signature: Signature;
  /** The sighting in the run with the lowest number. */
  first: Sighting;
  /** The shortest plan that showed it, in any play. */
  smallest: Sighting;
  /** The number of runs that showed it. */
  seen: number;
  /** A play showed it in which only the plan changed the server. */
  isProven: boolean;
  /** Outages that began with a crash observed here. */
  readonly outages: Set<number>;
  /** Its place among the divergences of its first run. */
  rank: number;
}

/**
 * The signature under which a divergence is collected. Until a replay proves the cause, crashes are grouped by the
 * operation that observed them.
 */
export const findingSignature = ({ signature, operation }: Divergence): Signature =>
  signature.kind === "spontaneous-crash" ? { kind: "crash", operation } : signature;

/** Does a play that reports `reported` show the finding, possibly by another read? */
export const isShownAs = ({ signature }: Finding, reported: Signature): boolean =>
  signature.kind === "crash" ? reported.kind === "spontaneous-crash" : sameFault(signature, reported);

/**
 * A finding that showed only after a run had restored a resource may be a consequence of an earlier fault, and no script
 * of the plan would show it: it is not reported.
 */
export const isProven = (finding: Finding): boolean => finding.isProven;

const isOfPlan = ({ divergence }: Sighting): boolean => divergence.afterRecovery !== true;

/** Did it show at rest, and not at a command? */
export const isOfRest = ({ plan, divergence }: Sighting): boolean => divergence.command >= plan.length;

/** A play may stop once all of these were shown. */
export const stopWhenShown = (findings: readonly Finding[], atRest: boolean): StopCondition => ({
  met: (shown) => findings.every((finding) => shown.some((reported) => isShownAs(finding, reported))),
  atRest,
});

export const isCrash = ({ signature }: Finding): boolean => signature.kind === "crash";

/** Crashes, and violations of laws by a crash. */
export const isOfCrash = (signature: Signature): boolean => signature.kind === "crash" || isLawCrash(signature);

const isLawCrash = (signature: Signature): boolean =>
  signature.kind === "law" && signature.complaint.endsWith(": crash");

/** Collects what runs showed: a few plans for each signature, however long the campaign is. */
export class Findings {
  readonly #found = new Map<string, Finding>();

  get size(): number {
    return this.#found.size;
  }

  get(signature: Signature): Finding | undefined {
    return this.#found.get(text(signature));
  }

  /** How many of them the plan alone has shown. */
  get proven(): number {
    return [...this.#found.values()].filter(isProven).length;
  }

  /** In order: by run, then by their place in it. */
  inOrder(): Finding[] {
    return [...this.#found.values()].sort((a, b) => a.first.run - b.first.run || a.rank - b.rank);
  }

  /** Takes in a hunting run; returns the findings that are proven now. */
  see(run: RunNumber, plan: Plan, played: RunResult, circumstances?: Circumstances): Finding[] {
    const fresh: Finding[] = [];
    for (const [rank, divergence] of played.divergences.entries()) {
      const signature = findingSignature(divergence);
      const properties = propertiesShowing(signature, played.properties);
      const sighting = { run, plan, divergence, properties, ...(circumstances && { circumstances }) };
      let finding = this.#found.get(text(signature));
      if (finding === undefined) {
        const unseen = { seen: 0, isProven: false, outages: new Set<number>() };
        finding = { signature, first: sighting, smallest: sighting, rank, ...unseen };
        this.#found.set(text(signature), finding);
      } else if (goesBefore(sighting, finding.first)) {
        finding.first = sighting;
        finding.rank = rank;
      }
      if (!finding.isProven && isOfPlan(sighting)) {
        finding.isProven = true;
        fresh.push(finding);
      }
      finding.seen++;
      if (isOfCrash(signature) && played.outage !== undefined) finding.outages.add(played.outage);
      shorten(finding, sighting);
    }
    return fresh;
  }

  /**
   * Takes in a replay or an execution of shrinking: it may show known signatures in shorter plans. Returns the findings
   * that it proves.
   */
  learn(plan: Plan, played: RunResult): Finding[] {
    const fresh: Finding[] = [];
    for (const divergence of played.divergences) {
      const finding = this.#found.get(text(findingSignature(divergence)));
      if (finding === undefined) continue;
      if (!finding.isProven) fresh.push(finding);
      finding.isProven = true;
      shorten(finding, { ...finding.first, plan, divergence, again: true });
    }
    return fresh;
  }
}

/** A sighting that needed no recovery comes first, then the earlier run; but a crash at a command of a plan reveals more than one in a law. */
function goesBefore(one: Sighting, other: Sighting): boolean {
  if (isOfPlan(one) !== isOfPlan(other)) return isOfPlan(one);
  if (one.divergence.signature.kind !== "spontaneous-crash" || isOfLaws(one.properties) === isOfLaws(other.properties))
    return one.run < other.run;
  return isOfLaws(other.properties);
}

/** Crashes of one operation may have several causes: only the plan that was replayed represents them. */
function shorten(finding: Finding, sighting: Sighting): void {
  const { smallest } = finding;
  if (finding.signature.kind === "crash") finding.smallest = finding.first;
  else if (isOfPlan(sighting) !== isOfPlan(smallest)) finding.smallest = isOfPlan(sighting) ? sighting : smallest;
  else if (sighting.plan.length < finding.smallest.plan.length) finding.smallest = sighting;
}
