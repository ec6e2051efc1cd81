import { globSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readLedger } from "../../properties/deviations/ledger.ts";
import { scenarios } from "../../scenarios/kit/scenario.ts";
import { ledgerFolder } from "../../targets/ledgers.ts";

const root = join(import.meta.dirname, "../..");
for (const file of globSync("scenarios/*-*/*.ts", { cwd: root })) await import(join(root, file));

test("every scenario that a ledger expects to fail exists", () => {
  const names = new Set(scenarios.map(({ name }) => name));
  const unknown = ["embedded", "kecs", "moto", "ministack"].flatMap((target) =>
    readLedger(ledgerFolder(target, undefined)).deviations.flatMap((deviation) =>
      deviation.scenarios.filter((name) => !names.has(name)).map((name) => `${deviation.file}: ${name}`),
    ),
  );
  expect(unknown).toEqual([]);
});

test("on the simulator no scenario is skipped", () => {
  const able = new Set(["tasks", "containers", "virtualTime", "traffic"]);
  const skipped = scenarios.filter(({ needs }) => needs.some((capability) => !able.has(capability)));
  expect(skipped.map(({ name }) => name)).toEqual([]);
});
