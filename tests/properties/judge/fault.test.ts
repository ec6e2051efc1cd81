import { describe, expect, test } from "vitest";
import { errorFault, type Fault, weightOf } from "../../../properties/judge/fault.ts";

const refused = (type: string, message = "Cluster not found.", status = 400) =>
  ({ kind: "refused", type, message, status }) as const;

describe("a refusal that the model expects (row CL13)", () => {
  test("is legal with its type, status 400 and its text, with any quotation marks and full stop", () => {
    expect(errorFault("CL13", undefined, refused("ClusterNotFoundException"))).toBeUndefined();
    expect(errorFault("CL13", "It's ‘c1’.", refused("ClusterNotFoundException", "It's 'c1'"))).toBeUndefined();
  });

  test("is wrong in its type first, then in its status, then in its text", () => {
    const fault = errorFault("CL13", "x", refused("ClientException", "y", 404));
    expect(fault).toMatchObject({ part: "type", behind: { part: "status", actual: "404", behind: { part: "text" } } });
    expect(errorFault("CL13", "x", refused("ClusterNotFoundException", "y"))).toMatchObject({ part: "text" });
  });
});

test("of several readings of a reply the least wrong one is reported", () => {
  const error = (part: "type" | "text"): Fault => ({ kind: "error", part, expected: "", actual: "", rule: "CL13" });
  const differences = (count: number): Fault => ({
    kind: "output",
    differences: Array(count).fill({}),
    accepted: true,
  });
  const outcome: Fault = { kind: "outcome", expected: "", actual: "", rule: undefined, accepted: true };
  const order = [
    undefined,
    error("text"),
    differences(1),
    differences(2),
    error("type"),
    outcome,
    { kind: "reply", problem: "", detail: "" } as const,
  ].map(weightOf);
  expect(order).toEqual([...order].sort((a, b) => a - b));
  expect(new Set(order).size).toBe(order.length);
});
