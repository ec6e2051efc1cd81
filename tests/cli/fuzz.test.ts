import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { allOperations } from "../../commands/plans/generate.ts";
import { reportDocument } from "../../reports/document.ts";
import { startSimulator } from "../../targets/embedded/server.ts";
import { folder, run, start } from "./command.ts";

const clusters = "CreateCluster,DeleteCluster,DescribeClusters,UpdateCluster";
const json = (file: string) => JSON.parse(readFileSync(file, "utf8"));

describe("a campaign", () => {
  test("without a divergence ends with 0, with the seed on line 1 and the target on line 2", async () => {
    const directory = folder();
    const words = ["--runs", "3", "--operations", clusters, "--report", directory];
    const { status, out, err } = await run("fuzz", ...words);
    expect({ status, err }).toEqual({ status: 0, err: "" });
    expect(out).toMatch(/^seed \d+\ntarget embedded at http:\/\/127\.0\.0\.1:\d+/);
    expect(out.trimEnd()).toMatch(/no divergence$/);
    const report = reportDocument.parse(json(join(directory, "report.json")));
    expect(report).toMatchObject({ target: "embedded", runs: 3, divergences: [], deviations: [], maskedShare: 0 });
    expect(report).toMatchObject({
      unsupported: [],
      coverage: { operations: { called: 4, known: allOperations.length } },
    });
    expect(Object.keys(report.coverage?.byOperation ?? {})).toEqual(Object.keys(report.operations));
    expect(Object.values(report.operations).reduce((sum, each) => sum + each.accepted + each.refused, 0)).toBe(
      report.commands,
    );
    expect(report.calls).toBeGreaterThanOrEqual(report.commands + report.looks);
  });

  test("prints its coverage and the operations that the target lacks", async () => {
    const directory = folder();
    const words = ["--runs", "1", "--properties", "newer", "--coverage", "--report", directory];
    const { status, out } = await run("fuzz", ...words);
    expect(status).toBe(0);
    expect(out).toMatch(/│ UpdateTaskSet +│ +\d+ │/);
    expect(out).toContain("26 of 26 operations that no row describes");
    expect(out).toContain("\nnot supported: AssociateGatewayWithCluster, CreateDaemon, ");
    const { coverage, unsupported } = reportDocument.parse(json(join(directory, "report.json")));
    expect(coverage?.newer).toMatchObject({ known: 26, called: unsupported, lacking: unsupported });
    expect(unsupported).toHaveLength(26);
  });

  test("with a divergence ends with 1; its plan replays, repeats and shrinks", async () => {
    const directory = folder();
    const bug = ["--bug", "delete-cluster-twice-refused"];
    const file = join(directory, "deep/out.json");
    const words = ["--seed", "42", "--bail", "--operations", clusters, "--report", directory, "--json", file];
    const { status, out } = await run("fuzz", ...bug, ...words);
    expect(status).toBe(1);
    expect(out).toMatch(/^seed 42\n/);
    expect(out).toMatch(
      /\n +\d+\.\d s {2}major {5}DeleteCluster .*\n {10}DeleteCluster\/outcome\/CL12→\S+ · call \d+ of run \d+\n/,
    );
    expect(out).toContain("\n1. DeleteCluster refuses with ClusterNotFoundException a call that ECS accepts: ");
    expect(out).toContain("DeleteCluster {cluster: ");
    expect(out).toContain("CL12: ");
    expect(out).toContain("reproduced in 3 of 3 replays");
    const [divergence] = reportDocument.parse(json(file)).divergences;
    expect(divergence).toMatchObject({ operation: "DeleteCluster", rule: "CL12", reproduced: "3/3", commandsAfter: 3 });
    expect(divergence).toMatchObject({
      severity: "major",
      severityReason: "a call is refused that ECS accepts",
      sentence: expect.stringMatching(/^DeleteCluster refuses /),
      operations: ["DeleteCluster"],
      shrunk: true,
    });
    const plan = join(directory, "deep", divergence?.plan ?? "");
    expect(json(plan)).toMatchObject({ schema: 1, target: "embedded", seed: 42, property: "sequential" });
    expect(out).toContain(`--replay ${directory}/divergences/1.json --bug delete-cluster-twice-refused`);

    const [again, mended, often] = await Promise.all([
      run("fuzz", ...bug, "--replay", plan),
      run("fuzz", "--replay", plan),
      run("fuzz", ...bug, "--replay", plan, "--repeat", "3"),
    ]);
    expect(again.status).toBe(1);
    expect(again.out).toContain(`reproduced: ${divergence?.signature}`);
    expect(mended.status).toBe(0);
    expect(mended.out).toContain("no divergence");
    expect(often.status).toBe(1);
    expect(often.out).toContain("failed 3 of 3");
    const into = join(directory, "shrunk");
    const shrunk = await run("fuzz", ...bug, "--replay", plan, "--shrink", "--report", into);
    expect(shrunk.status).toBe(1);
    expect(json(join(into, "report.json")).divergences).toMatchObject([{ commandsAfter: 3 }]);
  });

  test("with divergences that are all less severe than --fail-on ends with 0, and says so", async () => {
    const words = ["--bug", "delete-cluster-twice-refused", "--seed", "42", "--bail", "--operations", clusters];
    const { status, out } = await run("fuzz", ...words, "--fail-on", "critical", "--report", folder());
    expect(out).toMatch(
      /1 divergence\npassed: with --fail-on critical, 1 less severe divergence does not fail the campaign\n$/,
    );
    expect(status).toBe(0);
  });

  test("in four shards merges into the same result: runs, plans, coverage and divergences", async () => {
    const directory = folder();
    const words = ["--seed", "6", "--runs", "12", "--operations", clusters, "--bug", "create-existing-cluster-refused"];
    const part = (name: string, ...more: string[]) => run("fuzz", ...words, "--report", join(directory, name), ...more);
    const shards = ["1", "2", "3", "4"];
    await Promise.all([part("all", "--workers", "1"), ...shards.map((name) => part(name, "--shard", `${name}/4`))]);
    const into = join(directory, "merged");
    const folders = shards.map((name) => join(directory, name));
    const { status, out } = await run("report", "merge", ...folders, "--report", into);
    expect(status).toBe(1);
    expect(out).toContain("12 runs");
    const [whole, merged] = ["all", "merged"].map((name) => json(join(directory, name, "report.json")));
    const { runs, plansDigest, commands, refused, operations, bug } = whole;
    expect(runs).toBe(12);
    expect(merged).toMatchObject({ runs, plansDigest, commands, refused, operations, bug });
    const told = ({ divergences }: { divergences: { signature: string; seen: number; commandsAfter: number }[] }) =>
      divergences.map(({ signature, seen, commandsAfter }) => ({ signature, seen, commandsAfter }));
    expect(told(merged)).toEqual(told(whole));
    expect(merged.coverage).toEqual(whole.coverage);
    expect(out).toContain(`coverage: 4 of ${allOperations.length} operations`);
    for (const { plan } of merged.divergences) expect(existsSync(join(into, plan))).toBe(true);
  });
});

describe("an interrupted subcommand ends with 130", () => {
  test.each(["SIGINT", "SIGTERM"] as const)("fuzz by %s, its report written and its simulator gone", async (signal) => {
    const directory = folder();
    const campaign = start("fuzz", "--time", "60s", "--report", directory);
    const said = await campaign.says(/target embedded at (\S+)/);
    campaign.signal(signal);
    const { status, out } = await campaign.ended;
    expect(status).toBe(130);
    expect(out).toContain("interrupted");
    expect(json(join(directory, "report.json"))).toMatchObject({ schema: 1, ending: "interrupted" });
    const [, url] = /target embedded at (\S+)/.exec(said) ?? [];
    await expect(fetch(url ?? "")).rejects.toThrow();
  });

  test("serve, which prints its URL on its only line", async () => {
    const server = start("serve", "--port", "0");
    const url = (await server.says(/\n/)).trim();
    const answer = await fetch(`${url}/_kecs-fuzz/target`);
    expect(answer.status).toBe(200);
    server.signal("SIGTERM");
    expect(await server.ended).toEqual({ status: 130, out: `${url}\n`, err: "" });
  });
});

test("a server that crashes for good ends the campaign with 3 and a report", async () => {
  const directory = folder();
  const server = await startSimulator({});
  const campaign = start("fuzz", "--target", server.url, "--time", "60s", "--report", directory);
  await campaign.says(/target /);
  await new Promise((resolve) => setTimeout(resolve, 300));
  await server.close();
  const { status, err } = await campaign.ended;
  expect(status).toBe(3);
  expect(err).toMatch(/^kecs-fuzz: the server became unavailable[^\n]*\n$/);
  expect(json(join(directory, "report.json"))).toMatchObject({ ending: "gone" });
});
