import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { installedVersion } from "../../targets/installedVersion.ts";

test("the version of a Python program is that of its distribution in the same environment", () => {
  const venv = mkdtempSync(join(tmpdir(), "kecs-fuzz-"));
  const packages = join(venv, "lib/python3.13/site-packages");
  for (const folder of ["moto-5.2.5.dist-info", "moto_ext-1.0.dist-info"])
    mkdirSync(join(packages, folder), { recursive: true });
  const program = join(venv, "bin/moto_server");
  mkdirSync(join(venv, "bin"));
  writeFileSync(program, "");
  expect(installedVersion(program, "moto")).toBe("5.2.5");
  expect(installedVersion(program, "ministack")).toBeUndefined();
  expect(installedVersion("/nowhere/bin/moto_server", "moto")).toBeUndefined();
});
