import { EventQueue, type ScheduledEvent } from "./eventQueue.ts";

const secondsPerTurn = 0.05;

/**
 * The time that the simulated service lives in, in seconds since the epoch. It moves only between requests and
 * between events, so whatever one request or one event does, it does at one moment.
 */
export class VirtualClock {
  readonly speed: number | "manual";
  readonly #queue = new EventQueue();
  #now = Date.now() / 1000;
  #wallOrigin = performance.now();
  #virtualOrigin = this.#now;
  #timer: NodeJS.Timeout | undefined;
  #timerDue = Number.POSITIVE_INFINITY;

  constructor(speed: number | "manual") {
    this.speed = speed;
  }

  /** To the millisecond, as ECS shows times (P7). */
  get now(): number {
    return Math.round(this.#now * 1000) / 1000;
  }

  /** Runs `action` after so many virtual seconds. Events due at the same moment run by `rank`, then as they came. */
  after(seconds: number, action: () => void, rank = 0): ScheduledEvent {
    const event = this.#queue.push(this.#now + seconds, rank, action);
    this.#arm();
    return event;
  }

  /** Runs what has become due by the wall clock. */
  catchUp(): void {
    if (this.speed === "manual") return;
    const deadline = performance.now() + secondsPerTurn * 1000;
    this.#runUntil(Math.max(this.#now, this.#virtualNow(this.speed)), deadline);
    this.#arm();
  }

  /** Moves the clock forward and runs all that is due on the way, in order. */
  advance(seconds: number): void {
    this.#runUntil(this.#now + seconds, Number.POSITIVE_INFINITY);
    this.#rebase();
    this.#arm();
  }

  /** Moves the clock to the next moment at which anything is due, so many seconds at most, and runs what is. */
  advanceToMove(mostSeconds: number): void {
    const due = this.#queue.nextDue() ?? Number.POSITIVE_INFINITY;
    this.advance(Math.min(mostSeconds, Math.max(0, due - this.#now)));
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timerDue = Number.NEGATIVE_INFINITY;
    this.#queue.clear();
  }

  #virtualNow(speed: number): number {
    return this.#virtualOrigin + ((performance.now() - this.#wallOrigin) / 1000) * speed;
  }

  #rebase(): void {
    this.#virtualOrigin = this.#now;
    this.#wallOrigin = performance.now();
  }

  /** Virtual time slows down rather than starve the requests when there are more events than this machine can run. */
  #runUntil(target: number, wallDeadline: number): void {
    for (let event = this.#queue.popDue(target); event; event = this.#queue.popDue(target)) {
      this.#now = Math.max(this.#now, event.due);
      event.action();
      if (performance.now() > wallDeadline) {
        this.#rebase();
        return;
      }
    }
    this.#now = target;
  }

  #arm(): void {
    if (this.speed === "manual") return;
    const due = this.#queue.nextDue();
    if (due === undefined || due >= this.#timerDue) return;
    clearTimeout(this.#timer);
    this.#timerDue = due;
    const milliseconds = ((due - this.#virtualNow(this.speed)) / this.speed) * 1000;
    this.#timer = setTimeout(() => this.#wake(), Math.max(1, Math.min(Math.ceil(milliseconds), 2 ** 31 - 1)));
  }

  #wake(): void {
    this.#timerDue = Number.POSITIVE_INFINITY;
    this.catchUp();
  }
}
