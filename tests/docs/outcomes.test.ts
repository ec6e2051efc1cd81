import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { outcomesFile, outcomesInSource } from "../../docs/outcomes.ts";

test("model/outcomes.json is what the model's source says: npm run docs writes it anew", () => {
  expect(readFileSync(join(import.meta.dirname, "../../model/outcomes.json"), "utf8")).toBe(outcomesFile());
});

test("a row counts for the operations whose steps lead to it", () => {
  const outcomes = outcomesInSource();
  // By itself, through a function of another file, and through two.
  expect(outcomes.DeleteCluster).toEqual(expect.arrayContaining(["accepted", "CL14", "CL13", "CL17", "G7"]));
  // It asks whether CL4 may be, and shows CL3 when it accepts.
  expect(outcomes.CreateCluster).toContain("CL4");
  expect(outcomes.CreateCluster).not.toContain("CL3");
  expect(outcomes.CreateCluster).not.toContain("CL13");
  // Nothing here can ever be continued.
  expect(outcomes.ContinueServiceDeployment).not.toContain("accepted");
});
