import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { parse } from "../../checker/signature.ts";
import { writeSavedPlan } from "../../properties/plans/savedPlan.ts";
import { mergeReports, readReport } from "../../reports/merge.ts";
import { divergence, plan, report } from "./sample.ts";

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "kecs-fuzz-merge-"));
});
afterEach(() => rmSync(directory, { recursive: true }));

test("clean shards make one clean report, in a folder that does not exist yet", () => {
  const shards = ["a", "b"].map((name) => {
    const shard = join(directory, name);
    mkdirSync(shard);
    writeFileSync(join(shard, "report.json"), JSON.stringify(report({ divergences: [] })));
    return shard;
  });
  const into = join(directory, "deep/merged");
  const merged = mergeReports(shards, into);
  expect(readReport(into)).toEqual(merged);
  expect(merged).toMatchObject({ runs: 20, calls: 600, rests: { 40: 18, 60: 2 }, divergences: [] });
  expect(merged.transitions?.["task PENDING→RUNNING"]).toEqual({ seen: 6, took: { 80: 6 } });
});

test("of equal signatures the worse severity and all operations are kept; the most severe is first", () => {
  const operation = "StopTask";
  const shards = [
    [divergence({ operation, operations: [operation, "RunTask"], severity: "minor", severityReason: "a text" })],
    [
      divergence({ operation, severity: "major", severityReason: "a type", plan: "divergences/1.json" }),
      divergence({ signature: "server/crash/RunTask", operation: "RunTask", plan: "divergences/2.json" }),
    ],
  ].map((divergences, index) => {
    const shard = join(directory, `shard-${index}`);
    for (const [at, each] of divergences.entries())
      writeSavedPlan(join(shard, each.plan), {
        ...{ target: "kecs", seed: 1, path: undefined, bug: undefined, property: "sequential" },
        signature: parse(each.signature),
        commands: plan.slice(0, 3 - at),
      });
    writeFileSync(join(shard, "report.json"), JSON.stringify(report({ divergences })));
    return shard;
  });
  expect(mergeReports(shards, join(directory, "into")).divergences).toMatchObject([
    { signature: "server/crash/RunTask", plan: "divergences/1.json" },
    { severity: "major", severityReason: "a type", operations: ["StopTask", "RunTask"], seen: 6 },
  ]);
});
