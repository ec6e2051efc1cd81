import { appendFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  appendHistory,
  failureAnalysis,
  historyLineOf,
  historyLines,
  readHistory,
} from "../../reports/history/history.ts";
import { divergence, line, report } from "./sample.ts";

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "kecs-fuzz-history-"));
});
afterEach(() => rmSync(directory, { recursive: true }));

test("a campaign is added to the history with its figures", () => {
  const flaky = divergence({ signature: "b", reproduced: "1/3" });
  const written = historyLineOf(report({ divergences: [divergence({ signature: "a" }), flaky] }), new Date(0));
  expect(written).toMatchObject({ callsPerSecond: 100, signatures: ["a", "b"], flaky: ["b"], rest: { p50: 9 } });
  expect(written.transitions["task PENDING→RUNNING"]?.p50).toBe(101);
  appendHistory(directory, written);
  expect(readHistory(directory, { target: "kecs" })).toEqual([written]);
});

test("campaigns of other targets, and invalid lines, are skipped", () => {
  appendHistory(directory, line({ target: "moto" }));
  appendHistory(directory, line({ bug: "x" }));
  appendFileSync(join(directory, "history.ndjson"), '{"half a li\n');
  appendHistory(directory, line({ seed: 7 }));
  expect(readHistory(directory, { target: "kecs" }).map(({ seed }) => seed)).toEqual([7]);
});

describe("failure analysis", () => {
  const history = [
    line({ at: "2026-11-01T00:00:00.000Z", signatures: ["old", "steady"] }),
    line({ at: "2026-11-02T00:00:00.000Z", signatures: ["steady", "goes"] }),
    line({ at: "2026-11-03T00:00:00.000Z", signatures: ["steady", "comes", "old"] }),
  ];

  test("new, known, gone, with dates and rate", () => {
    expect(Object.fromEntries(failureAnalysis(history))).toEqual({
      steady: { state: "known", firstSeen: "2026-11-01", lastSeen: "2026-11-03", campaigns: 3, of: 3 },
      comes: { state: "new", firstSeen: "2026-11-03", lastSeen: "2026-11-03", campaigns: 1, of: 3 },
      old: { state: "known", firstSeen: "2026-11-01", lastSeen: "2026-11-03", campaigns: 2, of: 3 },
      goes: { state: "gone", firstSeen: "2026-11-02", lastSeen: "2026-11-02", campaigns: 1, of: 3 },
    });
  });

  test("a line for the console", () => {
    expect(historyLines(history)).toContain("since the previous campaign: 1 new, 2 known, 1 gone");
    expect(historyLines(history.slice(0, 1))).toEqual([]);
  });
});
