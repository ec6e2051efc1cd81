import { describe, expect, onTestFinished, test } from "vitest";
import { text } from "../../../checker/signature.ts";
import type { Client } from "../../../clients/client.ts";
import { wireClient } from "../../../clients/wire.ts";
import { defaultPlanOptions } from "../../../commands/plans/generate.ts";
import { campaign } from "../../../properties/campaign/campaign.ts";
import type { CampaignOptions } from "../../../properties/campaign/options.ts";
import type { Progress } from "../../../properties/campaign/progress.ts";
import { PlanSource, PlansDigest } from "../../../properties/plans/planSource.ts";
import { abilitiesOf } from "../../../properties/workers/workerPool.ts";
import type { BugName } from "../../../targets/embedded/bugs.ts";
import { startSimulator } from "../../../targets/embedded/server.ts";
import { openTarget } from "../../../targets/open.ts";
import type { Target } from "../../../targets/target.ts";
import { garbageServer, reply } from "../../clients/garbage-server.ts";

const never = new AbortController().signal;

async function simulator(bug?: BugName): Promise<Target> {
  const server = await startSimulator({ bug });
  onTestFinished(() => server.close());
  return openTarget(server.url, { seed: 1, speed: 1000, jitter: false, allowRemote: false });
}

const options = (target: Target, more: Partial<CampaignOptions> = {}): CampaignOptions => ({
  seed: 7,
  runs: 12,
  milliseconds: undefined,
  shard: { index: 0, of: 1 },
  workers: 2,
  bail: false,
  eventual: false,
  plan: { ...defaultPlanOptions, abilities: abilitiesOf(target) },
  earlier: [],
  ...more,
});

const clustersOnly = (target: Target) => ({
  ...defaultPlanOptions,
  abilities: abilitiesOf(target),
  operations: ["CreateCluster", "DeleteCluster", "DescribeClusters", "UpdateCluster"] as const,
});

describe("a campaign plays the same plans", () => {
  test("whatever the number of workers, shards, and the order", async () => {
    const target = await simulator();
    const plan = clustersOnly(target);
    const one = await campaign(target, options(target, { plan, workers: 1 }), {}, never);
    const four = await campaign(target, options(target, { plan, workers: 4 }), {}, never);
    expect(four.plansDigest).toBe(one.plansDigest);
    const shards = new PlansDigest();
    let runs = 0;
    for (const index of [2, 0, 1]) {
      const shard = await campaign(target, options(target, { plan, shard: { index, of: 3 } }), {}, never);
      shards.merge(shard.plansDigest);
      runs += shard.runs;
    }
    expect(runs).toBe(12);
    expect(shards.toString()).toBe(one.plansDigest);
  });

  test("and other plans with another seed", () => {
    const digest = (seed: number) => {
      const [source, digest] = [new PlanSource(seed, defaultPlanOptions), new PlansDigest()];
      for (const run of [0, 1, 2]) digest.add(run, source.at(run));
      return digest.toString();
    };
    expect(digest(1)).toBe(digest(1));
    expect(new Set([1, 2, 2 ** 32 + 1, 2 ** 40].map(digest)).size).toBe(4);
  });

  test("run k alone is run k of the whole", () => {
    const all = new PlanSource(3, defaultPlanOptions);
    for (let run = 0; run < 5; run++) all.at(run);
    expect(all.at(17)).toEqual(new PlanSource(3, defaultPlanOptions).at(17));
  });
});

describe("a planted bug", () => {
  test("is found, reproduced, and shrunk to its three calls", async () => {
    const target = await simulator("delete-cluster-twice-refused");
    const plan = clustersOnly(target);
    const result = await campaign(target, options(target, { runs: 40, bail: true, plan }), {}, never);
    expect(result.faults).toHaveLength(1);
    const [entry] = result.faults;
    expect([entry && text(entry.signature), entry?.hits, entry?.tries]).toEqual([
      expect.stringContaining("CL12"),
      3,
      3,
    ]);
    expect(entry?.plan.map(({ operation }) => operation)).toEqual(["CreateCluster", "DeleteCluster", "DeleteCluster"]);
    expect(entry?.executions).toBeLessThanOrEqual(60);
    expect(result.runs).toBeLessThan(40);
  });

  test("is one fault, however many reads show it", async () => {
    const target = await simulator("update-cluster-settings-answered-not-stored");
    const result = await campaign(target, options(target, { runs: 30, plan: clustersOnly(target) }), {}, never);
    expect(result.faults.length).toBeGreaterThanOrEqual(1);
    expect(result.faults.length).toBeLessThanOrEqual(2);
    expect(result.faults[0]?.plan.length).toBeLessThanOrEqual(3);
  });

  test("is observed at once when its plan is played first", async () => {
    const target = await simulator("delete-cluster-twice-refused");
    const plan = clustersOnly(target);
    const deletion = { operation: "DeleteCluster", input: { cluster: "c1" } };
    const played = [{ operation: "CreateCluster", input: { clusterName: "c1" } }, deletion, deletion];
    const earlier = [{ plan: played, properties: ["sequential"] }];
    const result = await campaign(target, options(target, { runs: 1, bail: true, plan, earlier }), {}, never);
    expect(result.runs).toBe(0);
    expect(result.faults[0]).toMatchObject({ run: -1, seen: 1 });
  });

  test.each([
    ["", (target: Target) => target],
    [", also where plays wait for rest", ({ clock: _, ...target }: Target) => target],
  ])("that crashes the server is blamed on the operation that causes the crash each time%s", async (_, of) => {
    const target = of(await simulator("crash-on-empty-tag-value"));
    const tag = {
      operation: "TagResource",
      input: { resourceArn: { ref: [0, "cluster.clusterArn"] as const }, tags: [{ key: "a", value: "" }] },
    };
    const played = [{ operation: "CreateCluster", input: { clusterName: "c1" } }, tag];
    const earlier = [{ plan: played, properties: ["sequential"] }];
    const result = await campaign(target, options(target, { runs: 0, earlier }), {}, never);
    expect(result.faults.map(({ signature }) => text(signature))).toEqual(["server/crash/TagResource"]);
    expect(result.restarts).toBeGreaterThan(3);
    expect(result.ending).toBe("done");
  });
});

describe("triage goes on while the campaign hunts", () => {
  const bug = "describe-clusters-refuses-arns";

  test("so that an interrupted campaign has shrunk what it found early", async () => {
    const target = await simulator(bug);
    const interrupt = new AbortController();
    const progress = ({ runs, done }: Progress) => {
      if (runs >= 12 && done > 0) interrupt.abort();
    };
    const plan = clustersOnly(target);
    const result = await campaign(target, options(target, { runs: undefined, plan }), { progress }, interrupt.signal);
    expect(result.ending).toBe("interrupted");
    const shrunk = result.faults.filter((fault) => fault.shrunk);
    expect(shrunk.length).toBeGreaterThan(0);
    expect(shrunk[0]?.plan.length).toBeLessThanOrEqual(3);
  });

  test.each([1, 3])("and plays exactly the runs that were asked for, with %i workers", async (workers) => {
    const [sound, faulty] = [await simulator(), await simulator(bug)];
    const asked = (target: Target) => options(target, { plan: clustersOnly(target), runs: 25, workers });
    const [quiet, busy] = [
      await campaign(sound, asked(sound), {}, never),
      await campaign(faulty, asked(faulty), {}, never),
    ];
    expect(busy.faults.length).toBeGreaterThan(0);
    expect([busy.runs, busy.plansDigest]).toEqual([25, quiet.plansDigest]);
    expect(busy.faults.every((fault) => fault.shrunk)).toBe(true);
    expect(busy.spent.hunting).toBeGreaterThan(0);
    expect(busy.spent.shrinking).toBeGreaterThan(0);
  });

  test("also while it plays the failures of an earlier campaign", async () => {
    const target = await simulator(bug);
    const played = [
      { operation: "CreateCluster", input: { clusterName: "c1" } },
      { operation: "DescribeClusters", input: { clusters: [{ ref: [0, "cluster.clusterArn"] as const }] } },
    ];
    const earlier = Array.from({ length: 60 }, () => ({ plan: played, properties: ["sequential"] }));
    const triagedEarly: boolean[] = [];
    const progress = ({ phase, done }: Progress) => {
      if (phase === "earlier plans") triagedEarly.push(done > 0);
    };
    const slow: Target = { ...target, client: () => slowly(target.client()) };
    const result = await campaign(slow, options(slow, { runs: 0, earlier }), { progress }, never);
    expect(result.earlier).toBe(60);
    expect(triagedEarly).toContain(true);
  });
});

test.each([
  [1, "and one worker plays one plan after the other"],
  [2, "while other plans are played"],
])("with %i workers a play of triage waits for rest, %s", async (workers) => {
  const { clock: _, ...target } = await simulator("sleeping-task-hangs-activating");
  const prefixes: string[] = [];
  const noting = (client: Client): Client => ({
    call: (operation, input) => {
      prefixes.push(...(/k[0-9a-z]{10}-/.exec(JSON.stringify(input)) ?? []));
      return client.call(operation, input);
    },
    close: () => client.close(),
  });
  const noted: Target = { ...target, restSeconds: 0.4, client: () => noting(target.client()) };
  const containerDefinitions = [{ name: "app", image: "busybox", command: ["sleep", "infinity"] }];
  const definition = { family: "f", networkMode: "awsvpc", cpu: "256", memory: "512", containerDefinitions };
  const networkConfiguration = { awsvpcConfiguration: { subnets: ["«subnet»"] } };
  const started = { cluster: "c1", taskDefinition: "f:1", launchType: "FARGATE", networkConfiguration };
  const played = [
    { operation: "CreateCluster", input: { clusterName: "c1" } },
    { operation: "RegisterTaskDefinition", input: definition },
    { operation: "RunTask", input: started },
  ];
  const earlier = [{ plan: played, properties: ["sequential"] }];
  const plan = clustersOnly(target);
  const result = await campaign(noted, options(noted, { workers, runs: 12, plan, earlier }), {}, never);
  expect(result.faults.map(({ shrunk }) => shrunk)).toContain(true);
  const plays = [...new Set(prefixes)].map(
    (prefix) => [prefixes.indexOf(prefix), prefixes.lastIndexOf(prefix)] as const,
  );
  const most = Math.max(...plays.map(([start]) => plays.filter(([from, to]) => from <= start && start <= to).length));
  expect(most > workers).toBe(workers > 1);
});

const slowly = (client: Client): Client => ({
  call: async (operation, input) => {
    await new Promise((resolve) => setTimeout(resolve, 2));
    return client.call(operation, input);
  },
  close: () => client.close(),
});

describe("a campaign ends", () => {
  test("when its time is over, including shrinking", async () => {
    const target = await simulator("describe-clusters-refuses-arns");
    const start = performance.now();
    const result = await campaign(target, options(target, { runs: undefined, milliseconds: 1500 }), {}, never);
    expect(performance.now() - start).toBeLessThan(1500 + 4000);
    expect(result.runs).toBeGreaterThan(0);
    expect(result.faults.length).toBeGreaterThan(0);
  });

  test("when it is interrupted, with the results so far", async () => {
    const target = await simulator("describe-clusters-refuses-arns");
    const interrupt = new AbortController();
    const watcher = { found: () => interrupt.abort() };
    const result = await campaign(target, options(target, { runs: undefined }), watcher, interrupt.signal);
    expect(result.ending).toBe("interrupted");
    expect(result.faults.length).toBeGreaterThan(0);
    expect(result.faults[0]?.note).toContain("no time");
  });

  test("when the server does not recover", async () => {
    const server = await startSimulator({});
    const target = await openTarget(server.url, { seed: 1, speed: 1000, jitter: false, allowRemote: false });
    const mortal: Target = { ...target, alive: async () => false };
    setTimeout(() => void server.close(), 300);
    const result = await campaign(mortal, options(mortal, { runs: undefined }), {}, never);
    expect(result).toMatchObject({ ending: "gone", reason: expect.stringContaining("did not recover") });
  });
});

describe("a server that replies with nonsense", () => {
  test.each([
    ["html", reply("500 Internal Server Error", "<html>oops</html>", "text/html")],
    ["not-json", reply("200 OK", '{"clusters": [')],
    ["empty", reply("200 OK", "")],
    ["error-without-type", reply("400 Bad Request", '{"message":"no"}')],
  ])("%s", async (problem, answer) => {
    const server = await garbageServer(answer);
    onTestFinished(() => server.close());
    const target = await simulator();
    const mocked: Target = { ...target, client: () => targetClient(server.url), restSeconds: 0.1 };
    const plan = clustersOnly(target);
    const result = await campaign(mocked, options(mocked, { runs: 3, plan }), {}, never);
    expect(result.broken).toEqual([]);
    expect(result.faults.flatMap(({ signature, symptoms }) => [signature, ...symptoms].map(text)).join(" ")).toContain(
      problem,
    );
  });
});

const targetClient = (endpoint: string) =>
  wireClient({
    endpoint,
    region: "us-east-1",
    credentials: { accessKeyId: "a", secretAccessKey: "b" },
    timeoutMilliseconds: 1000,
  });
