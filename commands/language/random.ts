import type * as fc from "fast-check";

/** Choices from fast-check's random stream. */
export class Random {
  readonly #random: fc.Random;
  constructor(random: fc.Random) {
    this.#random = random;
  }

  /** A whole number from `least` to `most`, both included. */
  whole(least: number, most: number): number {
    return this.#random.nextInt(least, most);
  }

  chance(probability: number): boolean {
    return this.#random.nextInt(0, 999_999) < probability * 1_000_000;
  }

  pick<Value>(values: readonly Value[]): Value {
    if (values.length === 0) throw new Error("pick from an empty list");
    return values[this.whole(0, values.length - 1)] as Value;
  }

  /** A value, with a probability proportional to its weight. */
  weighted<Value>(entries: readonly (readonly [number, Value])[]): Value {
    let left = this.#random.nextInt(1, Math.round(entries.reduce((sum, [weight]) => sum + weight, 0) * 1000));
    for (const [weight, value] of entries) {
      left -= Math.round(weight * 1000);
      if (left <= 0) return value;
    }
    return (entries.at(-1) as readonly [number, Value])[1];
  }

  /** Some of the values, in a shuffled order. */
  some<Value>(values: readonly Value[], least: number, most: number): Value[] {
    const pool = [...values];
    const chosen: Value[] = [];
    for (let left = this.whole(least, Math.min(most, pool.length)); left > 0; left--)
      chosen.push(...pool.splice(this.whole(0, pool.length - 1), 1));
    return chosen;
  }

  /** The value with a probability, otherwise undefined: for members that `given` drops. */
  maybe<Value>(probability: number, make: () => Value): Value | undefined {
    return this.chance(probability) ? make() : undefined;
  }
}

/** The object without its undefined members. */
export const given = <Members extends object>(
  members: Members,
): { [Member in keyof Members]: Exclude<Members[Member], undefined> } =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as never;
