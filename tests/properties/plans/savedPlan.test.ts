import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { parse } from "../../../checker/signature.ts";
import { defaultPlanOptions } from "../../../commands/plans/generate.ts";
import { PlanSource } from "../../../properties/plans/planSource.ts";
import { earlierPlans, forgetPlans, readSavedPlan, writeSavedPlan } from "../../../properties/plans/savedPlan.ts";

const directory = mkdtempSync(join(tmpdir(), "kecs-fuzz-plans-"));
afterAll(() => rmSync(directory, { recursive: true }));

const saved = {
  target: "embedded",
  signature: parse("ListClusters/unsupported"),
  seed: 42,
  path: "17:3:0",
  bug: undefined,
  property: "sequential",
};

test("a plan is the same after writing and reading", () => {
  const file = join(directory, "deep/1.json");
  for (const run of [0, 1, 2, 3]) {
    const commands = new PlanSource(9, defaultPlanOptions).at(run);
    writeSavedPlan(file, { ...saved, commands });
    expect(readSavedPlan(file)).toEqual({ ...saved, commands });
  }
});

test("a law may need no command at all", () => {
  const file = join(directory, "law.json");
  const law = { ...saved, property: "tokens", commands: [] };
  writeSavedPlan(file, law);
  expect(readSavedPlan(file)).toEqual(law);
});

const plan = (commands: unknown, more = {}) => JSON.stringify({ schema: 1, target: "kecs", commands, ...more });

describe("a file that is not a plan is refused in one line", () => {
  test.each([
    ["nothing", undefined, "no such file"],
    ["half a document", '{"schema": 1,', "not JSON"],
    ["another document", '{"name":"kecs-fuzz"}', "schema"],
    ["a list", "[]", "not a saved plan"],
    ["null", "null", "not a saved plan"],
    ["a future one", '{"schema":2}', "update kecs-fuzz"],
    ["no commands", plan([]), "commands"],
    ["an operation ECS has not", plan([{ operation: "MakeCoffee", input: {} }]), "unknown operation MakeCoffee"],
    ["a command without input", plan([{ operation: "ListClusters" }]), "input"],
    ["a reference to itself", plan([{ operation: "ListClusters", input: { a: { ref: [0, "x"] } } }]), "no earlier"],
    ["half a reference", plan([{ operation: "ListClusters", input: { a: { ref: [] } } }]), "a ref is"],
    ["another property", plan([{ operation: "ListClusters", input: {} }], { property: "chess" }), "property"],
  ])("%s", (name, text, words) => {
    const file = join(directory, `${name}.json`);
    if (text !== undefined) writeFileSync(file, text);
    const read = () => readSavedPlan(file);
    expect(read).toThrow(expect.objectContaining({ name: "UsageError", message: expect.stringContaining(words) }));
    expect(read).toThrow(expect.objectContaining({ message: expect.not.stringContaining("\n") }));
  });
});

test("earlier failures are those of the same target, in order; other files are ignored", () => {
  const folder = join(directory, "earlier");
  mkdirSync(join(folder, "divergences"), { recursive: true });
  expect(earlierPlans(join(directory, "nowhere"), "embedded")).toEqual([]);
  for (const [number, target] of [
    [10, "embedded"],
    [2, "embedded"],
    [3, "moto"],
  ] as const)
    writeSavedPlan(join(folder, `divergences/${number}.json`), {
      ...saved,
      target,
      commands: [{ operation: "ListClusters", input: { maxResults: number } }],
    });
  writeFileSync(join(folder, "divergences/4.json"), "{");
  writeFileSync(join(folder, "divergences/mine.json"), "{}");
  expect(earlierPlans(folder, "embedded").map(({ plan: [command] }) => command?.input.maxResults)).toEqual([2, 10]);
  forgetPlans(folder);
  expect(earlierPlans(folder, "embedded")).toEqual([]);
});
