import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { writeSavedPlan } from "../../properties/plans/savedPlan.ts";
import { renderReport } from "../../reports/folder.ts";
import { divergence, plan, report } from "./sample.ts";

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "kecs-fuzz-folder-"));
  writeSavedPlan(join(directory, "divergences/1.json"), {
    target: "kecs",
    signature: undefined,
    seed: 1,
    path: undefined,
    bug: undefined,
    property: "sequential",
    commands: plan,
  });
});
afterEach(() => rmSync(directory, { recursive: true }));

test("a campaign is rendered, reported to CI and added to the history", () => {
  renderReport(directory, report(), new Date(0));
  const { history } = renderReport(directory, report({ divergences: [divergence()] }), new Date(1));
  expect(history.map(({ at }) => at)).toEqual(["1970-01-01T00:00:00.000Z", "1970-01-01T00:00:00.001Z"]);
  expect(readFileSync(join(directory, "report.html"), "utf8")).toContain("Trend over 2 campaigns");
  expect(readFileSync(join(directory, "junit.xml"), "utf8")).toContain('failures="1"');
});

test("a plan that was shrunk again is rendered, and not added to the history", () => {
  renderReport(directory, report(), undefined);
  expect(existsSync(join(directory, "report.html"))).toBe(true);
  expect(existsSync(join(directory, "history.ndjson"))).toBe(false);
});
