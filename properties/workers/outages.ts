import { performance } from "node:perf_hooks";

/** Counts the outages of the server; all workers wait for it together. */
export class Outages {
  readonly #alive: () => Promise<boolean>;
  #upSince = performance.now();
  #waiting: Promise<{ back: boolean; outage: number }> | undefined;
  /**
   * How long the server had been up when each outage began, in seconds; the start of the campaign counts as a start.
   */
  readonly uptimes: number[] = [];

  constructor(alive: () => Promise<boolean>) {
    this.#alive = alive;
  }

  get count(): number {
    return this.uptimes.length;
  }

  /** Waits until the server answers again or the time limit is over. */
  wait(): Promise<{ back: boolean; outage: number }> {
    this.#waiting ??= this.#wait().finally(() => {
      this.#waiting = undefined;
    });
    return this.#waiting;
  }

  async #wait(): Promise<{ back: boolean; outage: number }> {
    const outage = this.uptimes.push((performance.now() - this.#upSince) / 1000);
    const back = await this.#alive();
    this.#upSince = performance.now();
    return { back, outage };
  }
}
