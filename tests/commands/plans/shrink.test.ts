import { describe, expect, test } from "vitest";
import type { Plan } from "../../../commands/language/plan.ts";
import { smallerPlans } from "../../../commands/plans/shrink.ts";

const abilities = { tasks: true, containers: true };

const register = (family: string) => ({
  operation: "RegisterTaskDefinition",
  input: { family, containerDefinitions: [{ name: "app", image: "nginx", memory: 64 }] },
});

const run = (step: number) => ({
  operation: "RunTask",
  input: { cluster: "c1", taskDefinition: { ref: [step, "taskDefinition.taskDefinitionArn"] as const } },
});

const operations = (plan: Plan) => plan.map(({ operation }) => operation);

describe("smaller plans", () => {
  const plan: Plan = [
    { operation: "CreateCluster", input: { clusterName: "c1" } },
    register("f"),
    register("g"),
    run(1),
    run(2),
    { operation: "CreateCluster", input: { clusterName: "c2" } },
  ];
  const smaller = [...smallerPlans(plan, abilities, undefined, new Set())].map((each) => each.plan);

  test("one command may do the work of two that create the same kind", () => {
    const expected = [plan[0], plan[1], run(1), run(1), plan[5]];
    expect(smaller).toContainEqual(expected);
  });

  test("no plan refers to a command that it no longer contains", () => {
    for (const each of smaller)
      for (const [index, { input }] of each.entries())
        for (const [, step] of JSON.stringify(input).matchAll(/"ref":\[(\d+)/g)) {
          expect(Number(step)).toBeLessThan(index);
          expect(operations(each)[Number(step)]).toMatch(/^(Create|Register|Run)/);
        }
  });

  test("a change that was refused is not proposed again", () => {
    const changes = [...smallerPlans(plan, abilities, undefined, new Set())].flatMap(({ change }) => change ?? []);
    const again = [...smallerPlans(plan, abilities, undefined, new Set(changes))];
    expect(again.flatMap(({ change }) => change ?? []).filter((change) => changes.includes(change))).toEqual([]);
  });
});
