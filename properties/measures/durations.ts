/** The number of bins for each doubling of time: the values in one bin differ by less than 6 %. */
const binsPerDoubling = 12;

/** Many durations of one thing: counts in bins whose width grows with the duration, so that they can be added up. */
export class Durations {
  /** By bin. */
  readonly counts: Map<number, number>;

  constructor(counts: Iterable<readonly [number, number]> = []) {
    this.counts = new Map(counts);
  }

  /** Parses the result of `toJSON`. */
  static of(record: Readonly<Record<string, number>>): Durations {
    return new Durations(Object.entries(record).map(([bin, count]) => [Number(bin), count]));
  }

  get size(): number {
    let size = 0;
    for (const count of this.counts.values()) size += count;
    return size;
  }

  add(milliseconds: number): void {
    this.#count(Math.round(binsPerDoubling * Math.log2(Math.max(0, milliseconds) + 1)), 1);
  }

  addAll({ counts }: Durations): void {
    for (const [bin, count] of counts) this.#count(bin, count);
  }

  /** The duration in milliseconds below which this share (0 to 1) of all durations is; undefined without any. */
  quantile(share: number): number | undefined {
    let left = share * this.size;
    for (const [bin, count] of [...this.counts].sort(([a], [b]) => a - b)) {
      left -= count;
      if (left <= 0) return millisecondsOf(bin);
    }
    return undefined;
  }

  toJSON(): Record<string, number> {
    return Object.fromEntries([...this.counts].sort(([a], [b]) => a - b));
  }

  #count(bin: number, count: number): void {
    this.counts.set(bin, (this.counts.get(bin) ?? 0) + count);
  }
}

/** The value that represents a bin. */
export const millisecondsOf = (bin: number): number => 2 ** (bin / binsPerDoubling) - 1;
