/** Work of one worker that mostly waits, so that the worker does something else meanwhile. */
export class Background {
  readonly #works = new Set<Promise<void>>();

  get size(): number {
    return this.#works.size;
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
