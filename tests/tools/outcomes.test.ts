import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { outcomesFile, toldInSource } from "../../tools/outcomes.ts";

test("model/outcomes.json is what the model's source says: npm run docs writes it anew", () => {
  expect(readFileSync(join(import.meta.dirname, "../../model/outcomes.json"), "utf8")).toBe(outcomesFile());
});

test("a row counts for the operations whose steps lead to it", () => {
  const told = toldInSource();
  // By itself, through a function of another file, and through two.
  expect(told.DeleteCluster?.outcomes).toEqual(expect.arrayContaining(["accepted", "CL14", "CL13", "CL17", "G7"]));
  // It asks whether CL4 may be, and shows CL3 when it accepts.
  expect(told.CreateCluster?.outcomes).toContain("CL4");
  expect(told.CreateCluster?.outcomes).not.toContain("CL3");
  expect(told.CreateCluster?.outcomes).not.toContain("CL13");
  expect(told.CreateCluster?.shown).toEqual(expect.arrayContaining(["CL2", "CL3", "CL5"]));
  // Nothing here can ever be continued.
  expect(told.ContinueServiceDeployment?.outcomes).not.toContain("accepted");
});
