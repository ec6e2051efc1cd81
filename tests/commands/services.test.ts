import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Plan } from "../../commands/language/plan.ts";
import { SymbolicRun } from "../../commands/language/symbolicRun.ts";
import { PlanArbitrary } from "../../commands/plans/arbitrary.ts";
import { defaultPlanOptions } from "../../commands/plans/generate.ts";
import { inNamespace } from "../../commands/plans/namespace.ts";
import { smallerPlans } from "../../commands/plans/shrink.ts";
import { arn } from "../../model/language/arn.ts";
import type { Operation } from "../../model/registry.ts";

const { abilities } = defaultPlanOptions;

const makers: Operation[] = ["CreateCluster", "RegisterTaskDefinition", "CreateService", "UpdateService"];

/** The outcomes of plans with the operations that create things and these operations, by operation. */
function answersOf(operations: Operation[]): { plans: Plan[]; answers: Map<string, Set<string>> } {
  const options = { ...defaultPlanOptions, operations: [...makers, ...operations] };
  const plans = fc.sample(new PlanArbitrary(options), { numRuns: 800, seed: 14 });
  const answers = new Map<string, Set<string>>();
  for (const plan of plans) {
    const run = new SymbolicRun(abilities);
    for (const command of plan) {
      const result = run.add(command);
      const answer = result === undefined ? "lost" : result.kind === "accepted" ? "accepted" : result.rule;
      answers.set(command.operation, (answers.get(command.operation) ?? new Set()).add(answer));
    }
  }
  return { plans, answers };
}

const sets = answersOf([
  "CreateTaskSet",
  "UpdateTaskSet",
  "UpdateServicePrimaryTaskSet",
  "DeleteTaskSet",
  "DescribeTaskSets",
]);
const past = answersOf([
  "ListServiceDeployments",
  "DescribeServiceDeployments",
  "DescribeServiceRevisions",
  "StopServiceDeployment",
  "ContinueServiceDeployment",
  "ListServicesByNamespace",
]);
const tasks = answersOf(["RunTask", "ListTasks", "GetTaskProtection", "UpdateTaskProtection", "ExecuteCommand"]);

describe("plans", () => {
  it.each<[Operation, string[]]>([
    ["CreateService", ["accepted", "SV1e", "SV4"]],
    ["CreateTaskSet", ["accepted", "TS1", "TS3r", "TS3t", "SV20", "CL13"]],
    ["UpdateTaskSet", ["accepted", "TS1", "TS3r", "TS4", "SV20", "CL13"]],
    ["UpdateServicePrimaryTaskSet", ["accepted", "TS1", "TS4"]],
    ["DeleteTaskSet", ["accepted", "TS1", "TS4", "TS4f"]],
    ["DescribeTaskSets", ["accepted", "TS1", "G1"]],
    ["ListServiceDeployments", ["accepted", "LI1", "G1", "SV20", "CL13"]],
    ["DescribeServiceDeployments", ["accepted", "SD4e"]],
    ["DescribeServiceRevisions", ["accepted", "SD4e"]],
    ["StopServiceDeployment", ["accepted", "SD5n", "SD5i", "G1"]],
    ["ContinueServiceDeployment", ["SD5n", "SD6"]],
    ["ListServicesByNamespace", ["SV36"]],
    ["GetTaskProtection", ["accepted", "CL13"]],
    ["UpdateTaskProtection", ["accepted", "TK15r", "TK15e", "CL13"]],
    ["ExecuteCommand", ["accepted", "TK16", "TK16c", "TK16i", "TK16n", "CL13"]],
  ])("try %s in every way", (operation, wanted) => {
    expect([sets, past, tasks].flatMap(({ answers }) => [...(answers.get(operation) ?? [])])).toEqual(
      expect.arrayContaining(wanted),
    );
  });

  it("fill a service with task sets until it accepts no more (TS2)", () => {
    const plans = fc.sample(
      new PlanArbitrary({
        ...defaultPlanOptions,
        operations: ["CreateCluster", "RegisterTaskDefinition", "CreateService", "CreateTaskSet"],
      }),
      { numRuns: 60, seed: 3 },
    );
    const results = plans.flatMap((plan) => {
      const run = new SymbolicRun(abilities);
      return plan.map((command) => run.add(command));
    });
    expect(results.some((result) => result?.kind === "refused" && result.rule === "TS2")).toBe(true);
  });

  it("shrink to plans without dangling references", () => {
    for (const { plans } of [sets, past, tasks])
      for (const plan of plans.slice(0, 3)) {
        let left = 40;
        for (const { plan: smaller } of smallerPlans(plan, abilities, undefined, new Set())) {
          const run = new SymbolicRun(abilities);
          expect(smaller.filter((command) => run.add(command) === undefined)).toEqual([]);
          if (--left === 0) break;
        }
      }
  });
});

it("a namespace applies to the names inside ARNs, and not to ids", () => {
  const paths = {
    "task-set": "c1/s1/ecs-svc/0123456789012345678",
    "service-revision": "c1/s1/0123456789012345678",
    "service-deployment": "c1/s1/NobodysDeployment0123",
  };
  for (const [type, path] of Object.entries(paths)) {
    const [command] = inNamespace([{ operation: "TagResource", input: { resourceArn: arn(type, path) } }], "P");
    expect(command?.input.resourceArn).toBe(arn(type, path.replace("c1/s1", "Pc1/Ps1")));
  }
  const [listed] = inNamespace([{ operation: "ListServicesByNamespace", input: { namespace: "local" } }], "P");
  expect(listed?.input.namespace).toBe("Plocal");
});
