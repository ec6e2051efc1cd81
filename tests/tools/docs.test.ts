import { execFileSync, spawn, spawnSync } from "node:child_process";
import { globSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { missingReasons } from "../../tools/rules.ts";

const root = join(import.meta.dirname, "../..");
const entry = join(root, "tools/docs.ts");

function docs(...words: string[]): { status: number | null; err: string } {
  const { status, stderr } = spawnSync(process.execPath, [entry, ...words], { cwd: root, encoding: "utf8" });
  return { status, err: stderr };
}

const written = (): number[] =>
  globSync("docs/*.md", { cwd: root })
    .sort()
    .map((path) => statSync(join(root, path)).mtimeMs);

function reportOf(report: unknown): string {
  const folder = mkdtempSync(join(tmpdir(), "kecs-fuzz-docs-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "report.json");
  writeFileSync(file, JSON.stringify(report));
  return file;
}

test.each([
  [["--row"], "npm run docs: unknown option '--row' (Did you mean --rows?): see --help\n"],
  [["rows"], /^npm run docs: too many arguments.*\n$/],
  [["--rows", "--report", "x"], "npm run docs: --rows and --report exclude each other: omit one\n"],
  [["--report", "no-such-file"], /^npm run docs: no-such-file is not the report of a campaign: .*\n$/],
  [["--report", "package.json"], /^npm run docs: package.json is not the report of a campaign: .*\n$/],
])("a usage error is one line and status 2: %s", (words, line) => {
  const { status, err } = docs(...words);
  expect(status).toBe(2);
  if (typeof line === "string") expect(err).toBe(line);
  else expect(err).toMatch(line);
});

test("a row without a reason is reported before any page is written", () => {
  const report = reportOf({ runs: 2000, rules: {} });
  const before = written();
  const { status, err } = docs("--report", report);
  expect(status).toBe(1);
  expect(err).toContain(
    'npm run docs: CL13 was not exercised: make a command draw what it needs, or add CL13: "why not" to tools/unexercised.ts\n',
  );
  expect(err).not.toContain(": P1 was not");
  expect(err.endsWith(`npm run docs: then npm run docs -- --report ${report}\n`)).toBe(true);
  expect(written()).toEqual(before);
});

test("a row that was exercised, or that has a reason, needs none", () => {
  expect(missingReasons({ runs: 1, rules: {} }).join()).toContain("CL13 was");
  expect(missingReasons({ runs: 1, rules: { CL13: 1 } }).join()).not.toContain("CL13 was");
});

test("npm run docs forwards its flags", () => {
  const help = execFileSync("npm", ["run", "--silent", "docs", "--", "--help"], { cwd: root, encoding: "utf8" });
  expect(help).toContain("Usage: npm run docs -- [options]");
});

test("the campaign ends with the call, and no page is written", async () => {
  const before = written();
  const child = spawn(process.execPath, [entry], { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  const began = Promise.withResolvers<void>();
  const ended = Promise.withResolvers<number | null>();
  let err = "";
  child.stdout.on("data", (text: Buffer) => {
    if (String(text).includes("target embedded")) began.resolve();
  });
  child.stderr.on("data", (text: Buffer) => {
    err += String(text);
  });
  child.on("close", (status) => ended.resolve(status));
  await Promise.race([began.promise, ended.promise]);
  const workers = simulatorsOf(child.pid ?? 0);
  expect(workers.length).toBeGreaterThan(0);
  child.kill("SIGTERM");
  expect(await ended.promise).toBe(130);
  expect(err).toBe("npm run docs: the campaign that counts rows ended with status 130: no page was written\n");
  expect(workers.filter((pid) => isAlive(pid))).toEqual([]);
  expect(written()).toEqual(before);
});

/** The processes that a process started. */
const simulatorsOf = (pid: number): number[] =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ").filter(Boolean).map(Number);

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
