import { stripVTControlCharacters } from "node:util";
import { expect, test } from "vitest";
import { parse } from "../../checker/signature.ts";
import type { CampaignResult } from "../../properties/campaign/campaign.ts";
import { Counters } from "../../properties/measures/counters.ts";
import type { ReportedFault } from "../../properties/triage/reportedFault.ts";
import { bugsDocument, bugsTable } from "../../reports/bugs/trials.ts";
import { compact, numberedCalls } from "../../reports/calls.ts";
import { failuresText, failureText, summaryText } from "../../reports/console.ts";
import { bugs } from "../../targets/embedded/bugs.ts";

const entry: ReportedFault = {
  signature: parse("DeleteCluster/error/type/CL13:ClusterNotFoundException→ServerException"),
  divergence: {
    signature: parse("DeleteCluster/error/type/CL13:ClusterNotFoundException→ServerException"),
    operation: "DeleteCluster",
    clock: "immediate",
    expected: "ClusterNotFoundException",
    actual: "ServerException",
    path: undefined,
    rule: "CL13",
    command: 1,
    look: undefined,
  },
  rating: { severity: "major", reason: "the error type is wrong, which clients test" },
  operations: ["DeleteCluster"],
  run: 12,
  seen: 3,
  hits: 2,
  tries: 3,
  restarted: false,
  symptoms: [parse("UpdateCluster/error/type/CL13:ClusterNotFoundException→ServerException")],
  property: "sequential",
  plan: [
    { operation: "CreateCluster", input: { clusterName: "c1", tags: [{ key: "a", value: "" }] } },
    { operation: "DeleteCluster", input: { cluster: { ref: [0, "cluster.clusterArn"], as: "name" } } },
  ],
  shrunk: true,
  commandsBefore: 31,
  executions: 14,
  path: "12:0",
  evidence: [],
  log: [],
  note: undefined,
};

test("a failure reads as calls, difference, rule, history and the replay command", () => {
  const text = stripVTControlCharacters(failureText(entry, 1, "npm run fuzz -- --replay x/1.json"));
  expect(text.replace(/(evidence {2}).*/, "$1…")).toMatchInlineSnapshot(`
    "1. DeleteCluster and UpdateCluster answer ServerException instead of ClusterNotFoundException: a cluster that never existed is not found.
       major: the error type is wrong, which clients test
       DeleteCluster/error/type/CL13:ClusterNotFoundException→ServerException
         1  CreateCluster {clusterName: "c1", tags: [{key: "a", value: ""}]}
         2  DeleteCluster {cluster: «1.clusterArn as name»}
       the reply of call 2 (immediate)
         expected  ClusterNotFoundException
         actual    ServerException
         rule      CL13: a cluster that never existed is not found
         evidence  …
         AWS says  https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeleteCluster.html
       observed in 3 runs · reproduced in 2 of 3 replays · shrunk from 31 to 2 commands in 14 executions
       also observed as UpdateCluster/error/type/CL13:ClusterNotFoundException→ServerException
       replay: npm run fuzz -- --replay x/1.json"
  `);
});

test("of many divergences the first ten are listed on two lines each, with the place of the others", () => {
  const text = stripVTControlCharacters(failuresText(Array(12).fill({ ...entry, symptoms: [] }), "out", String));
  const lines = text.split("\n");
  expect(lines).toHaveLength(22);
  expect(lines.slice(0, 3)).toEqual([
    "The first 10 of 12 divergences to mend, the most severe first:",
    " 1. major     DeleteCluster answers ServerException instead of ClusterNotFoundException: a cluster that never existed is not found.",
    "    DeleteCluster/error/type/CL13:ClusterNotFoundException→ServerException · observed in 3 runs · 2 calls",
  ]);
  expect(lines[19]).toMatch(/^10\. major {5}DeleteCluster/);
  expect(lines[21]).toMatch(/out\/report\.html and out\/report\.json; `npm run report -- issue N out`/);
});

test("of three divergences everything is printed", () => {
  const text = failuresText(Array(3).fill(entry), "out", (index) => `replay ${index + 1}`);
  expect(text.match(/replay:/g)).toHaveLength(3);
  expect(text).toContain("replay 3");
});

test("a difference that shows only at rest is marked, and an unusable shrunk plan has a reason", () => {
  const divergence = { ...entry.divergence, command: 2, look: "DescribeClusters", path: "clusters[].status" };
  const text = stripVTControlCharacters(failureText({ ...entry, divergence, note: "not reproduced" }, 2, undefined));
  expect(text).toContain("clusters[].status of DescribeClusters at rest");
  expect(text).toContain("not reproduced");
});

test("long values are shortened, numbers of calls aligned", () => {
  expect(compact("x".repeat(300))).toMatch(/^"x+… \(302 characters\)$/);
  expect(compact({ a: [1, null, true, {}] })).toBe("{a: [1, null, true, {}]}");
  const calls = numberedCalls(Array(10).fill({ operation: "ListClusters", input: {} })).map(stripVTControlCharacters);
  expect([calls[0], calls[9]]).toEqual([" 1  ListClusters {}", "10  ListClusters {}"]);
});

test("planted bugs are listed by category, and those not found are marked", () => {
  const [first, second] = bugs as [(typeof bugs)[number], (typeof bugs)[number]];
  const trials = [
    { bug: first, found: true, seconds: 1.25, executions: 20, told: [{ signature: "a|b", commands: 3 }] },
    { bug: second, found: false, seconds: 0, executions: 900, told: [] },
  ];
  expect(stripVTControlCharacters(bugsTable(trials))).toMatch(new RegExp(`${second.name} +│ NO`));
  const document = bugsDocument(trials, 3);
  expect(document).toContain("1 of 3 were found, 1 were not played");
  expect(document).toContain(`| \`${first.name}\` |`);
  expect(document).toContain("`a\\|b`");
  expect(document).toContain("not found");
});

test("the summary says what the workers spent their time on, and how many divergences are shrunk", () => {
  const result: CampaignResult = {
    ending: "done",
    reason: undefined,
    runs: 4,
    earlier: 0,
    seconds: 50,
    plansDigest: "",
    counters: new Counters(),
    calls: 1000,
    faults: [entry, { ...entry, shrunk: false }],
    deviations: [],
    unsupported: [],
    restarts: 0,
    left: 0,
    firstSeconds: 1,
    firstRuns: 1,
    replays: 9,
    spent: { hunting: 75, replaying: 5, shrinking: 20 },
    shrunk: 1,
    unproven: [],
    broken: [],
  };
  const summary = stripVTControlCharacters(summaryText(result, false));
  expect(summary).toContain("time: hunting 75 % · replaying 5 % · shrinking 20 %; 1 of 2 divergences shrunk\n4 runs");
  expect(summaryText({ ...result, faults: [] }, false)).not.toContain("time:");
});
