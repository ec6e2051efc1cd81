import * as hdr from "hdr-histogram-js";

/** Percentiles of some durations, all in milliseconds. */
export interface Percentiles {
  readonly count: number;
  readonly min: number;
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
  readonly max: number;
}

/** An HDR histogram of durations: three significant digits, from a microsecond to an hour. */
export class Latencies {
  readonly #histogram = hdr.build({
    lowestDiscernibleValue: 1,
    highestTrackableValue: 3_600_000_000,
    numberOfSignificantValueDigits: 3,
  });

  record(milliseconds: number): void {
    this.#histogram.recordValue(Math.max(1, Math.round(milliseconds * 1000)));
  }

  get count(): number {
    return this.#histogram.totalCount;
  }

  /** The duration that this percentage of all does not exceed, in milliseconds; 0 without any. */
  at(percent: number): number {
    return this.count === 0 ? 0 : this.#histogram.getValueAtPercentile(percent) / 1000;
  }

  percentiles(): Percentiles {
    return {
      count: this.count,
      min: this.at(0),
      p50: this.at(50),
      p90: this.at(90),
      p99: this.at(99),
      max: this.at(100),
    };
  }
}
