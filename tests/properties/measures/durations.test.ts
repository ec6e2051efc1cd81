import { describe, expect, test } from "vitest";
import { Durations } from "../../../properties/measures/durations.ts";

function durations(...milliseconds: number[]): Durations {
  const some = new Durations();
  for (const each of milliseconds) some.add(each);
  return some;
}

describe("durations", () => {
  test.each([
    [0, 0],
    [1, 1],
    [100, 100],
    [60_000, 60_000],
  ])("%d ms are recovered within 6 %%", (milliseconds, about) => {
    const found = durations(milliseconds).quantile(0.5) ?? Number.NaN;
    expect(Math.abs(found - about)).toBeLessThanOrEqual(0.06 * about);
  });

  test("quantiles", () => {
    const some = durations(...Array.from({ length: 100 }, (_, index) => (index < 90 ? 10 : 1000)));
    expect(Math.round(some.quantile(0.5) ?? 0)).toBe(10);
    expect(some.quantile(0.95)).toBeGreaterThan(900);
    expect(new Durations().quantile(0.5)).toBeUndefined();
  });

  test("sums are the same as a single count, also through JSON", () => {
    const sum = Durations.of(JSON.parse(JSON.stringify(durations(1, 10))));
    sum.addAll(durations(10, 100));
    expect(sum.toJSON()).toEqual(durations(1, 10, 10, 100).toJSON());
  });
});
