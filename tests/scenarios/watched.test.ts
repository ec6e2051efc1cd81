import { expect, test } from "vitest";
import type { Pace } from "../../scenarios/kit/pace.ts";
import { Waiting } from "../../scenarios/kit/waiting.ts";
import { assertNeverAbove, assertNeverBelow, Watched } from "../../scenarios/kit/watched.ts";

function waiting(signal = new AbortController().signal): Waiting {
  let now = 0;
  const pass = async (seconds: number) => {
    now += seconds;
  };
  const pace: Pace = { stepped: true, patienceSeconds: 10, watchSeconds: 10, now: () => now, pass };
  return new Waiting(pace, signal);
}

/** A number with these values, one after the other, at every look. */
async function watched(...values: number[]): Promise<Watched> {
  const clock = waiting();
  let look = 0;
  const seen = await Watched.begin("running tasks", clock, async () => values[look++] ?? Number.NaN);
  while (look < values.length - 1) await clock.step(1);
  await seen.end();
  await clock.step(1);
  return seen;
}

test("every step of time is a sample, until it ends", async () => {
  const { samples, history: course } = await watched(2, 2, 3, 2, 2, 2);
  expect(samples.map(({ value }) => value)).toEqual([2, 2, 3, 2, 2, 2]);
  expect(course).toBe("2 at 0.0 s, 3 at 2.0 s, 2 at 3.0 s");
});

test("bounds hold at every sample, and return the number of samples", async () => {
  const seen = await watched(2, 3, 4, 3, 2, 2);
  expect(assertNeverBelow(seen, 2)).toBe(6);
  expect(assertNeverAbove(seen, 4)).toBe(6);
});

test("one sample beyond a bound breaks it", async () => {
  const seen = await watched(2, 2, 1, 2, 2, 2);
  expect(() => assertNeverBelow(seen, 2)).toThrow(
    "running tasks should be at least 2 at every moment, but was 1 at 2.0 s (1 of 6 samples): 2 at 0.0 s, 1 at 2.0 s, 2 at 3.0 s",
  );
  expect(() => assertNeverAbove(seen, 1)).toThrow("at most 1");
});

test("too few samples prove nothing", async () => {
  const seen = await watched(2, 2, 2);
  expect(() => assertNeverBelow(seen, 1)).toThrow("has only 3 samples");
  expect(assertNeverBelow(seen, 1, 3)).toBe(3);
});

test("an awaited value is returned; if it never comes, the last state is reported", async () => {
  let round = 0;
  const count = async () => ++round;
  expect(await waiting().until("three", count, (seen) => seen === 3)).toBe(3);
  await expect(
    waiting().until(
      "a hundred",
      async () => ({ count: 7 }),
      () => false,
    ),
  ).rejects.toThrow('waited 10 s in vain for a hundred; last observed: {"count":7}');
});

test("a condition that should hold is checked until the time is over", async () => {
  let looks = 0;
  await waiting().stays(
    "it",
    async () => ++looks,
    () => true,
    10,
  );
  expect(looks).toBeGreaterThanOrEqual(20);
  await expect(
    waiting().stays(
      "the count",
      async () => ++looks,
      (seen) => seen < 30,
      10,
    ),
  ).rejects.toThrow(/the count should have stayed so, but after [\d.]+ s: 30/);
});

test("an interrupted scenario stops waiting", async () => {
  const controller = new AbortController();
  controller.abort();
  await expect(waiting(controller.signal).step(1)).rejects.toThrow();
});
