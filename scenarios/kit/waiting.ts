import { brief } from "./brief.ts";
import type { Pace } from "./pace.ts";

/** What was awaited did not come, or what should have stayed did not. */
export class ScenarioFailure extends Error {
  override readonly name = "ScenarioFailure";
}

/** Waits on conditions, and has everyone look who watches, at every step. */
export class Waiting {
  readonly pace: Pace;
  readonly signal: AbortSignal;
  readonly #observers = new Set<() => Promise<void>>();

  constructor(pace: Pace, signal: AbortSignal) {
    this.pace = pace;
    this.signal = signal;
  }

  /** Has `look` called at every step of time; the function that is returned ends that. */
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

  /** Looks at every step of time while something else goes on, such as a program, and returns what comes of it. */
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
   * Waits until what `see` returns is as it should be, and returns it. The deadline is the target's; `patience` times
   * it for what takes long.
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
        throw new ScenarioFailure(`awaited ${awaited} for ${shown(seconds)} s in vain; last seen: ${brief(seen)}`);
      await this.step(Math.min(left, seconds / leastLooks));
    }
  }

  /** Watches for so many seconds, the target's own measure when left out, that something stays as it should be. */
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

/** Where nothing happens by itself, time passes in so many steps all the same. */
const leastLooks = 20;

const shown = (seconds: number): string => String(Math.round(seconds * 10) / 10);
