import { expect, test } from "vitest";
import { ruleOf } from "../../model/operationFacts.ts";

test.each([
  ["service", "desiredCount", "SV25"],
  ["service", "deployments[]", "DP1"],
  ["service", "deployments[].desiredCount", "SV25"],
  ["service", "deployments[].platformFamily", "SV3"],
  ["service", "deployments[].unknownMember", "DP1"],
  ["revision", "containerDefinitions[].memoryReservation", "TD7"],
  ["task", "containers[].name", "TK3"],
  [undefined, "service", "SV27"],
] as const)("a difference of a %s at %s breaks %s", (kind, path, rule) => {
  expect(ruleOf(kind, path, "UpdateService")).toBe(rule);
});
