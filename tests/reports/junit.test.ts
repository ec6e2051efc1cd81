import { expect, test } from "vitest";
import { campaignJunit, junit } from "../../reports/junit.ts";
import type { ScenarioResult } from "../../scenarios/kit/runner/result.ts";
import { divergence, report } from "./sample.ts";

const result = (name: string, more: Partial<ScenarioResult>): ScenarioResult => ({
  name,
  phase: 1,
  file: "scenarios/1-foundation/clusters.ts",
  outcome: "passed",
  seconds: 0.25,
  left: [],
  ...more,
});

test("one test case for each scenario, sorted, with its result", () => {
  const xml = junit("moto", [
    result("c", { outcome: "failed", why: 'expected "a" <b> & \u001b[31mc\u001b[39m\u0000\nsecond line' }),
    result("b", { outcome: "skipped", why: "moto lacks containers" }),
    result("d", { outcome: "expected", why: "no tasks", deviation: "targets/moto/deviations/x.json" }),
    result("a", {}),
  ]);
  expect(xml).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites tests="4" failures="1" errors="0" skipped="1" time="1.000">
  <testsuite name="moto: scenarios/1-foundation/clusters.ts" tests="4" failures="1" errors="0" skipped="1" time="1.000">
    <testcase name="a" classname="scenarios/1-foundation/clusters.ts" time="0.250"/>
    <testcase name="b" classname="scenarios/1-foundation/clusters.ts" time="0.250">
      <skipped message="moto lacks containers"/>
    </testcase>
    <testcase name="c" classname="scenarios/1-foundation/clusters.ts" time="0.250">
      <failure message="expected &quot;a&quot; &lt;b&gt; &amp; c">expected &quot;a&quot; &lt;b&gt; &amp; c
second line</failure>
    </testcase>
    <testcase name="d" classname="scenarios/1-foundation/clusters.ts" time="0.250">
      <system-out>failed as targets/moto/deviations/x.json expects: no tasks</system-out>
    </testcase>
  </testsuite>
</testsuites>
`);
});

test("a campaign fails one test case for each divergence, the most severe first, with its severity and sentence", () => {
  const divergences = [
    divergence({ signature: "DeleteService/error/text/SV32", operation: "DeleteService" }),
    divergence({ signature: "server/crash/RunTask", operation: "RunTask", rule: undefined }),
  ];
  const xml = campaignJunit(report({ divergences }));
  const failures = [...xml.matchAll(/<failure message="([^"]*)" type="(\w+)"/g)].map(([, ...parts]) => parts);
  expect(failures).toEqual([
    ["critical: RunTask crashes the server.", "critical"],
    [
      "minor: DeleteService refuses with another text than ECS: deleting an unknown service is refused without a text.",
      "minor",
    ],
  ]);
});
