import { expect, test } from "vitest";
import { wilson } from "../../../properties/triage/wilson.ts";

test("Wilson's interval", () => {
  expect(wilson(0, 0)).toEqual({ least: 0, most: 1 });
  expect(wilson(3, 3).least).toBeCloseTo(0.44, 2);
  expect(wilson(5, 10).most).toBeCloseTo(0.76, 2);
});
