import { expect, test } from "vitest";
import { allOperations, defaultPlanOptions } from "../../../../commands/plans/generate.ts";
import { outcomesOfOperation, pairsOfOperation } from "../../../../commands/plans/guidance/attempt.ts";
import { Rarity, rarityTable } from "../../../../commands/plans/guidance/rarity.ts";
import { PlanSource } from "../../../../properties/plans/planSource.ts";
import { attemptsOf } from "../../../../tools/reach/attempts.ts";
import { randomOf } from "./randomOf.ts";

const runs = Array.from({ length: 120 }, (_, run) => run);

const plansOf = (guided?: number) => {
  const source = new PlanSource(7, { ...defaultPlanOptions, ...(guided === undefined ? {} : { guided }) });
  return runs.map((run) => JSON.stringify(source.at(run)));
};

test("the plan of a run depends on the seed, the run and the options alone", () => {
  const plans = plansOf();
  for (const run of [119, 3, 64])
    expect(JSON.stringify(new PlanSource(7, defaultPlanOptions).at(run))).toBe(plans[run]);
});

test("three plans in five are what they are without guidance", () => {
  const [plans, unguided, guided] = [plansOf(), plansOf(0), plansOf(1)];
  const same = runs.filter((run) => plans[run] === unguided[run]);
  expect(same.length).toBeGreaterThan(60);
  expect(same.length).toBeLessThan(88);
  expect(runs.filter((run) => plans[run] !== unguided[run] && plans[run] !== guided[run])).toEqual([]);
});

const possibleKeys = new Set<string>(
  allOperations.flatMap((operation) => [...outcomesOfOperation(operation), ...pairsOfOperation(operation)]),
);

test("the rarity table names outcomes and pairs of the model, and nothing else", () => {
  expect(Object.keys(rarityTable.counts).filter((key) => !possibleKeys.has(key))).toEqual([]);
  expect(Object.values(rarityTable.counts).filter((count) => !Number.isInteger(count) || count < 1)).toEqual([]);
  const counted = new Set(Object.keys(rarityTable.counts).map((key) => key.split(" ")[0]));
  const absent = allOperations.filter((operation) => !counted.has(operation));
  expect(absent).toEqual([]);
});

test("the rarity table is recent: npm run rarity counts again", () => {
  const plans = 150;
  const { outcomes, pairs } = attemptsOf(23, plans, { guided: 0 });
  const known = ([key]: [string, number]) => Object.hasOwn(rarityTable.counts, key);
  const common = ([, count]: [string, number]) => count >= 3;
  expect([...outcomes, ...pairs].filter((entry) => common(entry) && !known(entry))).toEqual([]);
});

test("whatever plans attempt is a known outcome and a known pair", () => {
  const { outcomes, pairs } = attemptsOf(5, 150, { guided: 1 });
  expect([...outcomes.keys(), ...pairs.keys()].filter((key) => !possibleKeys.has(key))).toEqual([]);
});

test("guided plans attempt more outcomes and pairs than as many unguided ones", () => {
  const [without, withGuidance] = [0, 1].map((guided) => attemptsOf(11, 100, { guided }));
  expect(withGuidance?.outcomes.size).toBeGreaterThan(1.15 * (without?.outcomes.size ?? 0));
  expect(withGuidance?.pairs.size).toBeGreaterThan(1.15 * (without?.pairs.size ?? 0));
});

test("what the table counts often, and what the plan did already, is less novel", () => {
  const rarity = new Rarity(randomOf(1));
  const known = outcomesOfOperation("CreateService");
  const never = known.filter((key) => rarityTable.counts[key] === undefined && !rarity.isGoal(key));
  const [rare] = never;
  if (rare === undefined) throw new Error("every outcome of CreateService is in the table");
  expect(rarity.novelty(rare)).toBeGreaterThan(rarity.novelty("CreateService accepted"));
  const before = rarity.novelty(rare);
  rarity.note([rare]);
  expect(rarity.novelty(rare)).toBeLessThan(before / 2);
});

test("guidance makes nothing rare that is common without it", () => {
  const plans = 300;
  const [without, withGuidance] = [attemptsOf(77, plans, { guided: 0 }), attemptsOf(77, plans, {})];
  const ratios = [...without.plans]
    .filter(([, count]) => count >= plans / 10)
    .map(([key, count]) => (withGuidance.plans.get(key) ?? 0) / count)
    .sort((one, other) => one - other);
  expect(ratios.length).toBeGreaterThan(40);
  expect(ratios[0]).toBeGreaterThan(0.6);
  expect(ratios[Math.floor(ratios.length / 2)]).toBeGreaterThan(1 / 1.2);
});
