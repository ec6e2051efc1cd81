import { describe, expect, test } from "vitest";
import { parse, text } from "../../../checker/signature.ts";
import type { Plan } from "../../../commands/language/plan.ts";
import type { Divergence } from "../../../properties/judge/divergence.ts";
import { Findings, findingSignature, isOfRest, stopWhenShown } from "../../../properties/triage/findings.ts";
import type { RunResult } from "../../../properties/workers/workerPool.ts";

const divergence = (written: string, operation = "StopTask", command = 0): Divergence => ({
  signature: parse(written),
  operation,
  clock: "immediate",
  expected: "",
  actual: "",
  path: undefined,
  rule: undefined,
  command,
  look: undefined,
});

const result = (divergences: readonly Divergence[], more: Partial<RunResult> = {}): RunResult =>
  ({ divergences, properties: ["sequential"], outage: undefined, ...more }) as RunResult;

const plan = (length: number): Plan => Array(length).fill({ operation: "ListClusters", input: {} });
const wrong = "StopTask/outcome/TK11→accepted";

describe("findings", () => {
  test("are one for each signature, with the first run and the shortest plan that showed it", () => {
    const findings = new Findings();
    expect(findings.see(4, plan(9), result([divergence(wrong)]))).toHaveLength(1);
    expect(findings.see(2, plan(12), result([divergence(wrong)]))).toEqual([]);
    expect(findings.see(7, plan(3), result([divergence(wrong)]))).toEqual([]);
    const [finding] = findings.inOrder();
    expect([finding?.first.run, finding?.smallest.plan.length, finding?.seen]).toEqual([2, 3, 3]);
  });

  test("are in the order of runs, then of what one run shows first", () => {
    const findings = new Findings();
    findings.see(5, plan(1), result([divergence("A/unsupported"), divergence("B/unsupported")]));
    findings.see(1, plan(1), result([divergence("C/unsupported")]));
    expect(findings.inOrder().map(({ signature }) => text(signature))).toEqual([
      "C/unsupported",
      "A/unsupported",
      "B/unsupported",
    ]);
  });

  test("are proven by a play in which only the plan changed the server", () => {
    const findings = new Findings();
    const behind: Divergence = { ...divergence(wrong), afterRecovery: true };
    expect(findings.see(1, plan(4), result([behind]))).toEqual([]);
    expect([findings.size, findings.proven]).toEqual([1, 0]);
    expect(findings.see(2, plan(9), result([divergence(wrong)]))).toHaveLength(1);
    const [finding] = findings.inOrder();
    expect([finding?.first.run, finding?.smallest.plan.length, findings.proven]).toEqual([2, 9, 1]);
    findings.see(0, plan(1), result([behind]));
    expect([finding?.first.run, finding?.smallest.plan.length, finding?.seen]).toEqual([2, 9, 3]);
  });

  test("are proven by a replay, too, and only once", () => {
    const findings = new Findings();
    findings.see(1, plan(4), result([{ ...divergence(wrong), afterRecovery: true }]));
    expect(findings.learn(plan(3), result([divergence(wrong)]))).toHaveLength(1);
    expect(findings.learn(plan(2), result([divergence(wrong)]))).toEqual([]);
  });

  test("learn shorter plans from replays, without counting them as runs", () => {
    const findings = new Findings();
    findings.see(1, plan(9), result([divergence(wrong)]));
    findings.learn(plan(2), result([divergence(wrong), divergence("Z/unsupported")]));
    expect(findings.size).toBe(1);
    expect(findings.inOrder()[0]).toMatchObject({ seen: 1, smallest: { plan: plan(2) } });
  });

  test("of a crash are grouped by the operation that observed it, and keep the plan that is replayed", () => {
    const findings = new Findings();
    const crash = divergence("server/crash", "RunTask");
    expect(text(findingSignature(crash))).toBe("server/crash/RunTask");
    findings.see(1, plan(9), result([crash], { outage: 1 }));
    findings.see(2, plan(2), result([crash], { outage: 2 }));
    const [finding] = findings.inOrder();
    expect([finding?.smallest.plan.length, [...(finding?.outages ?? [])]]).toEqual([9, [1, 2]]);
  });
});

test("a play may stop once every finding of it was shown, by whichever read", () => {
  const findings = new Findings();
  findings.see(1, plan(2), result([divergence("A/immediate/x.y/number→less"), divergence("server/crash", "B")]));
  const { met } = stopWhenShown(findings.inOrder(), false);
  const shown = ["A/look/DescribeX/immediate/x.y/number→less", "server/crash"].map(parse);
  expect([met([]), met(shown.slice(0, 1)), met(shown)]).toEqual([false, false, true]);
});

test("what shows after the last command showed at rest", () => {
  const at = (command: number) => ({
    run: 1,
    plan: plan(2),
    divergence: divergence(wrong, "A", command),
    properties: [],
  });
  expect([isOfRest(at(1)), isOfRest(at(2))]).toEqual([false, true]);
});
