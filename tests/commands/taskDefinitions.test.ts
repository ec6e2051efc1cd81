import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Random } from "../../commands/language/random.ts";
import type { PlanInput } from "../../commands/language/reference.ts";
import { SymbolicRun } from "../../commands/language/symbolicRun.ts";
import { PlanArbitrary } from "../../commands/plans/arbitrary.ts";
import { defaultPlanOptions } from "../../commands/plans/generate.ts";
import { badDefinition } from "../../commands/pools/badDefinitions.ts";
import { definition } from "../../commands/pools/definitions.ts";
import { kinds } from "../../commands/registry.ts";
import { isFargate } from "../../model/placement/placement.ts";
import { type Operation, operations } from "../../model/registry.ts";
import { lifetimeOf } from "../../model/resources/taskLifetime.ts";
import { Account } from "../model/account.ts";

/** This many values, each from a random stream of its own. */
function drawn<Value>(count: number, make: (random: Random) => Value): Value[] {
  class Made extends fc.Arbitrary<Value> {
    generate(random: fc.Random) {
      return new fc.Value(make(new Random(random)), undefined);
    }
    canShrinkWithoutContext(value: unknown): value is Value {
      return value === undefined;
    }
    shrink() {
      return fc.Stream.nil<fc.Value<Value>>();
    }
  }
  return fc.sample(new Made(), { numRuns: count, seed: 7 });
}

const { abilities } = defaultPlanOptions;
const register = (input: PlanInput) =>
  new SymbolicRun(abilities).predict({ operation: "RegisterTaskDefinition", input })?.result;

describe("definitions", () => {
  const made = drawn(400, (random) => definition(random, "f"));

  it("can all be registered", () => {
    expect(made.map((input) => register(input)?.kind).filter((kind) => kind !== "accepted")).toEqual([]);
  });

  it("mostly keep running, are mostly for Fargate, and end in every way", () => {
    const fates = made.map((input) => lifetimeOf(input as never).kind);
    const share = (wanted: (input: PlanInput) => boolean) => made.filter(wanted).length / made.length;
    expect(fates.filter((fate) => fate === "runs").length / fates.length).toBeGreaterThan(0.6);
    expect(share((input) => isFargate(input as never))).toBeGreaterThan(0.7);
    expect(new Set(fates)).toEqual(new Set(["runs", "exits", "fails", "unknown"]));
  });

  it("give every container memory of its own", () => {
    const containers = made.flatMap((input) => input.containerDefinitions as PlanInput[]);
    expect(containers.filter(({ memory }) => memory === undefined)).toEqual([]);
  });
});

it("bad definitions are refused, by every rule", () => {
  const results = drawn(3000, (random) => register(badDefinition(random, "f")));
  const rows = new Set(results.map((result) => (result?.kind === "refused" ? result.rule : "accepted")));
  const never = ["RQ1", "T1", "TD12", "TE3f", "TE7o", "TE44p"];
  expect([...rows, ...never].sort()).toEqual([...operations.RegisterTaskDefinition.refuses].sort());
});

it("bad definitions have one fault each", () => {
  const inputs = drawn(600, (random) => badDefinition(random, "f"));
  for (const input of inputs) {
    const answers = new Account().answers("RegisterTaskDefinition", input as never);
    expect(
      new Set(answers.filter((answer) => answer !== "TE7o" && answer !== "TD12")).size,
      JSON.stringify(input),
    ).toBe(1);
  }
});

const mine = (Object.keys(kinds) as Operation[]).filter((operation) => /TaskDefinition|Tag|Account/.test(operation));

describe("plans", () => {
  const plans = fc.sample(new PlanArbitrary(defaultPlanOptions), { numRuns: 600, seed: 3 });
  const outcomes = new Map<string, Set<string | undefined>>();
  for (const plan of plans) {
    const run = new SymbolicRun(abilities);
    for (const command of plan) {
      const kinds = outcomes.get(command.operation) ?? new Set();
      outcomes.set(command.operation, kinds.add(run.add(command)?.kind));
    }
  }

  it.each(mine)("try %s both ways", (operation) => {
    expect(outcomes.get(operation)).toEqual(new Set(["accepted", "refused"]));
  });

  it("name revisions by reference, never by a number that another plan would not get", () => {
    const literal = plans
      .flat()
      .flatMap(({ input }) => [input.taskDefinition, input.taskDefinitions].flat())
      .filter((value) => typeof value === "string" && /^(f|ff|F):\d{1,2}$/.test(value));
    expect(literal).toEqual([]);
  });
});
