import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { run } from "./command.ts";

const folder = mkdtempSync(join(tmpdir(), "kecs-fuzz-test-judge-"));
afterAll(() => rmSync(folder, { recursive: true }));

function traces(name: string, status: string, daemon = true): string {
  const path = join(folder, `${name}.json`);
  const cluster = { clusterName: "c1", status };
  const calls = [
    { operation: "CreateCluster", input: { clusterName: "c1" }, status: 200, complete: false, body: { cluster } },
    ...(daemon ? [{ operation: "CreateDaemon", input: {}, status: 200, body: {} }] : []),
  ];
  writeFileSync(path, JSON.stringify([{ id: name, source: "made for this test", calls }]));
  return path;
}

describe("judge", () => {
  test("exits with status 0 without a contradiction, and writes the verdicts", async () => {
    const json = join(folder, "out.json");
    const report = join(folder, "report");
    const { status, out } = await run("judge", traces("right", "ACTIVE"), "--json", json, "--report", report);
    expect([status, out.trim().split("\n").at(-1)]).toEqual([
      0,
      "1 trace · 2 calls: the model agrees with 1, contradicts 0 and leaves 1 unknown",
    ]);
    expect(JSON.parse(readFileSync(json, "utf8"))).toMatchObject({
      schema: 1,
      traces: 1,
      calls: 2,
      agreed: 1,
      contradicted: 0,
      unknown: 1,
      results: [{ trace: "right", call: 0, operation: "CreateCluster", verdict: "agrees" }, { verdict: "unknown" }],
    });
    expect(readFileSync(join(report, "judgement.html"), "utf8")).toContain("1 of 2 calls agree");
  });

  test("exits with status 1 and names the source of a contradiction", async () => {
    const { status, out } = await run("judge", traces("wrong", "GONE"));
    expect(status).toBe(1);
    expect(out).toContain("wrong call 1: CreateCluster");
    expect(out).toContain("recorded: made for this test");
  });

  test("compares a target's replies with the recorded ones, without the model", async () => {
    expect((await run("judge", traces("right", "ACTIVE", false), "--target", "embedded")).status).toBe(0);
    const wrong = await run("judge", traces("lacking", "ACTIVE"), "--target", "embedded");
    expect([wrong.status, wrong.out]).toEqual([1, expect.stringContaining("lacking call 2: CreateDaemon")]);
  });

  test.each([[["nowhere.json"]], [[]]])("a wrong call %j is one line, status 2", async (words) => {
    const { status, err } = await run("judge", ...words);
    expect([status, err.trim().split("\n").length]).toEqual([2, 1]);
  });
});
