import { expect, test } from "vitest";
import { deviationIn } from "../../properties/deviations/deviation.ts";
import type { ReportDocument } from "../../reports/document.ts";
import { scorecardMarkdown } from "../../reports/scorecard/markdown.ts";
import { scorecardPage } from "../../reports/scorecard/page.ts";
import { type Source, scorecardOf } from "../../reports/scorecard/scorecard.ts";
import type { ScenarioResult } from "../../scenarios/kit/runner/result.ts";
import { divergence, report } from "./sample.ts";

const operations = {
  CreateCluster: { accepted: 4, refused: 1 },
  StopTask: { accepted: 2, refused: 2 },
  RunTask: { accepted: 3, refused: 0 },
  ListTasks: { accepted: 0, refused: 5 },
  StartTask: { accepted: 0, refused: 1 },
  DeleteCluster: { accepted: 1, refused: 0 },
};

const source = (more: Partial<ReportDocument> = {}, scenarios: readonly ScenarioResult[] = []): Source => ({
  report: report({ operations, unsupported: ["StartTask"], ...more }),
  scenarios,
});

const known = (patch: object, signature = "DeleteCluster/outcome/CL13→accepted") => {
  const deviation = deviationIn(
    {
      id: "kecs/x",
      summary: "DeleteCluster accepts what ECS refuses",
      evidence: { row: "CL13", does: "x" },
      upstream: "unreported",
      since: "1",
      patch,
      witness: {
        signature,
        commands: [{ operation: "DeleteCluster", input: {} }],
      },
    },
    "kecs/x.json",
  );
  if (typeof deviation === "string") throw new Error(deviation);
  return deviation;
};

const accepts = known({ kind: "accepted", operations: ["DeleteCluster"], rules: ["CL13"] });

const stateOf = (card: ReturnType<typeof scorecardOf>, operation: string) =>
  card.operations.find((each) => each.operation === operation);

test("an operation is wrong, not supported, right or not observed", () => {
  const wrong = divergence({ severity: "minor", operations: ["StopTask", "RunTask"], sentence: "Both are wrong." });
  const worse = divergence({
    severity: "critical",
    signature: "StopTask/outcome/CL13→accepted",
    sentence: "It is lost.",
  });
  const card = scorecardOf([source({ divergences: [wrong, worse] })], []);
  expect(stateOf(card, "StopTask")).toMatchObject({ state: "wrong", severity: "critical" });
  expect(stateOf(card, "StopTask")?.faults.map(({ sentence }) => sentence)).toEqual(["It is lost.", "Both are wrong."]);
  expect(stateOf(card, "RunTask")).toMatchObject({ state: "wrong", severity: "minor" });
  expect(stateOf(card, "StartTask")).toMatchObject({ state: "unsupported" });
  expect(stateOf(card, "CreateCluster")).toMatchObject({ state: "right", accepted: 4, refused: 1 });
  expect(card.operations.map(({ operation }) => operation).slice(0, 3)).toEqual(["StopTask", "RunTask", "StartTask"]);
  expect(card.counts).toEqual({ wrong: 2, unsupported: 1, right: 2, unobserved: card.operations.length - 5 });
});

test("what was not observed is never a pass", () => {
  const card = scorecardOf([source({ divergences: [] })], []);
  expect(stateOf(card, "CreateService")).toMatchObject({ state: "unobserved" });
  expect(stateOf(card, "ListTasks")).toMatchObject({ state: "unobserved", refused: 5 });
  expect(scorecardMarkdown(card)).toContain("| ListTasks | not observed | 0 | 5 | every call was refused |");
});

test("an operation with a known deviation that occurred is not right", () => {
  const seen = (seen: number) => source({ divergences: [], deviations: [{ id: "kecs/x", seen }] });
  expect(stateOf(scorecardOf([seen(3)], [accepts]), "DeleteCluster")).toMatchObject({ state: "wrong" });
  expect(stateOf(scorecardOf([seen(0)], [accepts]), "DeleteCluster")).toMatchObject({ state: "right" });
});

test("a deviation of all operations, or without a file, is wrong everywhere", () => {
  const all = known(
    { kind: "error", operations: "any", rules: "any", errors: ["InternalError"] },
    "DeleteCluster/error/type/CL13:ClusterNotFoundException→InternalError",
  );
  const seen = source({ divergences: [], deviations: [{ id: "kecs/x", seen: 1 }] });
  expect(scorecardOf([seen], [all]).everywhere).toMatchObject([{ id: "kecs/x", known: true }]);
  expect(scorecardOf([seen], []).everywhere).toMatchObject([{ id: "kecs/x", sentence: "kecs/x" }]);
});

test("several reports of a server add up, and one that served an operation counts", () => {
  const later = source({
    divergences: [divergence()],
    operations: { StartTask: { accepted: 1, refused: 0 } },
    unsupported: [],
  });
  const card = scorecardOf([source({ divergences: [] }), later], []);
  expect(stateOf(card, "StartTask")).toMatchObject({ state: "right", accepted: 1, refused: 1 });
  expect(stateOf(card, "StopTask")).toMatchObject({ state: "wrong", severity: "major" });
  expect(card.campaigns).toHaveLength(2);
});

test("laws and scenarios are counted", () => {
  const laws = {
    wire: { checked: 2, violated: 1, unobserved: 0 },
    tags: { checked: 2, violated: 0, unobserved: 0 },
    pages: { checked: 0, violated: 0, unobserved: 2 },
  };
  const scenario = { name: "x", phase: 1, file: "f", outcome: "passed", seconds: 1, left: [] } as const;
  const card = scorecardOf([source({ laws }, [scenario, { ...scenario, outcome: "failed" }])], []);
  expect(card.laws).toEqual({ wire: "violated", tags: "holds", pages: "unobserved" });
  expect(scorecardMarkdown(card)).toContain("1 of 2 scenarios passed · 1 failed");
});

test("a server's text is no markup", () => {
  const evil = "<img src=x> | ![x](y) `z`\n# no heading";
  const card = scorecardOf(
    [source({ target: evil, divergences: [divergence({ sentence: evil, signature: evil })] })],
    [],
  );
  const markdown = scorecardMarkdown(card);
  expect(markdown).not.toMatch(/(?<!\\)<img|(?<!\\)!\[|^# no/m);
  expect(markdown.split("\n").filter((line) => line.startsWith("| StopTask"))).toEqual([
    expect.stringMatching(/^(?:\| (?:[^|\\]|\\.)* ){5}\|$/),
  ]);
  expect(scorecardPage(card)).not.toContain("<img");
});
