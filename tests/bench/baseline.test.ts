import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { baselineOf, changeOf, comparison, figureOf, updateBaseline } from "../../bench/baseline.ts";
import { growthInWords, slope } from "../../bench/slope.ts";

const folder = mkdtempSync(join(tmpdir(), "kecs-fuzz-test-baseline-"));
afterAll(() => rmSync(folder, { recursive: true }));

describe("baselines", () => {
  test("a figure is the median of its rounds, and one disturbed round changes nothing", () => {
    expect(figureOf([2, 2.1, 1.9, 2, 40])).toEqual({ ratio: 2, noise: expect.closeTo(0.1) });
  });

  test.for([
    ["within the noise of the baseline", { ratio: 2, noise: 0.2 }, { ratio: 3, noise: 0 }, "same"],
    ["within its own noise", { ratio: 2, noise: 0 }, { ratio: 3, noise: 0.2 }, "same"],
    ["less than a share, however quiet", { ratio: 2, noise: 0 }, { ratio: 2.29, noise: 0 }, "same"],
    ["more than noise and share", { ratio: 2, noise: 0.05 }, { ratio: 2.5, noise: 0.05 }, "worse"],
    ["less by as much", { ratio: 2, noise: 0.05 }, { ratio: 1.5, noise: 0.05 }, "better"],
  ] as const)("a change %s", ([, was, is, change]) => {
    expect(changeOf(was, is)).toBe(change);
  });

  test("an operation that no longer gets a reply has become worse", () => {
    const baseline = { ListClusters: { ratio: 2, noise: 0 }, RunTask: { ratio: 2, noise: 0 } };
    expect(comparison(baseline, { RunTask: { ratio: 2, noise: 0 }, ListTasks: { ratio: 9, noise: 0 } })).toEqual([
      { change: "worse", line: "ListClusters is answered no more" },
    ]);
  });

  test("are kept by target and class of machines, and rewritten", () => {
    const file = join(folder, "baselines.json");
    expect(baselineOf("moto", file)).toBeUndefined();
    updateBaseline("moto", { ListClusters: { ratio: 1.23456, noise: 0.012345 } }, file);
    updateBaseline("kecs", { ListClusters: { ratio: 9, noise: 0 } }, file);
    expect(baselineOf("moto", file)).toEqual({ ListClusters: { ratio: 1.235, noise: 0.0123 } });
    updateBaseline("moto", { ListClusters: { ratio: 2, noise: 0 } }, file);
    expect(baselineOf("moto", file)).toEqual({ ListClusters: { ratio: 2, noise: 0 } });
    expect(baselineOf("kecs", file)).toEqual({ ListClusters: { ratio: 9, noise: 0 } });
  });
});

describe("growth", () => {
  const sizes = [10, 100, 1000, 10_000];
  test.for([
    ["constant", () => 3, 0, "flat"],
    ["linear", (n: number) => 0.01 * n, 1, "LINEAR"],
    ["quadratic", (n: number) => n * n, 2, "QUADRATIC"],
    ["square root", (n: number) => Math.sqrt(n), 0.5, "grows"],
  ] as const)("%s", ([, of, exponent, words]) => {
    const found = slope(sizes.map((n) => [n, of(n)]));
    expect(found).toBeCloseTo(exponent, 5);
    expect(growthInWords(found)).toContain(words);
  });

  test("one disturbed point does not bend the exponent", () => {
    const points = [100, 300, 1000, 3000, 10_000].map((n) => [n, n === 1000 ? 50 * n : n] as const);
    expect(slope(points)).toBeCloseTo(1, 1);
  });
});
