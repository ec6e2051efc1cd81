import type { Plan } from "../../commands/language/plan.ts";
import type { ReportDocument, ReportedDivergence } from "../../reports/document.ts";
import type { HistoryLine } from "../../reports/history/historyLine.ts";

export const plan: Plan = [
  { operation: "CreateCluster", input: { clusterName: "it's `c1` $HOME" } },
  {
    operation: "RunTask",
    input: {
      cluster: { ref: [0, "cluster.clusterArn"] },
      taskDefinition: "arn:aws:ecs:«region»:«account»:task-definition/f",
      networkConfiguration: { awsvpcConfiguration: { subnets: ["«subnet»"] } },
    },
  },
  {
    operation: "StopTask",
    atRest: true,
    input: {
      cluster: { ref: [0, "cluster.clusterArn"], as: "name" },
      task: { ref: [1, "tasks.0.taskArn"], as: "shortArn" },
    },
  },
];

export const divergence = (more: Partial<ReportedDivergence> = {}): ReportedDivergence => ({
  signature: "StopTask/error/type/ClusterNotFoundException→ServerException",
  operation: "StopTask",
  clock: "immediate",
  expected: "ClusterNotFoundException",
  actual: "ServerException",
  rule: "CL13",
  words: "an unknown cluster is refused",
  seen: 3,
  reproduced: "3/3",
  symptoms: [],
  plan: "divergences/1.json",
  commandsBefore: 31,
  commandsAfter: 3,
  executions: 14,
  exchanges: [{ command: 2, look: false, operation: "StopTask", input: "{}", status: 500, answer: "<h1>oops</h1>" }],
  ...more,
});

export const report = (more: Partial<ReportDocument> = {}): ReportDocument => ({
  schema: 1,
  target: "kecs",
  seed: 42,
  ending: "done",
  runs: 10,
  commands: 100,
  calls: 300,
  looks: 200,
  refused: 20,
  seconds: 3,
  plansDigest: "sha256:0",
  maskedShare: 0,
  operations: { CreateCluster: { accepted: 1, refused: 0 } },
  rules: { CL13: 8 },
  rests: { 40: 9, 60: 1 },
  transitions: { "task PENDING→RUNNING": { seen: 3, took: { 80: 3 } } },
  divergences: [divergence()],
  deviations: [],
  ...more,
});

export const line = (more: Partial<HistoryLine> = {}): HistoryLine => ({
  at: "2026-11-01T00:00:00.000Z",
  target: "kecs",
  seed: 1,
  runs: 100,
  seconds: 10,
  callsPerSecond: 1000,
  transitions: {},
  maskedShare: 0,
  signatures: [],
  flaky: [],
  ...more,
});
