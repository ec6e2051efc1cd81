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
    "::warning title=major%3A a%3Ab%2Cc::The server differs from ECS: a:b,c. Expected ClusterNotFoundException, got 50 %25%0A::warning::x | `y`",
  ]);
});

test("the level of an annotation is that of the severity, and the most severe is first", () => {
  const lines: string[] = [];
  const of = (signature: string, seen: number) => divergence({ signature, seen });
  const divergences = [
    of("DeleteService/error/text/SV32", 9),
    of("CreateCluster/outcome/CL4→accepted", 1),
    of("CreateCluster/outcome/CL7→accepted", 2),
    of("server/crash/RunTask", 1),
  ];
  reportToGitHub(report({ divergences }), [], (text) => lines.push(text), { GITHUB_ACTIONS: "true" });
  expect(lines.map((text) => /^::(\w+) title=(.*?)::/.exec(text)?.slice(1))).toEqual([
    ["error", "critical%3A server/crash/RunTask"],
    ["warning", "major%3A CreateCluster/outcome/CL7→accepted"],
    ["warning", "major%3A CreateCluster/outcome/CL4→accepted"],
    ["notice", "minor%3A DeleteService/error/text/SV32"],
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
    expect(rows).toContain(
      "| major | The server differs from ECS: a:b,c. | `a:b,c` | new | 3 | 3/3 | `ClusterNotFoundException` | `50 % ::warning::x \\| ˋyˋ` |",
    );
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
