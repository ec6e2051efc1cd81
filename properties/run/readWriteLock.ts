/**
 * Lets many workers through at once, or one alone: a look at an account-wide list must not run beside the writes
 * of other runs (design.md section 5).
 */
export class Gate {
  #inside = 0;
  #alone = false;
  readonly #waiting: { alone: boolean; enter: () => void }[] = [];

  async shared<Value>(work: () => Promise<Value>): Promise<Value> {
    return this.#pass(false, work);
  }

  async alone<Value>(work: () => Promise<Value>): Promise<Value> {
    return this.#pass(true, work);
  }

  async #pass<Value>(alone: boolean, work: () => Promise<Value>): Promise<Value> {
    if (!this.#mayEnter(alone) || this.#waiting.length > 0) {
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#waiting.push({ alone, enter: resolve });
      this.#admit();
      await promise;
    } else this.#enter(alone);
    try {
      return await work();
    } finally {
      this.#inside--;
      this.#alone = false;
      this.#admit();
    }
  }

  #mayEnter(alone: boolean): boolean {
    return !this.#alone && (!alone || this.#inside === 0);
  }

  #enter(alone: boolean): void {
    this.#inside++;
    this.#alone = alone;
  }

  #admit(): void {
    for (let next = this.#waiting[0]; next !== undefined && this.#mayEnter(next.alone); next = this.#waiting[0]) {
      this.#waiting.shift();
      this.#enter(next.alone);
      next.enter();
    }
  }
}
