import { expect, test } from "vitest";
import { recurrence } from "../../../properties/triage/recurrence.ts";
import { recurrenceText } from "../../../reports/replay.ts";

test.each([
  [0, 60, "gone: 0 of 60: below 5 % with 95 % confidence"],
  [0, 59, "gone: 0 of 59: below 5 % with 95 % confidence"],
  [0, 58, "gone: 0 of 58: below 6 % with 95 % confidence"],
  [0, 3, "gone: 0 of 3: below 64 % with 95 % confidence"],
  [0, 1000, "gone: 0 of 1000: below 0.3 % with 95 % confidence"],
  [3, 3, "deterministic: failed 3 of 3: at least 36 % with 95 % confidence"],
  [60, 60, "deterministic: failed 60 of 60: at least 95 % with 95 % confidence"],
  [4, 20, "probabilistic: failed 4 of 20: 20 %, with 95 % confidence 8 % to 42 %"],
  [1, 60, "probabilistic: failed 1 of 60: 1.7 %, with 95 % confidence 0.2 % to 9 %"],
])("%i of %i", (hits, tries, text) => {
  expect(recurrenceText(recurrence(hits, tries))).toBe(text);
});

test("the bound for no occurrence is the rate that would show nothing one time in twenty", () => {
  const { most } = recurrence(0, 60);
  expect((1 - most) ** 60).toBeCloseTo(0.05);
});
