import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { reportToGitHub } from "../../reports/github.ts";
import { divergence, line, report } from "./sample.ts";

const hostile = report({ divergences: [divergence({ signature: "a:b,c", actual: "50 %\n::warning::x | `y`" })] });

test("annotations contain a server's text on one line", () => {
  const lines: string[] = [];
  reportToGitHub(hostile, [], (text) => lines.push(text), { GITHUB_ACTIONS: "true" });
  expect(lines).toEqual([
    "::error title=a%3Ab%2Cc::expected ClusterNotFoundException, got 50 %25%0A::warning::x | `y`",
  ]);
});

test("the summary is a table, whatever texts a server returns", () => {
  const directory = mkdtempSync(join(tmpdir(), "kecs-fuzz-summary-"));
  const file = join(directory, "summary.md");
  try {
    reportToGitHub(hostile, [line({ signatures: ["gone"] }), line({ signatures: ["a:b,c"] })], () => {}, {
      GITHUB_STEP_SUMMARY: file,
    });
    const rows = readFileSync(file, "utf8").split("\n");
    expect(rows).toContain("| `a:b,c` | new | 3 | 3/3 | `ClusterNotFoundException` | `50 % ::warning::x \\| ˋyˋ` |");
    expect(rows).toContain("- gone: `gone`");
  } finally {
    rmSync(directory, { recursive: true });
  }
});

test("outside GitHub nothing is printed", () => {
  const lines: string[] = [];
  reportToGitHub(hostile, [], (text) => lines.push(text), {});
  expect(lines).toEqual([]);
});
