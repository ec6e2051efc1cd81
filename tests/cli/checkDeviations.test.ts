import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { reportDocument } from "../../reports/document.ts";
import type { BugName } from "../../targets/embedded/bugs.ts";
import { startSimulator } from "../../targets/embedded/server.ts";
import { folder, run } from "./command.ts";

const create = { operation: "CreateCluster", input: { clusterName: "c1" } };
const remove = { operation: "DeleteCluster", input: { cluster: "c1" } };

const name = "delete-cluster-outcome-cl12-cluster-not-found-exception";

async function simulator(bug?: BugName): Promise<string> {
  const server = await startSimulator({ bug });
  onTestFinished(() => server.close());
  return server.url;
}

/** A folder with a ledger, a config that names it, and a plan that shows the bug. */
function place() {
  const directory = folder();
  const [ledger, config, plan] = ["mine", "config.json", "plan.json"].map((each) => join(directory, each)) as [
    string,
    string,
    string,
  ];
  mkdirSync(ledger);
  writeFileSync(config, JSON.stringify({ capabilities: ["tasks", "containers"], deviations: "mine" }));
  const commands = [create, remove, remove];
  const signature = "DeleteCluster/outcome/CL12→ClusterNotFoundException";
  writeFileSync(plan, JSON.stringify({ schema: 1, target: "embedded", signature, commands }));
  const on = (url: string, ...words: string[]) => run("fuzz", "--target", url, "--target-config", config, ...words);
  return { directory, ledger, config, plan, signature, on };
}

describe("a divergence", () => {
  test("becomes a known deviation, which holds until the server is corrected", async () => {
    const { directory, ledger, config, plan, signature, on } = place();
    const [broken, mended] = await Promise.all([simulator("delete-cluster-twice-refused"), simulator()]);
    const report = join(directory, "report");
    expect((await on(broken, "--replay", plan, "--shrink", "--report", report)).status).toBe(1);

    const accepted = await run("fuzz", "--accept", "1", "--report", report, "--target-config", config);
    expect(accepted).toMatchObject({ status: 0, err: "" });
    expect(accepted.out).toContain(`${name}.json: complete each TODO`);
    expect(readdirSync(ledger)).toEqual([`${name}.json`]);
    const [again, beyond, unfinished] = await Promise.all([
      run("fuzz", "--accept", "1", "--report", report, "--target-config", config),
      run("fuzz", "--accept", "2", "--report", report, "--target-config", config),
      on(broken, "--runs", "1"),
    ]);
    for (const [{ status, err }, why] of [
      [again, "exists already"],
      [beyond, "has 1 divergence: there is no number 2"],
      [unfinished, `${name}.json is not a deviation: summary, evidence.does, upstream, since still to be completed`],
    ] as const) {
      expect([status, err]).toEqual([2, expect.stringMatching(/^kecs-fuzz: [^\n]+\n$/)]);
      expect(err).toContain(why);
    }

    const file = join(ledger, `${name}.json`);
    const draft = readFileSync(file, "utf8").replace(/"TODO: the address[^"]*"/, '"unreported"');
    writeFileSync(file, draft.replaceAll("TODO: ", ""));
    const into = join(directory, "known");
    const words = ["--runs", "12", "--seed", "42", "--operations", "CreateCluster,DeleteCluster,DescribeClusters"];
    const [known, unknown, checked, stale, often] = await Promise.all([
      on(broken, ...words, "--report", into),
      on(broken, ...words, "--no-deviations", "--report", join(directory, "unknown")),
      on(broken, "--check-deviations"),
      on(mended, "--check-deviations"),
      on(broken, "--replay", plan, "--repeat", "3"),
    ]);
    expect(known.status).toBe(0);
    expect(known.out).toMatch(/1 of 1 known deviation occurred; \d+\.\d % of [\d,]+ comparisons relied on one\n/);
    const document = reportDocument.parse(JSON.parse(readFileSync(join(into, "report.json"), "utf8")));
    expect(document.divergences).toEqual([]);
    expect(document.deviations).toMatchObject([{ id: `mine/${name}` }]);
    expect(document.deviations[0]?.seen).toBeGreaterThan(0);
    expect(document.maskedShare).toBeGreaterThan(0);
    expect([unknown.status, unknown.out]).toEqual([1, expect.stringContaining(signature)]);
    expect([checked.status, checked.out]).toEqual([0, expect.stringContaining(`holds   mine/${name}\n`)]);
    expect([stale.status, stale.out]).toEqual([1, expect.stringContaining(`STALE   mine/${name}: `)]);
    expect(stale.out).toContain(`delete ${file}\n`);
    expect(often.status).toBe(0);
    expect(often.out).toContain(`known: mine/${name}\ndeterministic: failed 3 of 3: `);
  });

  test("of a server without a ledger cannot become one", async () => {
    const { directory, plan } = place();
    const url = await simulator("delete-cluster-twice-refused");
    const report = join(directory, "report");
    await run("fuzz", "--target", url, "--replay", plan, "--shrink", "--report", report);
    const { status, err } = await run("fuzz", "--accept", "1", "--report", report);
    expect([status, err]).toEqual([2, expect.stringContaining("has no ledger: name one as deviations")]);
  });
});

test("the simulator has none, and all of them hold", async () => {
  const { status, out, err } = await run("fuzz", "--check-deviations");
  expect({ status, err }).toEqual({ status: 0, err: "" });
  expect(out).toContain("0 known deviations: 0 hold, 0 stale");
});

test("two that overlap are reported in one line that names both files", async () => {
  const { ledger, plan, signature, on } = place();
  const { commands } = JSON.parse(readFileSync(plan, "utf8")) as { commands: object[] };
  for (const each of ["one", "two"])
    writeFileSync(
      join(ledger, `${each}.json`),
      JSON.stringify({
        id: `mine/${each}`,
        summary: "a second deletion is refused",
        evidence: { row: "CL12", does: "ClusterNotFoundException" },
        upstream: "unreported",
        since: "1",
        patch: { kind: "refused", operations: ["DeleteCluster"], rules: "any", errors: ["ClusterNotFoundException"] },
        witness: { signature, commands },
      }),
    );
  const { status, out, err } = await on("http://127.0.0.1:1", "--check-deviations");
  expect([status, out]).toEqual([2, ""]);
  expect(err).toMatch(/^kecs-fuzz: \S*two\.json overlaps \S*one\.json: [^\n]+\n$/);
});
