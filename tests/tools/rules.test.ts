import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { countsOfPage, ruleRows } from "../../tools/rules.ts";
import { unexercised } from "../../tools/unexercised.ts";

const page = readFileSync(join(import.meta.dirname, "../../docs/rules.md"), "utf8");
const lines = page.split("\n").filter((line) => /^\| \[[A-Z]/.test(line));

test("docs/rules.md agrees with the code: npm run docs renews it", () => {
  expect(lines.map((line) => line.replace(/ \d+ \|$/, ""))).toEqual([...ruleRows().values()]);
});

test("every row was exercised or has a reason", () => {
  const silent = lines.filter((line) => line.endsWith(" 0 |")).map((line) => /^\| \[(\w+)/.exec(line)?.[1] ?? "");
  expect(silent.filter((id) => !(id in unexercised))).toEqual([]);
  for (const id of silent) expect(page).toContain(`- **${id}** (`);
});

test("the page says of how many runs its counts are, and they can be read back from it", () => {
  expect(countsOfPage().runs).toBeGreaterThan(0);
});
