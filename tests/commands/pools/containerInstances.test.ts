import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SymbolicRun } from "../../../commands/language/symbolicRun.ts";
import { PlanArbitrary } from "../../../commands/plans/arbitrary.ts";
import { defaultPlanOptions } from "../../../commands/plans/generate.ts";
import type { Operation } from "../../../model/registry.ts";

const mine: readonly Operation[] = [
  "RegisterContainerInstance",
  "DeregisterContainerInstance",
  "DescribeContainerInstances",
  "ListContainerInstances",
  "UpdateContainerInstancesState",
  "UpdateContainerAgent",
  "StartTask",
  "DiscoverPollEndpoint",
  "SubmitTaskStateChange",
  "SubmitContainerStateChange",
  "SubmitAttachmentStateChanges",
];

describe("plans about container instances", () => {
  const { abilities } = defaultPlanOptions;
  const operations: Operation[] = [...mine, "CreateCluster", "DeleteCluster", "RegisterTaskDefinition", "RunTask"];
  const plans = fc.sample(new PlanArbitrary({ ...defaultPlanOptions, operations }), { numRuns: 500, seed: 5 });
  const outcomes = new Map<string, Set<string | undefined>>();
  const rules = new Set<string>();
  for (const plan of plans) {
    const run = new SymbolicRun(abilities);
    for (const command of plan) {
      const kinds = outcomes.get(command.operation) ?? new Set();
      const result = run.add(command);
      outcomes.set(command.operation, kinds.add(result?.kind));
      for (const rule of result?.kind === "accepted" ? result.rules : [result?.rule ?? "lost"]) rules.add(rule);
    }
  }

  it.each(mine)("try %s both ways", (operation) => {
    expect(outcomes.get(operation)).toEqual(new Set(["accepted", "refused"]));
  });

  it("place tasks, run out of resources, and reach every refusal", () => {
    const wanted = "CI1 CI3 CI4 CI5e CI6f CI8 CL16 RQ2 RQ4 TK1s TK7f TK7p TK8".split(" ");
    expect(wanted.filter((rule) => !rules.has(rule))).toEqual([]);
  });

  it("name instances by reference, never by an id that another server would not choose", () => {
    const unknown = /^(fedcba98765432100123456789abcdef|00112233445566778899aabbccddeeff)$/;
    const literal = plans
      .flat()
      .flatMap(({ input }) => [input.containerInstance, input.containerInstances].flat())
      .filter((value) => typeof value === "string" && !unknown.test(value));
    expect(literal).toEqual([]);
  });
});
