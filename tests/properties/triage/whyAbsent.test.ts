import { expect, test } from "vitest";
import type { Plan } from "../../../commands/language/plan.ts";
import { Case } from "../../../properties/triage/case.ts";
import type { Circumstances } from "../../../properties/triage/findings.ts";
import { reportedFaultOf } from "../../../properties/triage/reportedFault.ts";
import { whyAbsent } from "../../../properties/triage/whyAbsent.ts";
import { divergence, found } from "./fakeHost.ts";

const quiet: Circumstances = { outage: false, busy: false, others: false };
const list: Plan = [{ operation: "ListTasks", input: { cluster: "c1" } }];
const settings: Plan = [
  { operation: "PutAccountSettingDefault", input: { name: "containerInsights", value: "enabled" } },
];
const inDefault: Plan = [{ operation: "DescribeServices", input: { services: ["s1"] } }];

test.each<[string, Plan, Circumstances, boolean, RegExp | undefined]>([
  ["nothing is known", list, quiet, false, undefined],
  ["the server restarted", list, quiet, true, /^the server restarted meanwhile$/],
  ["an outage", list, { ...quiet, outage: true }, false, /^the server was unavailable/],
  ["the machine was busy", list, { ...quiet, busy: true }, false, /^the machine was busy/],
  ["account settings", settings, quiet, false, /account settings/],
  ["the default cluster", inDefault, quiet, false, /default cluster/],
  ["other workers, as the last resort", list, { ...quiet, others: true }, false, /^runs of other workers/],
  ["but not beside another reason", list, { ...quiet, others: true }, true, /^the server restarted meanwhile$/],
])("why a finding does not recur: %s", (_, plan, circumstances, restarted, reason) => {
  const reasons = whyAbsent(found(plan, divergence("A/unsupported", 0), 1, circumstances), restarted);
  expect(reasons).toHaveLength(reason === undefined ? 0 : 1);
  if (reason !== undefined) expect(reasons[0]).toMatch(reason);
});

test("a list of what all runs have may show what others created", () => {
  const stray = divergence("ListClusters/immediate/clusterArns[]/nothing→item", 0);
  expect(whyAbsent(found([{ operation: "ListClusters", input: {} }], stray, 1, quiet), false)).toEqual([
    "its list may show what other runs created",
  ]);
});

test("the note of a finding that does not recur says so, with the reason", () => {
  const about = new Case(found(settings, divergence("A/unsupported", 0), 1, quiet));
  about.note(settings, []);
  expect(reportedFaultOf(about).fault).toMatchObject({
    hits: 0,
    tries: 1,
    note: "not reproduced; it may depend on account settings, which all runs share",
  });
});
