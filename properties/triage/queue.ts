import { sameCause } from "../judge/sameFault.ts";
import { Case, isReadable, type Stage, shownIn, waitsForRest } from "./case.ts";
import { type Finding, isOfCrash } from "./findings.ts";
import { byUrgency } from "./priority.ts";

const stages: readonly Stage[] = ["open", "shrinking", "confirming", "polishing", "done"];

/** The order of stages; of plans to shrink further, those that are not readable come first. */
const placeOf = ({ stage, shrunkPlan }: Case): number =>
  stages.indexOf(stage) + (stage === "shrinking" && isReadable(shrunkPlan?.plan ?? []) ? 0.5 : 0);

/** A crash interrupts the plays of all workers and takes longer than other findings, by this factor. */
const costOfCrash = 5;

/** How many findings are open: those whose plays wait for rest, and the others. */
export interface Open {
  readonly quick: number;
  readonly waiting: number;
}

/** The findings in triage: which one is next, and how much is left to do. */
export class TriageQueue {
  /** Do the plays of this case mostly wait, so that a worker can do something else meanwhile? */
  readonly waits: (about: Case) => boolean;
  readonly #cases = new Map<Finding, Case>();
  readonly #taken = new Set<Case>();
  #released = Promise.withResolvers<void>();

  constructor(waits = waitsForRest) {
    this.waits = waits;
  }

  /** Takes in new findings, and again those that another run showed after triage did not reproduce them. */
  add(findings: Iterable<Finding>): void {
    for (const finding of findings) {
      const known = this.#cases.get(finding);
      if (known === undefined) this.#cases.set(finding, new Case(finding));
      else if (wasMissed(known) && known.tried !== finding.smallest) known.stage = "open";
    }
  }

  /**
   * The case to work on next, for one worker at a time; undefined if none is left or others work on them. Cases that
   * wait come only where there is room for them, and not while a crash waits for the end of those before.
   */
  take({ crashes, waiting }: { crashes: boolean; waiting: boolean }): Case | undefined {
    const room = waiting && !(crashes && this.#unfinished().some((about) => about.stage === "open" && isCrash(about)));
    return this.#take((about) => (crashes || !isCrash(about)) && (room || !this.waits(about)));
  }

  /** The next one of those that wait and have no shrunk plan yet. */
  takeWaiting(): Case | undefined {
    return this.#take((about) => about.stage === "open" && this.waits(about));
  }

  #take(accepts: (about: Case) => boolean): Case | undefined {
    const [next] = this.#unfinished()
      .filter((about) => this.#isFree(about) && accepts(about))
      .sort((a, b) => placeOf(a) - placeOf(b) || byUrgency(a.finding, b.finding));
    if (next !== undefined) this.#taken.add(next);
    return next;
  }

  release(about: Case): void {
    this.#taken.delete(about);
    this.#released.resolve();
    this.#released = Promise.withResolvers<void>();
  }

  /** Is a worker about to crash the server? */
  get isCrashing(): boolean {
    return [...this.#taken].some(isCrash);
  }

  /** Resolves when a worker has finished with a case. */
  get released(): Promise<void> {
    return this.#released.promise;
  }

  /** Do workers work on cases? */
  get isBusy(): boolean {
    return this.#taken.size > 0;
  }

  /** How many cases wait for their first stage; a crash counts several times. */
  get open(): Open {
    const open = { quick: 0, waiting: 0 };
    for (const about of this.#unfinished())
      if (about.stage === "open")
        open[this.waits(about) ? "waiting" : "quick"] += isOfCrash(about.finding.signature) ? costOfCrash : 1;
    return open;
  }

  get done(): number {
    return [...this.#cases.values()].filter(({ stage }) => stage === "done").length;
  }

  caseOf(finding: Finding): Case | undefined {
    return this.#cases.get(finding);
  }

  /**
   * Gives the case the shrunk plan of another one, if that shows this finding too, with the same cause. While the other
   * one is being shrunk further, this one waits for a still shorter plan.
   */
  adopt(about: Case): boolean {
    for (const other of this.#cases.values()) {
      const { shrunkPlan, stage } = other;
      const further = stage === "open" || stage === "shrinking";
      if (other === about || shrunkPlan?.verified !== true || (further && about.stage !== "open")) continue;
      const divergence = shownIn(shrunkPlan.shown, about.finding);
      if (divergence === undefined || !sameCause(shrunkPlan.divergence, divergence)) continue;
      about.shrunkPlan = { ...shrunkPlan, divergence };
      for (const shown of other.playsOf(shrunkPlan.plan)) about.note(shrunkPlan.plan, shown);
      about.stage = further ? "shrinking" : "done";
      return true;
    }
    return false;
  }

  #unfinished(): Case[] {
    return [...this.#cases.values()].filter(({ stage }) => stage !== "done");
  }

  /** No worker is on it, nor on one that stands in its way. */
  #isFree(about: Case): boolean {
    return [...this.#taken].every((taken) => taken !== about && !this.#areInTheWay(taken, about));
  }

  /**
   * Of two findings that one call showed, the plan of the first may serve both. Of two crashes, each would be observed by
   * the plays of the other, and a crash ends the plays that wait.
   */
  #areInTheWay(one: Case, other: Case): boolean {
    if (isCrash(one) && isCrash(other)) return true;
    if ((isCrash(one) && this.waits(other)) || (isCrash(other) && this.waits(one))) return true;
    const [first, second] = [one.finding.first, other.finding.first];
    return first.run === second.run && first.divergence.command === second.divergence.command;
  }
}

const isCrash = ({ finding }: Case): boolean => isOfCrash(finding.signature);

/** Was it triaged without success? A crash is not: it is spontaneous. */
const wasMissed = ({ stage, shrunkPlan, finding }: Case): boolean =>
  stage === "done" && shrunkPlan === undefined && finding.signature.kind !== "crash";
