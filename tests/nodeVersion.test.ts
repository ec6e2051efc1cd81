import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "..");

test("vitest on a Node that is too old prints one line that names npm test, and ends with status 2", () => {
  const older = 'Object.defineProperty(process, "versions", { value: { ...process.versions, node: "20.20.2" } })';
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["--import", `data:text/javascript,${older}`, "node_modules/vitest/vitest.mjs", "run", "tests/tidy.test.ts"],
    { cwd: root, encoding: "utf8" },
  );
  expect(status).toBe(2);
  expect(stderr).toBe("Node 20.20.2 is too old, 22.18 is needed: npm ci brings one, and npm test uses it\n");
  expect(stdout).toBe("");
});
