import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { scenarios } from "../../scenarios/kit/scenario.ts";
import { parseRecords, readRecords, recordsText } from "../../tools/scenarioRecords.ts";
import { scenariosPage } from "../../tools/scenarios.ts";

const root = join(import.meta.dirname, "../..");

test("docs/scenarios.md agrees with the record: npm run docs renews it", () => {
  expect(readFileSync(join(root, "docs/scenarios.md"), "utf8")).toBe(scenariosPage());
});

test("every scenario was played and passed on embedded when it was recorded", async () => {
  for (const file of globSync("scenarios/*-*/*.ts", { cwd: root })) await import(join(root, file));
  const passed = readRecords().embedded?.facts.filter(({ outcome }) => outcome === "passed") ?? [];
  expect(passed.map(({ name }) => name).sort()).toEqual(scenarios.map(({ name }) => name).sort());
});

test("a row has a cell for each target, with the reason why it was skipped", () => {
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

test("a record has a line for each scenario and loses nothing", () => {
  const records = {
    embedded: { version: "1", facts: [{ phase: 3, name: "Run task", outcome: "passed" }] },
    kecs: {
      version: "2",
      facts: [
        { phase: 3, name: "Run task", outcome: "skipped", why: "it lacks: containers" },
        { phase: 4, name: "Stop task", outcome: "failed", why: "" },
      ],
    },
  } as const;
  const text = recordsText(records);
  expect(text).toContain('\n      "Run task": ["passed", "skipped: it lacks: containers"]\n');
  expect(text).toContain('\n      "Stop task": [null, "failed: "]\n');
  expect(parseRecords(text)).toEqual(records);
  expect(recordsText(readRecords())).toBe(readFileSync(join(root, "docs/records/scenarios.json"), "utf8"));
});
