import type { Open } from "../triage/queue.ts";

/** So many findings that wait for rest are triaged in the background of one worker, while it hunts. */
export const waitingWhileHunting = 4;
/** The same when it does not hunt any more. */
export const waitingAtEnd = 6;

/** Before there is experience, triage of a finding takes as long as so many runs. */
const runsPerFinding = 2;

/** How long findings took until they had a shrunk plan, or were known not to recur. */
export class TriageCosts {
  readonly #quick = new Mean();
  readonly #waiting = new Mean();

  note(waits: boolean, milliseconds: number): void {
    (waits ? this.#waiting : this.#quick).add(milliseconds);
  }

  /** How many milliseconds of one worker these findings will take when it does not hunt. */
  of({ quick, waiting }: Open, runMilliseconds: number): number {
    const unknown = runsPerFinding * runMilliseconds;
    return quick * this.#quick.or(unknown) + (waiting * this.#waiting.or(unknown)) / waitingAtEnd;
  }

  /** How many milliseconds of one worker a finding takes, whichever it is. */
  each(runMilliseconds: number): number {
    const { count } = this;
    const known = { quick: this.#quick.count, waiting: this.#waiting.count };
    return count === 0 ? runsPerFinding * runMilliseconds : this.of(known, runMilliseconds) / count;
  }

  get count(): number {
    return this.#quick.count + this.#waiting.count;
  }
}

class Mean {
  count = 0;
  #sum = 0;

  add(value: number): void {
    this.count++;
    this.#sum += value;
  }

  or(unknown: number): number {
    return this.count === 0 ? unknown : this.#sum / this.count;
  }
}
