import { inflateRawSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { htmlPage } from "../../reports/html/page.ts";
import { divergence, line, plan, report } from "./sample.ts";

const page = (more: Partial<Parameters<typeof htmlPage>[0]> = {}): string =>
  htmlPage({ report: report(), plans: [plan], history: [], scenarios: [], ...more });

/** The parts that a browser adds when a row is opened. */
const partsIn = (text: string): string[] => {
  const [, packed = ""] = /<script type="text\/plain" id="parts">([^<]*)<\/script>/.exec(text) ?? [];
  return JSON.parse(inflateRawSync(Buffer.from(packed, "base64")).toString());
};

describe("report.html", () => {
  test("contains the verdict, the difference, the rule and the reproduction", () => {
    const text = page();
    expect(text).toContain("<title>kecs-fuzz: kecs, 1 divergence</title>");
    expect(text).toContain("ClusterNotFoundException");
    expect(text).toContain("CL13: an unknown cluster is refused");
    expect(text).toContain("npm run fuzz -- --replay divergences/1.json --target kecs");
    expect(text).toContain("task PENDING→RUNNING");
  });

  test("shows the sentence, the severity and the operations of a divergence, and counts them", () => {
    const told = divergence({
      severity: "critical",
      severityReason: "an accepted call did not take effect",
      sentence: "StopTask fails with a 500 for an unknown cluster.",
      operations: ["StopTask", "RunTask"],
      shrunk: false,
    });
    const text = page({
      report: report({ divergences: [told, divergence({ severity: "minor" })] }),
      plans: [plan, plan],
    });
    expect(text).toContain("1 critical · 1 minor");
    expect(text).toContain("StopTask fails with a 500 for an unknown cluster.");
    expect(text).toContain("critical: an accepted call did not take effect");
    expect(text).toContain("StopTask, RunTask");
    expect(text).toContain("not shrunk");
  });

  test("severity and sentence of a report of an earlier version follow from the signature", () => {
    expect(page()).toContain('<p class="counts">1 major');
    expect(page()).toContain("StopTask answers ServerException");
  });

  test("an opened divergence has the AWS CLI, curl, TypeScript, all replies and the log", () => {
    const [part = ""] = partsIn(page({ report: report({ divergences: [divergence({ log: ["ERROR 17"] })] }) }));
    for (const text of ["ecs stop-task", "X-Amz-Target", "StopTaskCommand", "END_OF_PLAN", "oops", "ERROR 17"])
      expect(part).toContain(text);
  });

  test("reports that nothing differs", () => {
    expect(page({ report: report({ divergences: [] }), plans: [] })).toContain("no divergence");
  });

  test("loads nothing", () => {
    expect(page()).not.toMatch(/(?:src|href)="(?!#)/);
    expect(page()).toContain("default-src 'none'");
  });

  test("a server's text is never markup", () => {
    const evil = `<script>alert(1)</script><img src=x onerror="alert(2)">'"&</title></style>`;
    const hostile = divergence({
      signature: evil,
      expected: evil,
      actual: evil,
      path: evil,
      note: evil,
      symptoms: [evil, evil, evil, evil, evil, evil],
      sentence: evil,
      severityReason: evil,
      severity: "major",
      operations: [evil],
      documentation: evil,
      log: [evil],
      exchanges: [{ command: 0, look: false, operation: evil, input: evil, status: 200, answer: evil }],
    });
    const text = page({
      report: report({
        target: evil,
        divergences: [hostile],
        unsupported: [evil],
        deviations: [{ id: evil, seen: 1 }],
        laws: { [evil]: { checked: 1, violated: 1, unobserved: 0 } },
        transitions: { [evil]: { seen: 1, took: { 1: 30 } } },
      }),
      history: [line({ signatures: [evil] }), line({ signatures: ["x"], transitions: { [evil]: { p50: 1, p95: 1 } } })],
      plans: [[{ operation: evil, input: { [evil]: evil } }]],
      scenarios: [
        { name: evil, phase: 1, file: evil, outcome: "failed", seconds: 1, why: evil, deviation: evil, left: [] },
      ],
    });
    expect(text).not.toContain("<script>alert");
    expect(text).not.toContain("<img");
    expect(text).not.toContain(evil);
    expect(text).not.toContain("</title></style>");
    expect(text.match(/<\/style>/g)).toHaveLength(1);
    for (const part of partsIn(text)) {
      expect(part).toContain("&lt;img");
      expect(part).not.toMatch(/<(?:script|img)|<\/title/);
    }
  });

  test("compares with the campaigns before", () => {
    const known = report().divergences[0]?.signature ?? "";
    const history = [line({ signatures: [known, "went/away"] }), line({ signatures: [known] })];
    const text = page({ history });
    expect(text).toContain("known, first observed 2026-11-01");
    expect(text).toContain("Gone since the previous campaign");
    expect(text).toContain("went/away");
  });
});
