import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { BugName } from "../../targets/embedded/bugs.ts";
import { startSimulator } from "../../targets/embedded/server.ts";
import { folder, run, start } from "./command.ts";

const single = ["--only", "Create single cluster"];

test("scenarios that pass end with 0, and junit.xml has one test case for each", async () => {
  const report = join(folder(), "report");
  const { status, out } = await run("scenarios", ...single, "--seed", "7", "--report", report);
  expect(out).toContain("seed 7\ntarget embedded at http://127.0.0.1:");
  expect(out).toMatch(/\npassed {2}1 Create single cluster \(/);
  expect(out).toContain("1 passed, 0 failed, 0 failed as expected (known deviations), 0 skipped");
  expect(status).toBe(0);
  const xml = readFileSync(join(report, "junit.xml"), "utf8");
  expect(xml.match(/<testcase /g)).toHaveLength(1);
  expect(xml).toContain(
    '<testcase name="Create single cluster" classname="scenarios/1-foundation/clusterLifecycle.ts"',
  );
  expect(JSON.parse(readFileSync(join(report, "scenarios.json"), "utf8"))).toMatchObject({
    target: "embedded",
    seed: 7,
  });
});

test("a scenario that fails ends with 1, and reports the line and the divergences", async () => {
  const report = folder();
  const { status, out } = await run("scenarios", ...single, "--bug", "create-cluster-forgets-tags", "--report", report);
  expect(status).toBe(1);
  expect(out).toContain("FAILED  1 Create single cluster\n");
  expect(out).toMatch(/at scenarios\/1-foundation\/clusterLifecycle\.ts:\d+/);
  expect(out).toContain("the model finds a divergence: CreateCluster/look/DescribeClusters/immediate/cluster.tags[]");
  expect(readFileSync(join(report, "junit.xml"), "utf8")).toMatch(/failures="1"[\s\S]*<failure message="/);
});

/** A simulator with or without a bug, as a target whose ledger expects a scenario to fail. */
async function expecting(
  scenario: string,
  bug: BugName | undefined,
  capabilities = ["tasks", "containers", "virtualTime"],
) {
  const simulator = await startSimulator({ speed: "manual", bug });
  onTestFinished(() => simulator.close());
  const home = folder();
  mkdirSync(join(home, "ledger"));
  const deviation = {
    id: "mine/forgets-tags",
    summary: "CreateCluster forgets tags",
    evidence: { row: "T8", does: "shows none" },
    upstream: "unreported",
    since: "1",
    scenarios: [scenario],
  };
  writeFileSync(join(home, "ledger/forgets-tags.json"), JSON.stringify(deviation));
  writeFileSync(join(home, "target.json"), JSON.stringify({ capabilities, deviations: "ledger" }));
  return ["scenarios", "--target", simulator.url, "--target-config", join(home, "target.json")];
}

test("a failure that the ledger expects ends with 0", async () => {
  const words = await expecting("Create single cluster", "create-cluster-forgets-tags");
  const { status, out } = await run(...words, ...single);
  expect(out).toMatch(/known {3}1 Create single cluster: fails as expected by \S*forgets-tags\.json/);
  expect(out).toContain("0 passed, 0 failed, 1 failed as expected");
  expect(status).toBe(0);
  expect((await run(...words, ...single, "--no-deviations")).status).toBe(1);
});

test("a scenario that passes all the same makes its entry stale, and ends with 1", async () => {
  const { status, out } = await run(...(await expecting("Create single cluster", undefined)), ...single);
  expect(out).toMatch(
    /forgets-tags\.json is stale: it expects "Create single cluster" to fail, and it passed; delete it/,
  );
  expect(status).toBe(1);
});

test("a target that lacks a capability skips the scenarios that need it, and reports that", async () => {
  const words = await expecting("Create single cluster", undefined, []);
  const { status, out } = await run(...words, "--only", "Create service with single task");
  expect(out).toMatch(/skipped 2 Create service with single task: http:\S+ lacks tasks/);
  expect(status).toBe(0);
});

test("words that are in no name end with 2", async () => {
  const { status, err } = await run("scenarios", "--only", "nothing is called so");
  expect({ status, err }).toEqual({
    status: 2,
    err: 'kecs-fuzz: no scenario has "nothing is called so" in its name\n',
  });
});

test("SIGTERM ends with 130, and what was played is reported", async () => {
  const report = folder();
  const running = start("scenarios", "--report", report);
  await running.says(/\npassed /);
  running.signal("SIGTERM");
  expect((await running.ended).status).toBe(130);
  expect(readFileSync(join(report, "junit.xml"), "utf8")).toContain("</testsuites>");
});
