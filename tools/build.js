#!/usr/bin/env node
// Makes dist/, what the package holds: Node strips no types inside node_modules.
import { execFileSync } from "node:child_process";
import { cpSync, globSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";

const root = dirname(import.meta.dirname);
const dist = join(root, "dist");

rmSync(dist, { recursive: true, force: true });
execFileSync(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "-p", "tsconfig.build.json"], {
  cwd: root,
  stdio: "inherit",
});
// What is read at run time, and no import names.
cpSync(join(root, "docs/records/ruleEvidence.json"), join(dist, "docs/records/ruleEvidence.json"));
for (const folder of [
  ...globSync("targets/*/deviations", { cwd: root }),
  ...["botocore", "ecspresso", "terraform"].map((name) => `fixtures/${name}`),
])
  cpSync(join(root, folder), join(dist, folder), { recursive: true });
