import { expect, test } from "vitest";
import { resolve } from "../../../commands/language/reference.ts";
import { allOperations, defaultPlanOptions } from "../../../commands/plans/generate.ts";
import { type ProfileName, profiles } from "../../../commands/plans/profile.ts";
import { lookup } from "../../../model/language/lookup.ts";
import { knownOutcomes } from "../../../model/operationFacts.ts";
import type { Operation } from "../../../model/registry.ts";
import { coverageOf, missing } from "../../../properties/campaign/coverage.ts";
import { PlanSource } from "../../../properties/plans/planSource.ts";
import { allLaws, isOfLaws, sequential } from "../../../properties/property.ts";
import { propertiesOf } from "../../../properties/workers/propertiesOfRun.ts";
import { Account } from "../../model/account.ts";

const known = Object.fromEntries(allOperations.map((operation) => [operation, knownOutcomes(operation)]));

/** What the model returns in some hundred plans, every legal outcome of every command, that a table lacks. */
function unknownOutcomes(table: Readonly<Record<string, readonly string[]>>, profile: ProfileName): string[] {
  const unknown = new Set<string>();
  const source = new PlanSource(11, { ...defaultPlanOptions, profile: profiles[profile] });
  for (let run = 0; run < 150; run++) {
    const account = new Account();
    const outputs: unknown[] = [];
    for (const [index, { operation: name, input }] of source.at(run).entries()) {
      const operation = name as Operation;
      const given = resolve(input, (step, path) => lookup((outputs[step] ?? null) as never, path));
      if (given === undefined) continue;
      for (const outcome of account.answers(operation, given))
        if (!table[operation]?.includes(outcome)) unknown.add(`${operation} ${outcome}`);
      const [first] = account.foresee(operation, given);
      if (first?.result.kind === "accepted") outputs[index] = account.call(operation, given);
    }
  }
  return [...unknown].sort();
}

test.each(["balanced", "errors"] as const)("the model answers nothing that its table lacks, profile %s", (profile) => {
  expect(unknownOutcomes(known, profile)).toEqual([]);
});

test("an outcome that the table lacks is reported", () => {
  const without = { ...known, DeleteCluster: knownOutcomes("DeleteCluster").filter((row) => row !== "CL13") };
  expect(unknownOutcomes(without, "errors")).toEqual(["DeleteCluster CL13"]);
});

test("operations that were called and outcomes that occurred are counted against all known ones", () => {
  const all = Object.values(known).flat().length;
  const counts = { CreateCluster: { accepted: 7, CL4: 1 }, DeleteCluster: { CL13: 2 } };
  expect(coverageOf(["CreateCluster", "DeleteCluster", "ListClusters"], counts)).toEqual({
    operations: { called: 3, known: allOperations.length },
    outcomes: { seen: 3, known: all },
    byOperation: counts,
  });
  expect(missing(counts)).toHaveLength(all - 3);
  expect(missing(counts)[0]).toEqual(["CreateCluster", "A4"]);
});

test.each([1, 2])("the plans of 500 default runs call each operation, seed %i", (seed) => {
  const source = new PlanSource(seed, defaultPlanOptions);
  const calls = new Map<string, number>(allOperations.map((operation) => [operation, 0]));
  for (let run = 0; run < 500; run++)
    if (!isOfLaws(propertiesOf(run, [sequential, allLaws])))
      for (const { operation } of source.at(run)) calls.set(operation, (calls.get(operation) ?? 0) + 1);
  expect(calls.size).toBe(allOperations.length);
  // Some are skipped when they are played: what they name may be gone.
  expect([...calls].filter(([, count]) => count < 5)).toEqual([]);
});
