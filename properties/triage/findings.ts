import { type Signature, text } from "../../checker/signature.ts";
import type { Plan } from "../../commands/language/plan.ts";
import type { Divergence } from "../judge/divergence.ts";
import { sameFault } from "../judge/sameFault.ts";
import { isOfLaws, propertiesShowing } from "../property.ts";
import type { StopCondition } from "../run/sequential.ts";
import type { RunResult } from "../workers/workerPool.ts";

/** A run's number; a plan of an earlier campaign that was played first has a negative one. */
export type RunNumber = number;

/** A plan that showed a divergence, and where. */
export interface Sighting {
  readonly run: RunNumber;
  readonly plan: Plan;
  readonly divergence: Divergence;
  /** What a run must check to see it again. */
  readonly properties: readonly string[];
}

/** One signature and what is known of it. */
export interface Finding {
  readonly signature: Signature;
  /** The sighting with the lowest run number. */
  first: Sighting;
  /** The shortest plan that showed it, in whatever play. */
  smallest: Sighting;
  /** Runs it was seen in. */
  seen: number;
  /** Outages in which a run saw the server crash here. */
  readonly outages: Set<number>;
  /** Where in the order of being told it came first. */
  rank: number;
}

/** The signature a divergence is collected under: until a replay proves the cause, crashes go by the operation that saw them. */
export const findingSignature = ({ signature, operation }: Divergence): Signature =>
  signature.kind === "spontaneous-crash" ? { kind: "crash", operation } : signature;

/** Does a play that reports `reported` show the finding, possibly by another read? */
export const isShownAs = ({ signature }: Finding, reported: Signature): boolean =>
  signature.kind === "crash" ? reported.kind === "spontaneous-crash" : sameFault(signature, reported);

/** It showed when all had come to rest, not at a command. */
export const isOfRest = ({ plan, divergence }: Sighting): boolean => divergence.command >= plan.length;

/** A play need only go on until all of these were shown. */
export const stopWhenShown = (findings: readonly Finding[], atRest: boolean): StopCondition => ({
  met: (shown) => findings.every((finding) => shown.some((reported) => isShownAs(finding, reported))),
  atRest,
});

/** Crashes, and laws that a request broke by one. */
export const isOfCrash = (signature: Signature): boolean => signature.kind === "crash" || isLawCrash(signature);

const isLawCrash = (signature: Signature): boolean =>
  signature.kind === "law" && signature.complaint.endsWith(": crash");

/** Collects what runs showed: a handful of plans for each signature, however long the campaign. */
export class Findings {
  readonly #found = new Map<string, Finding>();

  get size(): number {
    return this.#found.size;
  }

  get(signature: Signature): Finding | undefined {
    return this.#found.get(text(signature));
  }

  /** In the order they were met: by run, then by their place in it. */
  inOrder(): Finding[] {
    return [...this.#found.values()].sort((a, b) => a.first.run - b.first.run || a.rank - b.rank);
  }

  /** Takes in a hunting run; returns what is new. */
  see(run: RunNumber, plan: Plan, played: RunResult): Finding[] {
    const fresh: Finding[] = [];
    for (const [rank, divergence] of played.divergences.entries()) {
      const signature = findingSignature(divergence);
      const sighting = { run, plan, divergence, properties: propertiesShowing(signature, played.properties) };
      let finding = this.#found.get(text(signature));
      if (finding === undefined) {
        finding = { signature, first: sighting, smallest: sighting, seen: 0, outages: new Set(), rank };
        this.#found.set(text(signature), finding);
        fresh.push(finding);
      } else if (goesBefore(sighting, finding.first)) {
        finding.first = sighting;
        finding.rank = rank;
      }
      finding.seen++;
      if (isOfCrash(signature) && played.outage !== undefined) finding.outages.add(played.outage);
      shorten(finding, sighting);
    }
    return fresh;
  }

  /** Takes in a replay or a shrinking step: it may show known signatures in shorter plans. */
  learn(plan: Plan, played: RunResult): void {
    for (const divergence of played.divergences) {
      const finding = this.#found.get(text(findingSignature(divergence)));
      if (finding !== undefined) shorten(finding, { ...finding.first, plan, divergence });
    }
  }
}

/** The earlier run is the first; but a crash that a plan's own command brings about says more than one in a law. */
function goesBefore(one: Sighting, other: Sighting): boolean {
  if (one.divergence.signature.kind !== "spontaneous-crash" || isOfLaws(one.properties) === isOfLaws(other.properties))
    return one.run < other.run;
  return isOfLaws(other.properties);
}

/** Crashes of one operation may have several causes: only the plan that was replayed stands for them. */
function shorten(finding: Finding, sighting: Sighting): void {
  if (finding.signature.kind === "crash") finding.smallest = finding.first;
  else if (sighting.plan.length < finding.smallest.plan.length) finding.smallest = sighting;
}
