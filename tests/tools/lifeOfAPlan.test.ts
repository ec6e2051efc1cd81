import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");
const page = readFileSync(join(root, "docs/architecture.md"), "utf8");
const section = page.slice(page.indexOf("## The life of a plan"), page.indexOf("## The model"));

test("the life of a plan in docs/architecture.md is what the program prints", async () => {
  const { stdout } = await promisify(execFile)("node", ["tools/lifeOfAPlan.ts"], { cwd: root });
  const printed = stdout.replaceAll(/\bk[0-9a-z]{9,12}-/g, "kPREFIX-");
  const stages = [...printed.matchAll(/^== (.*)$/gm)].map(([, stage]) => stage);
  expect(stages).toHaveLength(8);
  const quoted = [...section.matchAll(/^```[a-z]*\n([\s\S]*?)\n```$/gm)].flatMap(([, block = ""]) => block.split("\n"));
  expect(quoted.length).toBeGreaterThan(15);
  // A line with … abbreviates a longer one: each of its parts must be printed, in order.
  const absent = quoted.filter((line) => {
    const parts = line.split("…").map((part) => part.trim().replaceAll(/\bk[0-9a-z]{9,12}-/g, "kPREFIX-"));
    const pattern = parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join(".*");
    return !new RegExp(pattern).test(printed);
  });
  expect(absent, "renew the section with what `node tools/lifeOfAPlan.ts` prints").toEqual([]);
});
