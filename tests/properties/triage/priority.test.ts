import { expect, test } from "vitest";
import { text } from "../../../checker/signature.ts";
import type { Plan } from "../../../commands/language/plan.ts";
import { byUrgency } from "../../../properties/triage/priority.ts";
import { divergence, found } from "./fakeHost.ts";

const plan = (length: number): Plan => Array(length).fill({ operation: "StopTask", input: {} });
const finding = (written: string, runs: number, commands: number) =>
  found(plan(commands), divergence(written, 0), runs);

test("the most severe finding comes first, however rarely it was observed", () => {
  const findings = [
    finding("A/error/text/CL3", 9, 1),
    finding("B/outcome/CL3→accepted", 4, 1),
    finding("C/reply/timeout", 1, 30),
  ];
  const order = findings.sort(byUrgency).map(({ signature }) => text(signature));
  expect(order).toEqual(["C/reply/timeout", "B/outcome/CL3→accepted", "A/error/text/CL3"]);
});

test("of equally severe findings the most frequently observed comes first, then the one with the shortest plan", () => {
  const findings = [finding("A/unsupported", 1, 9), finding("B/unsupported", 1, 2), finding("C/unsupported", 4, 30)];
  const order = findings.sort(byUrgency).map(({ signature }) => text(signature));
  expect(order).toEqual(["C/unsupported", "B/unsupported", "A/unsupported"]);
});
