import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Command, Plan } from "../../commands/language/plan.ts";
import { SymbolicRun } from "../../commands/language/symbolicRun.ts";
import { PlanArbitrary } from "../../commands/plans/arbitrary.ts";
import { defaultPlanOptions } from "../../commands/plans/generate.ts";
import { inNamespace } from "../../commands/plans/namespace.ts";
import { smallerPlans } from "../../commands/plans/shrink.ts";
import { isAccountWideSetting } from "../../model/operationFacts.ts";
import type { Operation } from "../../model/registry.ts";

const mine: Operation[] = [
  "CreateCluster",
  "RegisterContainerInstance",
  "UpdateClusterSettings",
  "PutClusterCapacityProviders",
  "CreateCapacityProvider",
  "DeleteCapacityProvider",
  "DescribeCapacityProviders",
  "UpdateCapacityProvider",
  "PutAccountSetting",
  "PutAccountSettingDefault",
  "DeleteAccountSetting",
  "ListAccountSettings",
  "PutAttributes",
  "DeleteAttributes",
  "ListAttributes",
];

const { abilities } = defaultPlanOptions;
const plans = fc.sample(new PlanArbitrary({ ...defaultPlanOptions, operations: mine }), { numRuns: 320, seed: 5 });

const outcomes = new Map<string, Set<string>>();
for (const plan of plans) {
  const run = new SymbolicRun(abilities);
  for (const command of plan) {
    const result = run.add(command);
    const answer = result === undefined ? "lost" : result.kind === "accepted" ? "accepted" : result.rule;
    outcomes.set(command.operation, (outcomes.get(command.operation) ?? new Set()).add(answer));
  }
}

describe("plans", () => {
  it.each<[Operation, string[]]>([
    ["UpdateClusterSettings", ["accepted", "CL13", "CL20"]],
    ["PutClusterCapacityProviders", ["accepted", "CL7", "CL13"]],
    ["CreateCapacityProvider", ["accepted", "A4", "CP7", "CP2g", "CP3", "T1"]],
    ["DeleteCapacityProvider", ["accepted", "CP5a", "CP5n"]],
    ["DescribeCapacityProviders", ["accepted", "G1", "LI1", "CL13"]],
    ["UpdateCapacityProvider", ["accepted", "CP1", "CP5n"]],
    ["PutAccountSetting", ["accepted", "G1", "AS1v", "AS1r"]],
    ["PutAccountSettingDefault", ["accepted", "G1"]],
    ["DeleteAccountSetting", ["accepted", "G1"]],
    ["ListAccountSettings", ["accepted", "G1", "LI1"]],
    ["PutAttributes", ["accepted", "AT1", "AT1t", "CL13"]],
    ["DeleteAttributes", ["accepted", "AT1", "AT1t", "CL13"]],
    ["ListAttributes", ["accepted", "AT2v", "LI1", "CL13"]],
  ])("try %s in every way", (operation, answers) => {
    expect([...(outcomes.get(operation) ?? [])]).toEqual(expect.arrayContaining(answers));
  });

  it("rarely change account settings for everyone", () => {
    const wide = plans.filter((plan) => plan.some(({ operation, input }) => isAccountWideSetting(operation, input)));
    expect(wide.length / plans.length).toBeGreaterThan(0.02);
    expect(wide.length / plans.length).toBeLessThan(0.12);
  });

  it("never request short ARNs, and put no group into a default strategy", () => {
    const text = JSON.stringify(plans);
    expect(text).not.toMatch(/"name":"\w+LongArnFormat","value":"disabled"/);
    expect(text).not.toMatch(/defaultCapacityProviderStrategy":\[[^\]]*"[pP]\d"/);
  });

  it("keep their own principal when they shrink", () => {
    const put: Plan = [
      {
        operation: "PutAccountSetting",
        input: { name: "containerInsights", value: "enabled", principalArn: "arn:aws:iam::«account»:user/u1" },
      },
    ];
    const smaller = [...smallerPlans(put, abilities, { index: 0, essential: true }, new Set())].map(({ plan }) => plan);
    expect(smaller.flat().filter(({ operation, input }) => isAccountWideSetting(operation, input))).toEqual([]);
  });
});

it.each<[Command["operation"], Command["input"], Command["input"]]>([
  ["CreateCapacityProvider", { name: "p1" }, { name: "N-p1" }],
  ["CreateCapacityProvider", { name: "ecs-x" }, { name: "ecs-N-x" }],
  ["UpdateCapacityProvider", { name: "FARGATE_SPOT" }, { name: "FARGATE_SPOT" }],
  ["PutAccountSetting", { name: "containerInsights" }, { name: "containerInsights" }],
  [
    "PutClusterCapacityProviders",
    { cluster: "c1", capacityProviders: ["FARGATE", "p1"] },
    { cluster: "N-c1", capacityProviders: ["FARGATE", "N-p1"] },
  ],
  [
    "RunTask",
    { capacityProviderStrategy: [{ capacityProvider: "p1" }] },
    { capacityProviderStrategy: [{ capacityProvider: "N-p1" }] },
  ],
  [
    "PutAccountSetting",
    { principalArn: "arn:aws:iam::«account»:user/u1" },
    { principalArn: "arn:aws:iam::«account»:user/N-u1" },
  ],
  [
    "CreateCapacityProvider",
    {
      autoScalingGroupProvider: {
        autoScalingGroupArn: "arn:aws:autoscaling:x:y:autoScalingGroup:z:autoScalingGroupName/p1",
      },
    },
    {
      autoScalingGroupProvider: {
        autoScalingGroupArn: "arn:aws:autoscaling:x:y:autoScalingGroup:z:autoScalingGroupName/N-p1",
      },
    },
  ],
])("%s of %j is in the run's namespace", (operation, input, own) => {
  expect(inNamespace([{ operation, input }], "N-")).toEqual([{ operation, input: own }]);
});
