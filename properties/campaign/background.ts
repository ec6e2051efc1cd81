/** Work of one worker that mostly waits, so that the worker does something else meanwhile. */
export class Background {
  readonly #most: number;
  readonly #works = new Set<Promise<void>>();

  constructor(most: number) {
    this.#most = most;
  }

  get isFull(): boolean {
    return this.#works.size >= this.#most;
  }

  /** `work` must not fail. */
  add(work: Promise<void>): void {
    const ending = work.finally(() => {
      this.#works.delete(ending);
    });
    this.#works.add(ending);
  }

  async ended(): Promise<void> {
    await Promise.all(this.#works);
  }
}
