import { brief } from "./brief.ts";
import type { Pace } from "./pace.ts";

/** An awaited condition did not become true, or a condition that should hold did not stay true. */
export class ScenarioFailure extends Error {
  override readonly name = "ScenarioFailure";
}

/** Waits for conditions, and calls all observers at every step. */
export class Waiting {
  readonly pace: Pace;
  readonly signal: AbortSignal;
  readonly #observers = new Set<() => Promise<void>>();

  constructor(pace: Pace, signal: AbortSignal) {
    this.pace = pace;
    this.signal = signal;
  }

  /** Calls `look` at every step of time; the returned function ends that. */
  observe(look: () => Promise<void>): () => void {
    this.#observers.add(look);
    return () => this.#observers.delete(look);
  }

  /** Lets a step of time pass. */
  async step(mostSeconds: number): Promise<void> {
    this.signal.throwIfAborted();
    await this.pace.pass(mostSeconds);
    for (const look of this.#observers) await look();
  }

  /** Keeps looking while a promise is pending, for example a program, and returns its result. */
  async during<Result>(going: Promise<Result>): Promise<Result> {
    let over = false;
    const end = going.finally(() => {
      over = true;
    });
    end.catch(() => undefined);
    while (!over) await this.step(this.pace.watchSeconds / leastLooks);
    return end;
  }

  /**
   * Waits until the value of `see` fulfils the condition, and returns it. The deadline is the target's; `patience`
   * multiplies it for something that takes long.
   */
  async until<Seen>(
    awaited: string,
    see: () => Promise<Seen>,
    isSo: (seen: Seen) => boolean,
    patience = 1,
  ): Promise<Seen> {
    const seconds = this.pace.patienceSeconds * patience;
    const deadline = this.pace.now() + seconds;
    for (;;) {
      const seen = await see();
      if (isSo(seen)) return seen;
      const left = deadline - this.pace.now();
      if (left <= 0)
        throw new ScenarioFailure(`waited ${shown(seconds)} s in vain for ${awaited}; last observed: ${brief(seen)}`);
      await this.step(Math.min(left, seconds / leastLooks));
    }
  }

  /** Checks for this many seconds (default: the target's own) that a condition stays true. */
  async stays<Seen>(
    expected: string,
    see: () => Promise<Seen>,
    isSo: (seen: Seen) => boolean,
    seconds = this.pace.watchSeconds,
  ): Promise<void> {
    const start = this.pace.now();
    for (;;) {
      const seen = await see();
      const passed = this.pace.now() - start;
      if (!isSo(seen))
        throw new ScenarioFailure(`${expected} should have stayed so, but after ${shown(passed)} s: ${brief(seen)}`);
      if (passed >= seconds) return;
      await this.step(Math.min(seconds - passed, seconds / leastLooks));
    }
  }
}

/** Where no background change happens, time passes in this many steps all the same. */
const leastLooks = 20;

const shown = (seconds: number): string => String(Math.round(seconds * 10) / 10);
