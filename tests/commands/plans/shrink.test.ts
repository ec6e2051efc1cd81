import { describe, expect, test } from "vitest";
import type { Plan } from "../../../commands/language/plan.ts";
import { slicesOf, smallerPlans } from "../../../commands/plans/shrink.ts";

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

describe("the plans for one failing command", () => {
  const cluster = (clusterName: string) => ({ operation: "CreateCluster", input: { clusterName } });
  const ref = { ref: [1, "cluster.clusterArn"] as const };
  const tag = { operation: "TagResource", input: { resourceArn: ref, tags: [{ key: "a", value: "b" }] } };
  const list = { operation: "ListTagsForResource", input: { resourceArn: ref } };
  const plan: Plan = [cluster("c2"), cluster("c1"), tag, cluster("c3"), list, tag];
  const failing = { index: 4, essential: true };

  test("begin with what it needs to exist, and end with all that came before", () => {
    const [creators, ...others] = slicesOf(plan, abilities, failing);
    expect(operations(creators ?? [])).toEqual(["CreateCluster", "ListTagsForResource"]);
    expect(operations(others.at(-1) ?? [])).toEqual(operations(plan.slice(0, 5)));
  });

  test("are none for a divergence that belongs to no command", () => {
    expect(slicesOf(plan, abilities, { index: plan.length, essential: false })).toEqual([]);
  });

  test("contain the command when it alone can be at fault, and else need not", () => {
    const without = (essential: boolean) =>
      [...smallerPlans(plan, abilities, { index: 4, essential }, new Set())].filter(
        (each) => !operations(each.plan).includes("ListTagsForResource"),
      );
    expect(without(true)).toEqual([]);
    expect(without(false).length).toBeGreaterThan(0);
  });

  test("simplify the inputs of the other commands at once, before single members", () => {
    const settings = [{ name: "containerInsights", value: "enabled" }];
    const many: Plan = [cluster("c1"), { operation: "CreateCluster", input: { clusterName: "c2", settings } }];
    const [first, second] = many.map(({ input }) => ({ operation: "CreateCluster", input: { ...input, tags: [] } }));
    const plans = [...smallerPlans([first, second] as Plan, abilities, { index: 1, essential: true }, new Set())].map(
      (each) => JSON.stringify(each.plan.map(({ input }) => Object.keys(input))),
    );
    const othersBare = plans.indexOf(
      JSON.stringify([
        ["clusterName", "tags"],
        ["clusterName", "settings", "tags"],
      ]),
    );
    expect(othersBare).toBeGreaterThanOrEqual(0);
  });
});
