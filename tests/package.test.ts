import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const root = join(import.meta.dirname, "..");
let project: string;
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };

/** Runs a command in the empty project and returns its output. */
async function run(command: string, ...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(command, args, { cwd: project, maxBuffer: 1e8 });
  return stdout;
}

// It builds, packs and installs with all dependencies: half a minute, and it needs the npm registry.
describe.skipIf(process.env.KECS_FUZZ_TEST_PACKAGE !== "1")("the package (with KECS_FUZZ_TEST_PACKAGE=1)", () => {
  beforeAll(async () => {
    project = mkdtempSync(join(tmpdir(), "kecs-fuzz-package-"));
    await run("npm", "pack", "--silent", root, "--pack-destination", project);
    writeFileSync(join(project, "package.json"), '{ "private": true, "type": "module" }');
    const tarball = join(project, `kecs-fuzz-${version}.tgz`);
    await run("npm", "install", "--silent", "--no-audit", "--no-fund", tarball, "typescript", "@types/node");
  }, 240_000);

  afterAll(() => rmSync(project, { recursive: true, force: true }));

  test("prints its version, finds nothing on embedded, and plays scenarios", async () => {
    expect(await run("npx", "kecs-fuzz", "--version")).toBe(`${version}\n`);
    expect(await run("npx", "kecs-fuzz", "fuzz", "--runs", "10", "--seed", "1")).toMatch(/ · no divergence\n$/);
    expect(await run("npx", "kecs-fuzz", "scenarios", "--phase", "1")).toMatch(/: \d+ passed, 0 failed, 0 failed as/);
  });

  test("exports KecsContainer under its own path, with its types", async () => {
    const program = `import { KecsContainer, type StartedKecsContainer } from "kecs-fuzz/kecs-container";
const container: KecsContainer = new KecsContainer("kecs:1").withVersion("2").withMode("server");
export const start = (): Promise<StartedKecsContainer> => container.start();
console.log(typeof container.start);
`;
    writeFileSync(join(project, "own.ts"), program);
    await run("npx", "tsc", "--strict", "--module", "nodenext", "--target", "es2024", "--types", "node", "own.ts");
    expect(await run("node", "own.js")).toBe("function\n");
  });

  test("contains the built program and no other file of the repository", async () => {
    const listed = await run("npm", "pack", "--dry-run", "--json", "--ignore-scripts", root);
    const files = (JSON.parse(listed) as [{ files: { path: string }[] }])[0].files.map(({ path }) => path);
    expect(files.filter((path) => !path.startsWith("dist/")).sort()).toEqual([
      "LICENSE",
      "README.md",
      "bin/kecs-fuzz.js",
      "package.json",
    ]);
    expect(files).toContain("dist/targets/moto/deviations/services-never-run.json");
    expect(files.filter((path) => /tests?\//.test(path))).toEqual([]);
  });
});
