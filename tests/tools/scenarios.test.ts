import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { scenarios } from "../../scenarios/kit/scenario.ts";
import { scenariosPage } from "../../tools/scenarios.ts";

const root = join(import.meta.dirname, "../..");

test("docs/scenarios.md says what was recorded: npm run docs writes it anew", () => {
  expect(readFileSync(join(root, "docs/scenarios.md"), "utf8")).toBe(scenariosPage());
});

test("every scenario was played and passed on embedded when that was recorded", async () => {
  for (const file of globSync("scenarios/*-*/*.ts", { cwd: root })) await import(join(root, file));
  const { embedded } = JSON.parse(readFileSync(join(root, "docs/records/scenarios.json"), "utf8"));
  const passed = embedded.facts.filter((fact: { outcome: string }) => fact.outcome === "passed");
  expect(passed.map(({ name }: { name: string }) => name).sort()).toEqual(scenarios.map(({ name }) => name).sort());
});

test("a row has a cell for each target, with why it was skipped", () => {
  const page = scenariosPage({
    embedded: { version: "1", facts: [{ phase: 3, name: "Run task", outcome: "passed" }] },
    moto: { version: "5", facts: [{ phase: 3, name: "Run task", outcome: "skipped", why: "moto lacks containers" }] },
    kecs: { version: "2", facts: [{ phase: 3, name: "Stop task", outcome: "expected", why: "no | events" }] },
  });
  expect(page).toContain("| moto | 5 | 1 | 0 | 0 | 0 | 1 |");
  expect(page).toContain("| 3 | Run task | passed | skipped (moto lacks containers) | not played |");
  expect(page).toContain("| 3 | Stop task | not played | not played | expected failure |");
  expect(page).toContain("- 3, Stop task (expected): `no | events`");
});
