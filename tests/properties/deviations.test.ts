import { describe, expect, onTestFinished, test } from "vitest";
import { parse, type Signature, text } from "../../checker/signature.ts";
import type { Client, Exchange } from "../../clients/client.ts";
import type { Plan } from "../../commands/language/plan.ts";
import { defaultPlanOptions } from "../../commands/plans/generate.ts";
import type { Json } from "../../model/language/json.ts";
import { campaign } from "../../properties/campaign/campaign.ts";
import { DeviationMatcher } from "../../properties/deviations/deviationMatcher.ts";
import { Ledger } from "../../properties/deviations/ledger.ts";
import { type Patch, patchOf } from "../../properties/deviations/patch.ts";
import type { Fault } from "../../properties/judge/fault.ts";
import { Counters } from "../../properties/measures/counters.ts";
import { PlanSource } from "../../properties/plans/planSource.ts";
import { playPlan, type RunReport } from "../../properties/run/sequential.ts";
import { abilitiesOf } from "../../properties/workers/workerPool.ts";
import type { BugName } from "../../targets/embedded/bugs.ts";
import { startSimulator } from "../../targets/embedded/server.ts";
import { openTarget } from "../../targets/open.ts";
import { container, create, deviationOf, refusedTwice, remove } from "./deviations/deviation.ts";
import { runContext, simulatorClient } from "./playing.ts";

let played = 0;
const restMilliseconds = 5000;

async function play(
  plan: Plan,
  client: Client,
  patches: readonly Patch[],
  counters = new Counters(),
  isReportedBefore = (_signature: Signature) => false,
): Promise<RunReport> {
  return playPlan(plan, `d${played++}-`, {
    ...runContext(client),
    counters,
    restMilliseconds,
    isReportedBefore,
    ledger: new Ledger(patches.map((patch, index) => deviationOf(`${index}`, patch))),
  });
}

const signaturesOf = ({ divergences }: RunReport): string[] => divergences.map(({ signature }) => text(signature));
const idsOf = ({ known }: RunReport): string[] => [...new Set(known.map(({ id }) => id))];

const unknown = { operation: "DescribeTaskDefinition", input: { taskDefinition: "ghost" } };

/** Like KECS: every refusal is a 500 of one type, and empty lists are omitted. */
function habitual(inner: Client): Client {
  const without = (json: Json): Json => {
    if (Array.isArray(json)) return json.map(without);
    if (typeof json !== "object" || json === null) return json;
    const filled = Object.entries(json).filter(([, value]) => !Array.isArray(value) || value.length > 0);
    return Object.fromEntries(filled.map(([member, value]) => [member, without(value)]));
  };
  return {
    async call(operation, input): Promise<Exchange> {
      const exchange = await inner.call(operation, input);
      if (exchange.kind !== "answered" || exchange.json === undefined) return exchange;
      const refused = exchange.status !== 200;
      const json = refused ? { __type: "InternalError", message: "oops" } : without(exchange.json);
      return { ...exchange, status: refused ? 500 : 200, json, text: JSON.stringify(json) };
    },
    close: () => inner.close(),
  };
}

const refusals: Patch = { kind: "error", operations: "any", rules: "any", errors: ["InternalError"] };
const habits: readonly Patch[] = [{ ...refusals, status: 500, text: "any" }, { kind: "empty-list" }];

describe("a known deviation", () => {
  test("is counted and not reported, and the run goes on", async () => {
    const counters = new Counters();
    const client = await simulatorClient({ bug: "delete-cluster-twice-refused" });
    const report = await play([create, remove, remove, create, remove], client, [refusedTwice], counters);
    expect(signaturesOf(report)).toEqual([]);
    expect(report.known.map(({ divergence }) => text(divergence.signature))).toEqual([
      "DeleteCluster/outcome/CL12→ClusterNotFoundException",
    ]);
    expect(counters.deviations).toEqual(new Map([["test/0", 1]]));
    expect(counters.masked).toBe(1);
    expect(counters.commands).toBe(5);
    expect(counters.maskedShare).toBeCloseTo(1 / counters.compared);
  });

  test("hides no divergence with another cause", async () => {
    const plan = [create, remove, remove];
    const client = await simulatorClient({ bug: "delete-cluster-twice-refused" });
    for (const other of [{ rules: ["CL13"] }, { errors: ["ClientException"] }, { operations: ["UpdateCluster"] }])
      expect(signaturesOf(await play(plan, client, [{ ...refusedTwice, ...other }]))).toHaveLength(1);
  });

  test("that accepts a call wrongly leaves what it created in quarantine", async () => {
    const client = await simulatorClient({ bug: "tags-with-aws-prefix-accepted" });
    const tagged = { operation: "CreateCluster", input: { clusterName: "c1", tags: [{ key: "aws:a", value: "1" }] } };
    const other = { operation: "CreateCluster", input: { clusterName: "c2" } };
    const counters = new Counters();
    const known: Patch = { kind: "accepted", operations: ["CreateCluster"], rules: ["T1"] };
    const report = await play([tagged, remove, other], client, [known], counters);
    expect([signaturesOf(report), idsOf(report)]).toEqual([[], ["test/0"]]);
    expect([counters.commands, counters.skipped]).toEqual([2, 1]);
  });

  test("of a list that invents entries leaves the resources it was called for comparable", async () => {
    const inner = await simulatorClient();
    const client: Client = {
      ...inner,
      async call(operation, input) {
        const exchange = await inner.call(operation, input);
        if (operation !== "ListTaskDefinitions" || exchange.kind !== "answered") return exchange;
        const { taskDefinitionArns = [] } = exchange.json as { taskDefinitionArns?: string[] };
        const json = { taskDefinitionArns: [...taskDefinitionArns, `${taskDefinitionArns[0]}0`] };
        return { ...exchange, json, text: JSON.stringify(json) };
      },
    };
    const plan = [
      { operation: "RegisterTaskDefinition", input: { family: "f", containerDefinitions: [container] } },
      { operation: "ListTaskDefinitions", input: { familyPrefix: "f" } },
      { operation: "DescribeTaskDefinition", input: { taskDefinition: "f" } },
    ];
    const known = patchOf(parse("ListTaskDefinitions/immediate/taskDefinitionArns[]/nothing→item"));
    for (const [patches, told, skipped] of [[[known], 0, 0] as const, [[], 1, 2] as const]) {
      const counters = new Counters();
      const report = await play(plan, client, patches, counters);
      expect([signaturesOf(report).length, counters.skipped]).toEqual([told, skipped]);
    }
  });

  test("is not needed on a corrected server", async () => {
    const report = await play([create, remove, remove], await simulatorClient(), [refusedTwice, ...habits]);
    expect([signaturesOf(report), report.known]).toEqual([[], []]);
  });
});

describe("a known deviation at rest", () => {
  const container = { name: "app", image: "does-not-exist.example/none:1" };
  const plan: Plan = [
    create,
    {
      operation: "RegisterTaskDefinition",
      input: { family: "f", networkMode: "awsvpc", cpu: "256", memory: "512", containerDefinitions: [container] },
    },
    {
      operation: "RunTask",
      input: {
        cluster: "c1",
        taskDefinition: "f",
        launchType: "FARGATE",
        networkConfiguration: { awsvpcConfiguration: { subnets: ["«subnet»"] } },
      },
    },
  ];

  test("is waited for until the deadline by the first run, and by no other", async () => {
    const client = await simulatorClient({ bug: "failed-image-pull-stays-pending" });
    const told = signaturesOf(await play(plan, client, []));
    expect(told[0]).toMatch(/^rest\/DescribeTasks\/converges\/task\.lastStatus\//);
    const patches = told.map(parse).map(patchOf);
    const first = await play(plan, client, patches);
    expect([signaturesOf(first), first.known.length]).toEqual([[], told.length]);
    expect(first.restMilliseconds).toBeGreaterThan(restMilliseconds);
    const awaited = new Set(first.known.map(({ divergence }) => text(divergence.signature)));
    const second = await play(plan, client, patches, new Counters(), (signature) => awaited.has(text(signature)));
    expect(signaturesOf(second)).toEqual([]);
    expect(second.restMilliseconds).toBeLessThan(restMilliseconds);
  });
});

describe("a habit of a whole server", () => {
  const source = new PlanSource(5, { ...defaultPlanOptions, maxCommands: 20 });

  test("is one deviation, and nothing else is reported of a server that is otherwise correct", async () => {
    const client = habitual(await simulatorClient());
    const counters = new Counters();
    for (let run = 0; run < 8; run++)
      expect(signaturesOf(await play(source.at(run), client, habits, counters))).toEqual([]);
    expect([...counters.deviations.keys()].sort()).toEqual(["test/0", "test/1"]);
    expect(counters.maskedShare).toBeGreaterThan(0.1);
  });

  test.each<[BugName, Plan, string]>([
    ["create-existing-cluster-refused", [create, create], "CreateCluster/outcome/CL3→InternalError"],
    ["delete-cluster-twice-refused", [create, remove, remove], "DeleteCluster/outcome/CL12→InternalError"],
    [
      "update-cluster-settings-answered-not-stored",
      [
        create,
        {
          operation: "UpdateCluster",
          input: { cluster: "c1", settings: [{ name: "containerInsights", value: "enabled" }] },
        },
      ],
      "UpdateCluster/look/DescribeClusters/immediate/cluster.settings[].value/string→string",
    ],
    [
      "tags-with-aws-prefix-accepted",
      [{ operation: "CreateCluster", input: { clusterName: "c1", tags: [{ key: "aws:a", value: "1" }] } }],
      "CreateCluster/outcome/T1→accepted",
    ],
  ])("hides no %s behind it", async (bug, plan, signature) => {
    const client = habitual(await simulatorClient({ bug }));
    expect(signaturesOf(await play(plan, client, habits))).toEqual([signature]);
  });

  test("has its status and its text compared unless they belong to it", async () => {
    const client = habitual(await simulatorClient());
    const told = async (known: Patch) => signaturesOf(await play([unknown], client, [known, { kind: "empty-list" }]));
    expect(await told({ ...refusals, status: 500, text: "any" })).toEqual([]);
    expect(await told({ ...refusals, status: 500 })).toEqual(["DescribeTaskDefinition/error/text/TD20"]);
    expect(await told({ ...refusals, status: 503, text: "any" })).toEqual([
      "DescribeTaskDefinition/error/status/TD20:ClientException→500",
    ]);
    expect(await told({ ...refusals, errors: ["Oops"] })).toEqual(["any/error/type/unknown→InternalError"]);
  });
});

describe("what a known deviation did to a member", () => {
  const place = { command: 1, operation: "UpdateCluster", look: "DescribeClusters" };
  const lost: Patch = { kind: "member", operations: ["CreateCluster"], members: ["cluster.x"], from: ["a"], to: ["b"] };
  const fault = (expectedKind: string, actualKind: string, name = "c1"): Fault => ({
    kind: "output",
    accepted: true,
    differences: [
      {
        path: "clusters[].x",
        clock: "immediate",
        expected: "",
        actual: "",
        expectedKind,
        actualKind,
        resource: { kind: "cluster", name, member: "x" },
      },
    ],
  });
  const known = () => {
    const known = new DeviationMatcher(new Ledger([deviationOf("lost", lost)]), new Counters(), "k-", []);
    known.note(known.split(fault("a", "b"), { command: 0, operation: "CreateCluster" }));
    return known;
  };
  const told = (shown: Fault) =>
    known()
      .split(shown, place)
      .unknown.map(({ signature }) => text(signature));

  test("shows again after later calls: that is its echo", () => {
    expect(told(fault("a", "b"))).toEqual([]);
  });

  test("does not show again if only the command's own reply is known to be wrong", () => {
    const ofReply: Patch = { ...lost, looks: ["reply"] };
    const matcher = new DeviationMatcher(new Ledger([deviationOf("lost", ofReply)]), new Counters(), "k-", []);
    const own = matcher.split(fault("a", "b"), { command: 0, operation: "CreateCluster" });
    matcher.note(own);
    expect(own.unknown).toEqual([]);
    expect(matcher.split(fault("a", "b"), place).unknown).toHaveLength(1);
  });

  test("hides neither another wrong value of that member nor the same wrong value elsewhere", () => {
    expect(told(fault("a", "c"))).toEqual(["UpdateCluster/look/DescribeClusters/immediate/cluster.x/a→c"]);
    expect(told(fault("a", "b", "c2"))).toEqual(["UpdateCluster/look/DescribeClusters/immediate/cluster.x/a→b"]);
  });
});

describe("a campaign with a ledger", () => {
  async function hunted(ledger: Ledger, bug: BugName, earlier: Plan) {
    const server = await startSimulator({ bug });
    onTestFinished(() => server.close());
    const target = await openTarget(server.url, { seed: 1, speed: 1000, jitter: false, allowRemote: false });
    const plan = { ...defaultPlanOptions, abilities: abilitiesOf(target) };
    const options = { seed: 7, runs: 1, milliseconds: undefined, shard: { index: 0, of: 1 }, workers: 2 };
    const more = { bail: false, eventual: false, plan, earlier: [{ plan: earlier, properties: ["sequential"] }] };
    return campaign(target, { ...options, ...more, ledger }, {}, new AbortController().signal);
  }

  test("reports no fault that is known", async () => {
    const ledger = new Ledger([deviationOf("twice", refusedTwice)]);
    const result = await hunted(ledger, "delete-cluster-twice-refused", [create, remove, remove]);
    expect([result.faults, result.broken]).toEqual([[], []]);
    expect(result.deviations).toMatchObject([{ id: "test/twice" }]);
  });

  test("recognizes crashes by the operation that causes them", async () => {
    const tag = {
      operation: "TagResource",
      input: { resourceArn: { ref: [0, "cluster.clusterArn"] as const }, tags: [{ key: "a", value: "" }] },
    };
    const crashes = async (operation: string) => {
      const ledger = new Ledger([deviationOf("crash", { kind: "crash", operations: [operation] })]);
      const { faults, deviations } = await hunted(ledger, "crash-on-empty-tag-value", [create, tag]);
      return [faults.map(({ signature }) => text(signature)), deviations.map(({ seen }) => seen > 0)];
    };
    expect(await crashes("TagResource")).toEqual([[], [true]]);
    expect(await crashes("CreateCluster")).toEqual([["server/crash/TagResource"], [false]]);
  });
});
