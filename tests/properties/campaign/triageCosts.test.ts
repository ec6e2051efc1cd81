import { expect, test } from "vitest";
import { TriageCosts, waitingAtEnd } from "../../../properties/campaign/triageCosts.ts";

const runMilliseconds = 1000;

test("before there is experience, a finding takes as long as two runs", () => {
  const costs = new TriageCosts();
  expect(costs.each(runMilliseconds)).toBe(2000);
  expect(costs.of({ quick: 3, waiting: 0 }, runMilliseconds)).toBe(6000);
});

test("findings that wait for rest have a cost of their own, and several of them wait at once", () => {
  const costs = new TriageCosts();
  for (const milliseconds of [100, 300]) costs.note(false, milliseconds);
  costs.note(true, 6000);
  expect(costs.of({ quick: 10, waiting: 3 }, runMilliseconds)).toBeCloseTo(2000 + 18_000 / waitingAtEnd);
  expect(costs.each(runMilliseconds)).toBeCloseTo((400 + 6000 / waitingAtEnd) / 3);
});

test("what one kind takes says nothing about the other", () => {
  const costs = new TriageCosts();
  costs.note(false, 100);
  expect(costs.of({ quick: 0, waiting: 1 }, runMilliseconds)).toBeCloseTo(2000 / waitingAtEnd);
});
