import { expect, test } from "vitest";
import type { Fault } from "../../../properties/judge/fault.ts";
import { mayHaveTwoMistakes } from "../../../properties/judge/twoMistakes.ts";

const wrongType: Fault = {
  kind: "error",
  part: "type",
  expected: "InvalidParameterException",
  actual: "ServiceNotFoundException",
  rule: "SV61",
};

test("a refusal by another rule than the one it was drawn for may have two mistakes", () => {
  expect(mayHaveTwoMistakes(wrongType, "SV20")).toBe(true);
  expect(mayHaveTwoMistakes(wrongType, "accepted")).toBe(true);
  expect(mayHaveTwoMistakes(wrongType, undefined)).toBe(true);
});

test("one by the rule it was drawn for has a single mistake", () => {
  expect(mayHaveTwoMistakes(wrongType, "SV61")).toBe(false);
});

test("a wrong status, a wrong outcome and no fault are judged in any case", () => {
  expect(mayHaveTwoMistakes({ ...wrongType, part: "status" }, "SV20")).toBe(false);
  expect(
    mayHaveTwoMistakes(
      { kind: "outcome", expected: "a refusal", actual: "accepted", rule: "SV20", accepted: true },
      "SV20",
    ),
  ).toBe(false);
  expect(mayHaveTwoMistakes(undefined, "SV20")).toBe(false);
});
