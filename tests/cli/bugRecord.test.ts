import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { callsOf, recordTrials } from "../../cli/bugRecord.ts";
import type { ReportedFault } from "../../properties/triage/reportedFault.ts";
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

test("a fault is recorded with the calls of its shrunk plan, unless one is incomplete or a law made them", () => {
  const made = (command: number, operation: string, status: number | undefined, input = "{}", look = false) => ({
    command,
    look,
    operation,
    input,
    status,
    answer: "",
  });
  const evidence = [
    made(0, "CreateCluster", 200, '{"clusterName":"c1"}'),
    made(0, "DescribeClusters", 200, "{}", true),
    made(1, "StopTask", 400),
    made(2, "RunTask", undefined),
  ];
  const callsAt = (command: number, about: object = {}) =>
    callsOf({ evidence, divergence: { command }, property: "sequential", ...about } as unknown as ReportedFault);
  const [created, stopped, ran] = [
    { operation: "CreateCluster", input: { clusterName: "c1" }, outcome: "accepted" },
    { operation: "StopTask", input: {}, outcome: "refused" },
    { operation: "RunTask", input: {}, outcome: "unanswered" },
  ];
  expect(callsAt(1)).toEqual({ call: stopped, before: [created] });
  expect(callsAt(3)).toEqual({ call: "none", before: [created, stopped, ran] });
  expect(callsAt(1, { property: "laws" })).toEqual({});
  expect(callsAt(1, { evidence: [] })).toEqual({});
  expect(callsAt(1, { evidence: [...evidence, made(3, "RunTask", 200, '{"cluster":"c…')] })).toEqual({});
});
