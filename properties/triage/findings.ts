import type { Plan } from "../../commands/language/plan.ts";
import type { Divergence } from "../judge/divergence.ts";
import { isKin } from "../judge/sameFault.ts";
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
  readonly signature: string;
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

/** A crash is looked into by the operation it showed at, before it is known whether that one is to blame. */
export const causeOf = (divergence: Divergence): string =>
  divergence.signature === crash ? `${crash}/${divergence.operation}` : divergence.signature;

export const crash = "server/crash";

/** Does a play that told this signature show the finding, be it at another moment? */
export const isShownAs = ({ signature }: Finding, told: string): boolean =>
  signature.startsWith(`${crash}/`) ? told === crash : isKin(signature, told);

/** It showed when all had come to rest, not at a command. */
export const isOfRest = ({ plan, divergence }: Sighting): boolean => divergence.command >= plan.length;

/** A play need only go on until all of these were shown. */
export const stopWhenShown = (findings: readonly Finding[], atRest: boolean): StopCondition => ({
  met: (shown) => findings.every((finding) => shown.some((told) => isShownAs(finding, told))),
  atRest,
});

/** Crashes, and laws that a request broke by one. */
export const isOfCrash = (signature: string): boolean => signature.startsWith(`${crash}/`) || isLawCrash(signature);

const isLawCrash = (signature: string): boolean => signature.startsWith("law/") && signature.endsWith(": crash");

/** Collects what runs showed: a handful of plans for each signature, however long the campaign. */
export class Findings {
  readonly #found = new Map<string, Finding>();

  get size(): number {
    return this.#found.size;
  }

  get(signature: string): Finding | undefined {
    return this.#found.get(signature);
  }

  /** In the order they were met: by run, then by their place in it. */
  inOrder(): Finding[] {
    return [...this.#found.values()].sort((a, b) => a.first.run - b.first.run || a.rank - b.rank);
  }

  /** Takes in a hunting run; returns what is new. */
  see(run: RunNumber, plan: Plan, played: RunResult): Finding[] {
    const fresh: Finding[] = [];
    for (const [rank, divergence] of played.divergences.entries()) {
      const signature = causeOf(divergence);
      const sighting = { run, plan, divergence, properties: propertiesShowing(signature, played.properties) };
      let finding = this.#found.get(signature);
      if (finding === undefined) {
        finding = { signature, first: sighting, smallest: sighting, seen: 0, outages: new Set(), rank };
        this.#found.set(signature, finding);
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
      const finding = this.#found.get(causeOf(divergence));
      if (finding !== undefined) shorten(finding, { ...finding.first, plan, divergence });
    }
  }
}

/** The earlier run is the first; but a crash that a plan's own command brings about says more than one in a law. */
function goesBefore(one: Sighting, other: Sighting): boolean {
  if (one.divergence.signature !== crash || isOfLaws(one.properties) === isOfLaws(other.properties))
    return one.run < other.run;
  return isOfLaws(other.properties);
}

/** Crashes of one operation may have several causes: only the plan that was replayed stands for them. */
function shorten(finding: Finding, sighting: Sighting): void {
  if (finding.signature.startsWith(`${crash}/`)) finding.smallest = finding.first;
  else if (sighting.plan.length < finding.smallest.plan.length) finding.smallest = sighting;
}
