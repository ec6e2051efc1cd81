/**
 * Lets many workers through at once, or one alone: a look at an account-wide list must not run at the same time as
 * writes of other runs (docs/architecture.md#a-run).
 */
export class ReadWriteLock {
  #inside = 0;
  #exclusive = false;
  readonly #waiting: { exclusive: boolean; enter: () => void }[] = [];

  async shared<Value>(work: () => Promise<Value>): Promise<Value> {
    return this.#pass(false, work);
  }

  async exclusive<Value>(work: () => Promise<Value>): Promise<Value> {
    return this.#pass(true, work);
  }

  async #pass<Value>(exclusive: boolean, work: () => Promise<Value>): Promise<Value> {
    if (!this.#mayEnter(exclusive) || this.#waiting.length > 0) {
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#waiting.push({ exclusive, enter: resolve });
      this.#admit();
      await promise;
    } else this.#enter(exclusive);
    try {
      return await work();
    } finally {
      this.#inside--;
      this.#exclusive = false;
      this.#admit();
    }
  }

  #mayEnter(exclusive: boolean): boolean {
    return !this.#exclusive && (!exclusive || this.#inside === 0);
  }

  #enter(exclusive: boolean): void {
    this.#inside++;
    this.#exclusive = exclusive;
  }

  #admit(): void {
    for (let next = this.#waiting[0]; next !== undefined && this.#mayEnter(next.exclusive); next = this.#waiting[0]) {
      this.#waiting.shift();
      this.#enter(next.exclusive);
      next.enter();
    }
  }
}
