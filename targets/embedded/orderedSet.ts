interface Entry<T> {
  readonly sequence: number;
  item: T | undefined;
}

/** A set in the order of insertion that can be read from any position: what paged lists need. */
export class OrderedSet<T> {
  #entries: Entry<T>[] = [];
  readonly #byItem = new Map<T, Entry<T>>();
  #sequence = 0;

  get size(): number {
    return this.#byItem.size;
  }

  has(item: T): boolean {
    return this.#byItem.has(item);
  }

  add(item: T): void {
    if (this.#byItem.has(item)) return;
    const entry = { sequence: ++this.#sequence, item };
    this.#entries.push(entry);
    this.#byItem.set(item, entry);
  }

  delete(item: T): void {
    const entry = this.#byItem.get(item);
    if (!entry) return;
    entry.item = undefined;
    this.#byItem.delete(item);
    if (this.#entries.length > 2 * this.#byItem.size + 16) {
      this.#entries = this.#entries.filter((candidate) => candidate.item !== undefined);
    }
  }

  first(): T | undefined {
    for (const [, item] of this.after(0)) return item;
    return undefined;
  }

  [Symbol.iterator](): IterableIterator<T> {
    return this.#byItem.keys();
  }

  /** The items after a position in the order, each with its own position. */
  *after(sequence: number): Generator<readonly [number, T]> {
    const entries = this.#entries;
    for (let index = firstBehind(entries, sequence); index < entries.length; index++) {
      const entry = entries[index];
      if (entry?.item !== undefined) yield [entry.sequence, entry.item];
    }
  }
}

function firstBehind<T>(entries: readonly Entry<T>[], sequence: number): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((entries[middle] as Entry<T>).sequence <= sequence) low = middle + 1;
    else high = middle;
  }
  return low;
}
