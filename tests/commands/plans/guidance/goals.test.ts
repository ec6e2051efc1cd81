import { expect, test } from "vitest";
import { SymbolicRun } from "../../../../commands/language/symbolicRun.ts";
import { defaultPlanOptions } from "../../../../commands/plans/generate.ts";
import { goals } from "../../../../commands/plans/guidance/goals.ts";
import { goalOf, towards } from "../../../../commands/plans/guidance/towardsGoal.ts";
import { kinds } from "../../../../commands/registry.ts";
import { randomOf } from "./randomOf.ts";

const attempts = 20;

/** The operations on the way to a goal, from the state of the run. */
function way(goal: (typeof goals)[number], seed: number, run: SymbolicRun): string[] {
  const operations: string[] = [];
  for (const command of towards(goal, randomOf(seed), run)) {
    expect(run.predict(command)?.result.kind).toBe("accepted");
    run.add(command);
    operations.push(command.operation);
  }
  return operations;
}

test.each(goals)("$name: nearly every plan reaches it from nothing, by its steps", (goal) => {
  let reached = 0;
  for (let seed = 0; seed < attempts; seed++) {
    const run = new SymbolicRun(defaultPlanOptions.abilities);
    const operations = way(goal, seed, run);
    if (goal.steps.at(-1)?.holds(run.state) !== true) continue;
    reached++;
    expect(operations).toEqual(goal.steps.map(({ operation }) => operation));
    expect(way(goal, seed, run)).toEqual([]);
  }
  expect(reached).toBeGreaterThanOrEqual(attempts * 0.85);
});

test("a plan that has made half of a goal goes on from there", () => {
  const run = new SymbolicRun(defaultPlanOptions.abilities);
  const remade = goals.find(({ name }) => name === "a service that is made again");
  const inUse = goals.find(({ name }) => name === "a service on a deregistered revision");
  if (remade === undefined || inUse === undefined) throw new Error("a goal has another name");
  expect(way(remade, 2, run)).toHaveLength(5);
  expect(way(inUse, 2, run)).toEqual(["DeregisterTaskDefinition"]);
});

test("a plan without an operation has only goals that need no such step", () => {
  const all = Object.values(kinds);
  const without = all.filter(({ operation }) => operation !== "CreateTaskSet");
  const chosen = Array.from({ length: 60 }, (_, seed) => goalOf(randomOf(seed), without)?.name);
  expect(new Set(chosen).size).toBeGreaterThan(5);
  expect(chosen).not.toContain("two task sets, one of them primary");
  expect(goalOf(randomOf(1), [])).toBeUndefined();
});
