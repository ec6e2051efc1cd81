import { expect, test } from "vitest";
import type { PlanInput } from "../../../../commands/language/reference.ts";
import { SymbolicRun } from "../../../../commands/language/symbolicRun.ts";
import { defaultPlanOptions } from "../../../../commands/plans/generate.ts";
import { pairsOf } from "../../../../commands/plans/guidance/attempt.ts";

const container = { name: "x", image: "nginx" };
const definition = {
  family: "f",
  containerDefinitions: [container],
  networkMode: "awsvpc",
  requiresCompatibilities: ["FARGATE"],
  cpu: "256",
  memory: "512",
};
const service = {
  cluster: "c1",
  serviceName: "s1",
  taskDefinition: "f",
  desiredCount: 2,
  launchType: "FARGATE",
  networkConfiguration: { awsvpcConfiguration: { subnets: ["«subnet»"] } },
};

/** A run after these calls, which the model accepts. */
function after(...calls: readonly (readonly [operation: string, input: PlanInput, atRest?: true])[]): SymbolicRun {
  const run = new SymbolicRun(defaultPlanOptions.abilities);
  for (const [operation, input, atRest] of calls) {
    const result = run.add({ operation, input, ...(atRest ? { atRest } : {}) });
    expect(result?.kind, operation).toBe("accepted");
  }
  return run;
}

const furnished = [
  ["CreateCluster", { clusterName: "c1" }],
  ["RegisterTaskDefinition", definition],
  ["CreateService", service],
] as const;

const here = { cluster: "c1", service: "s1" };
const describe = ["DescribeServices", { cluster: "c1", services: ["s1"] }, true] as const;

test.each<[string, SymbolicRun, string, PlanInput]>([
  ["UpdateService scale-in · service rolling out", after(...furnished), "UpdateService", { ...here, desiredCount: 1 }],
  [
    "UpdateService scale-out · service steady",
    after(...furnished, describe),
    "UpdateService",
    { ...here, desiredCount: 3 },
  ],
  ["DeleteService forced · service steady", after(...furnished, describe), "DeleteService", { ...here, force: true }],
  [
    "UpdateService · service DRAINING",
    after(...furnished, ["DeleteService", { ...here, force: true }]),
    "UpdateService",
    here,
  ],
  [
    "UpdateService · service INACTIVE",
    after(...furnished, ["DeleteService", { ...here, force: true }], describe),
    "UpdateService",
    here,
  ],
  [
    "CreateService · revision INACTIVE",
    after(...furnished, ["DeregisterTaskDefinition", { taskDefinition: "f:1" }]),
    "CreateService",
    { ...service, taskDefinition: "f:1" },
  ],
  ["RunTask · revision in use", after(...furnished), "RunTask", { cluster: "c1", taskDefinition: "f" }],
  ["DeleteCluster · cluster absent", after(), "DeleteCluster", { cluster: "c1" }],
  [
    "StopTask · task of a deleted service",
    after(...furnished, ["ListTasks", { cluster: "c1" }], ["DeleteService", { ...here, force: true }]),
    "StopTask",
    { cluster: "c1", task: { ref: [3, "taskArns.0"] } },
  ],
])("%s", (pair, run, operation, input) => {
  expect(pairsOf(run, { operation, input })).toContain(pair);
});

test("a call whose reference has no value meets no state", () => {
  const input = { cluster: "c1", task: { ref: [0, "taskArns.0"] } } as const;
  expect(pairsOf(after(), { operation: "StopTask", input })).toEqual([]);
});
