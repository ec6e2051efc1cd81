import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");
const read = (path: string): string => readFileSync(join(root, path), "utf8");

/** The commands of a page that are alone in a block of code, in order. */
const commandBlocks = (page: string): string[] =>
  [...page.matchAll(/^```\n([^\n]+)\n```$/gm)].map(([, line = ""]) => line).filter((line) => /^npm /.test(line));

test("the first two commands of the README set up a fresh machine and do one job each", () => {
  expect(commandBlocks(read("README.md")).slice(0, 2)).toEqual(["npm ci && npm run fuzz", "npm ci && npm test"]);
});

test(".ci/run runs the test command of the README as its first step", () => {
  const [, command = ""] = commandBlocks(read("README.md"));
  const [first = ""] = read(".ci/run").match(/^step .*$/m) ?? [];
  expect(first).toMatch(/^step test \d+ 0 bash -c '/);
  expect(first).toContain(`bash -c '${command}'`);
});

test("a page with other commands is noticed", () => {
  expect(commandBlocks("```\nnpm ci\nnpm run fuzz\n```\n\n```\nnpm ci && npm run fuzz\n```\n")).toEqual([
    "npm ci && npm run fuzz",
  ]);
});
