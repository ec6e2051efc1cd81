/** Bins a doubling of time is divided into: what falls into one differs by less than 6 %. */
const binsPerDoubling = 12;

/** How long something took, many times over: counts in bins that widen with the time, so that they can be added up. */
export class Durations {
  /** By bin. */
  readonly counts: Map<number, number>;

  constructor(counts: Iterable<readonly [number, number]> = []) {
    this.counts = new Map(counts);
  }

  /** From `toJSON`. */
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

  /** Milliseconds below which that share of all lies, the share between 0 and 1; undefined where there are none. */
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

/** What stands for all times of a bin. */
export const millisecondsOf = (bin: number): number => 2 ** (bin / binsPerDoubling) - 1;
