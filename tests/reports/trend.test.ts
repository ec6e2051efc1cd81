import { describe, expect, test } from "vitest";
import { median, regressionIn, trendsOf } from "../../reports/history/trend.ts";
import { line } from "./sample.ts";

describe("a regression", () => {
  const steady = [1000, 1010, 990, 1005, 995, 1000];

  test.each<[string, number[], "less" | "more", boolean]>([
    ["a fall beyond noise", [...steady, 700], "less", true],
    ["a rise where less is worse", [...steady, 1500], "less", false],
    ["within noise", [...steady, 985], "less", false],
    ["beyond a tiny spread, but hardly a change", [1000, 1000, 1000, 1000, 1000, 950], "less", false],
    ["as noisy as always", [500, 1500, 700, 1300, 1000, 400], "less", false],
    ["one bad day among the earlier ones", [1000, 1005, 995, 100, 1000, 1002, 600], "less", true],
    ["too few to say", [1000, 1000, 100], "less", false],
    ["a rise from nothing", [0, 0, 0, 0, 0, 1], "more", true],
  ])("%s", (_, values, worse, is) => expect(regressionIn(values, worse) !== undefined).toBe(is));

  test("names the usual value", () =>
    expect(regressionIn([...steady, 700], "less")).toEqual({ usual: 1000, last: 700 }));
});

test("only figures of the last campaign make trends", () => {
  const history = [line({ rest: { p50: 10, p95: 20 } }), line({ callsPerSecond: 900 })];
  const names = trendsOf(history).map(({ name }) => name);
  expect(names).toContain("calls per second");
  expect(names).not.toContain("rest p50");
});

test.each([
  [[3, 1, 2], 2],
  [[4, 1, 2, 3], 2.5],
  [[7], 7],
])("the median of %j", (values, middle) => expect(median(values)).toBe(middle));
