import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { recordTrials } from "../../cli/bugRecord.ts";
import { type Bug, hunted } from "../../targets/embedded/bugs.ts";

test("a trial replaces an earlier one of the same bug and keeps the others", () => {
  const file = join(mkdtempSync(join(tmpdir(), "kecs-fuzz-bugs-")), "records/bugs.json");
  const [first, second] = hunted as readonly Bug[] as [Bug, Bug];
  const told = [{ signature: "A/outcome/CL13→accepted", commands: 2 }];
  recordTrials([{ bug: second, found: true, seconds: 1.26, executions: 9, told }], file);
  recordTrials([{ bug: first, found: true, seconds: 3, executions: 20, told }], file);
  recordTrials([{ bug: first, found: false, seconds: 0, executions: 900, told: [] }], file);
  const record = JSON.parse(readFileSync(file, "utf8"));
  expect(Object.keys(record)).toEqual([first.name, second.name]);
  expect(record[second.name]).toEqual({ found: true, seconds: 1.3, executions: 9, told });
  expect(record[first.name]).toMatchObject({ found: false, executions: 900 });
  const page = readFileSync(join(file, "../../bugs.md"), "utf8");
  expect(page).toContain(`1 of ${hunted.length} were found, ${hunted.length - 2} were not played`);
  expect(page).toContain(`| \`${first.name}\` |`);
});
