import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { mergeReports, readReport } from "../../reports/merge.ts";
import { report } from "./sample.ts";

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
