import { EventQueue, type ScheduledEvent } from "./eventQueue.ts";

const secondsPerTurn = 0.05;

/**
 * The virtual time of the simulator, in seconds since the epoch. It advances only between requests and between events,
 * so that each request and each event happens at one moment.
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

  /**
   * Runs `action` after this many virtual seconds. Events due at the same time run in order of `rank`, then of their
   * creation.
   */
  after(seconds: number, action: () => void, rank = 0): ScheduledEvent {
    const event = this.#queue.push(this.#now + seconds, rank, action);
    this.#arm();
    return event;
  }

  /** Runs the events that are due by the wall clock. */
  catchUp(): void {
    if (this.speed === "manual") return;
    const deadline = performance.now() + secondsPerTurn * 1000;
    this.#runUntil(Math.max(this.#now, this.#virtualNow(this.speed)), deadline);
    this.#arm();
  }

  /** Advances the clock and runs all events that become due, in order. */
  advance(seconds: number): void {
    this.#runUntil(this.#now + seconds, Number.POSITIVE_INFINITY);
    this.#rebase();
    this.#arm();
  }

  /** Advances the clock to the next event, but by at most this many seconds, and runs the events that are due. */
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

  /** Stops at the deadline: with too many events, virtual time slows down so that requests are still answered. */
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
