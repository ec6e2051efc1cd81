import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { conformanceFile, simulatorConformanceText } from "../../tools/evidence/conformance.ts";
import { evidencePage, simulatorVerdicts } from "../../tools/evidence.ts";

test("docs/evidence.md is current: npm run docs generates it", async () => {
  const page = readFileSync(join(import.meta.dirname, "../../docs/evidence.md"), "utf8");
  expect(page).toBe(await evidencePage());
});

test("docs/records/conformance.json has the simulator's current figures: npm run docs generates it", async () => {
  expect(readFileSync(conformanceFile, "utf8")).toBe(simulatorConformanceText(await simulatorVerdicts()));
});
