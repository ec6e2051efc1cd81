import { describe, expect, it } from "vitest";
import { Bindings } from "../../checker/bindings.ts";
import { compare } from "../../checker/compare.ts";
import { arn } from "../../model/language/arn.ts";
import { placeholderKinds } from "../../model/language/placeholders.ts";
import { observe } from "../../model/time/observe.ts";
import { Account } from "./account.ts";
import { fargate, networkConfiguration } from "./serviceAccount.ts";

const group = (name: string) => ({
  autoScalingGroupArn: `arn:aws:autoscaling:us-east-1:111122223333:autoScalingGroup:x:autoScalingGroupName/${name}`,
});

function furnished(): Account {
  const account = new Account();
  account.call("CreateCapacityProvider", {
    name: "p",
    autoScalingGroupProvider: { ...group("p"), managedScaling: { status: "ENABLED", targetCapacity: 90 } },
    tags: [{ key: "a", value: "1" }],
  });
  account.call("CreateCapacityProvider", { name: "held", autoScalingGroupProvider: group("held") });
  account.call("CreateCluster", { clusterName: "c", capacityProviders: ["held", "FARGATE"] });
  return account;
}

const described = (account: Account, capacityProvider: object, include?: "TAGS"[], rest = false): string[] => {
  const bindings = new Bindings(placeholderKinds);
  bindings.bind("«region»", "us-east-1");
  bindings.bind("«account»", "111122223333");
  const shown = { capacityProviders: [capacityProvider], failures: [] };
  const readings = account
    .foresee("DescribeCapacityProviders", { capacityProviders: ["p"], include }, rest)
    .flatMap(({ result }) => (result.kind === "accepted" ? [compare(result.output, shown, bindings.fork())] : []));
  const nearest = readings.sort((a, b) => a.length - b.length)[0] ?? [];
  return nearest.map(({ path, expected, actual }) => `${path} ${expected}→${actual}`);
};

const shownProvider = (scaling: object, more: object = {}) => ({
  capacityProviderArn: "arn:aws:ecs:us-east-1:111122223333:capacity-provider/p",
  name: "p",
  status: "ACTIVE",
  autoScalingGroupProvider: {
    ...group("p"),
    managedScaling: { status: "ENABLED", targetCapacity: 90, ...scaling },
    managedTerminationProtection: "DISABLED",
  },
  tags: [],
  ...more,
});

describe("CreateCapacityProvider", () => {
  const sound = { name: "q", autoScalingGroupProvider: group("q") };

  it.each([
    ["CP1", { ...sound, name: "FARGATE_SPOT" }],
    ["A4", { ...sound, name: "a b" }],
    [
      "CP8",
      {
        ...sound,
        name: "q",
        autoScalingGroupProvider: {
          ...sound.autoScalingGroupProvider,
          managedScaling: { minimumScalingStepSize: 2, maximumScalingStepSize: 1 },
        },
      },
    ],
    ["CP7", { ...sound, name: "ecs-q" }],
    ["CP2g", { name: "q" }],
    ["CP2r", { name: "q", autoScalingGroupProvider: { ...group("q"), managedScaling: { targetCapacity: 0 } } }],
    ["T1", { ...sound, tags: [{ key: "aws:x", value: "1" }] }],
    ["CP3", { ...sound, name: "p" }],
    ["RQ1", { ...sound, name: undefined }],
  ])("is refused by %s for %j", (rule, input) => {
    expect(furnished().answers("CreateCapacityProvider", input)).toEqual([rule]);
  });

  it("is accepted, unless the target knows no such group", () => {
    expect(furnished().answers("CreateCapacityProvider", sound)).toEqual(["accepted", "CP2a"]);
  });

  it("fills in its defaults", () => {
    expect(described(furnished(), shownProvider({ minimumScalingStepSize: 1, instanceWarmupPeriod: 300 }))).toEqual([]);
    const [wrong] = described(furnished(), shownProvider({ maximumScalingStepSize: 100 }));
    expect(wrong).toMatch(/maximumScalingStepSize 10000→100$/);
  });

  it("accepts a name that differs in case, and may accept that of a deleted one", () => {
    const account = furnished();
    expect(account.answers("CreateCapacityProvider", { ...sound, name: "P" })).toContain("accepted");
    account.call("DeleteCapacityProvider", { capacityProvider: "p" });
    const again = account.answers("CreateCapacityProvider", { ...sound, name: "p" });
    expect(again).toEqual(expect.arrayContaining(["accepted", "CP3"]));
  });
});

describe("DeleteCapacityProvider", () => {
  it.each([
    [["accepted"], "p"],
    [["accepted"], arn("capacity-provider", "p")],
    [["CP5a", "accepted"], "held"],
    [["CP5n"], "ghost"],
    [["CP1"], "FARGATE"],
    [["G8"], arn("cluster", "c")],
  ])("returns %j for %s", (answers, capacityProvider) => {
    const account = furnished();
    account.call("UpdateClusterSettings", {
      cluster: "c",
      settings: [{ name: "containerInsights", value: "enabled" }],
    });
    const attached = observe(account.state, {
      operation: "DescribeClusters",
      input: {},
      output: { clusters: [{ clusterName: "c", status: "ACTIVE", attachmentsStatus: "UPDATE_COMPLETE" }] },
      rest: false,
      placeholderOf: () => undefined,
    });
    account.state = attached;
    expect(account.answers("DeleteCapacityProvider", { capacityProvider })).toEqual(answers);
  });

  it("leaves it described as INACTIVE, or absent", () => {
    const account = furnished();
    account.call("DeleteCapacityProvider", { capacityProvider: "p" });
    expect(account.foresee("DescribeCapacityProviders", { capacityProviders: ["p"] })).toHaveLength(2);
    const gone = { status: "INACTIVE", updateStatus: "DELETE_COMPLETE" };
    expect(described(account, shownProvider({}, gone))).toEqual([]);
    expect(described(account, shownProvider({}))).toEqual([expect.stringMatching(/updateStatus/)]);
  });

  it("must fail for one that a cluster uses, whatever the reply is", () => {
    const account = furnished();
    const outcome = account.foresee("DeleteCapacityProvider", { capacityProvider: "held" }).at(1);
    account.state = outcome?.state ?? account.state;
    const [view] = account.foresee("DescribeCapacityProviders", { capacityProviders: ["held"] });
    expect(JSON.stringify(view)).toContain('"status":"ACTIVE"');
  });
});

describe("UpdateCapacityProvider", () => {
  const change = { managedScaling: { status: "ENABLED" as const, targetCapacity: 50 } };

  it.each([
    [["accepted"], "p", change],
    [["CP5n"], "ghost", change],
    [["CP1"], "FARGATE", change],
    [["CP2g"], "p", undefined],
  ])("returns %j for %s and %j", (answers, name, autoScalingGroupProvider) => {
    expect([...new Set(furnished().answers("UpdateCapacityProvider", { name, autoScalingGroupProvider }))]).toEqual(
      answers,
    );
  });

  it("shows the new values at rest, unless it failed", () => {
    const account = furnished();
    account.call("UpdateCapacityProvider", { name: "p", autoScalingGroupProvider: change });
    const under = (updateStatus: string, targetCapacity: number, rest: boolean) =>
      described(account, shownProvider({ targetCapacity }, { updateStatus }), undefined, rest);
    expect(under("UPDATE_IN_PROGRESS", 90, false)).toEqual([]);
    expect(under("UPDATE_IN_PROGRESS", 70, false)).not.toEqual([]);
    expect(under("UPDATE_COMPLETE", 50, true)).toEqual([]);
    expect(under("UPDATE_IN_PROGRESS", 50, true)).not.toEqual([]);
    expect(under("UPDATE_COMPLETE", 90, true)).not.toEqual([]);
    account.state = observe(account.state, {
      operation: "DescribeCapacityProviders",
      input: {},
      output: { capacityProviders: [{ name: "p", updateStatus: "UPDATE_FAILED" }] },
      rest: true,
      placeholderOf: () => undefined,
    });
    expect(under("UPDATE_FAILED", 90, true)).toEqual([]);
  });
});

describe("DescribeCapacityProviders", () => {
  it.each([
    ["G1", { include: ["tags" as never] }],
    ["LI1", { maxResults: 11 }],
    ["CL13", { cluster: "ghost" }],
    ["G2", { capacityProviders: [""] }],
    ["G4", { capacityProviders: Array.from({ length: 101 }, (_, index) => `p${index}`) }],
  ])("is refused by %s for %j", (rule, input) => {
    expect(furnished().answers("DescribeCapacityProviders", input)).toEqual([rule]);
  });

  it("shows tags only on request", () => {
    const tags = [{ key: "a", value: "1" }];
    expect(described(furnished(), shownProvider({}, { tags }), ["TAGS"])).toEqual([]);
    expect(described(furnished(), shownProvider({}, { tags }))).not.toEqual([]);
  });

  it("returns all, with the predefined ones, and may contain those of others", () => {
    const bindings = new Bindings(placeholderKinds);
    const [outcome] = furnished().foresee("DescribeCapacityProviders", {});
    if (outcome?.result.kind !== "accepted") throw new Error("it is accepted");
    const { output } = outcome.result;
    const item = (name: string) => ({
      ...shownProvider({}),
      capacityProviderArn: `arn:aws:ecs:us-east-1:111122223333:capacity-provider/${name}`,
      name,
      autoScalingGroupProvider: {
        ...group(name),
        managedScaling: { status: name === "p" ? "ENABLED" : "DISABLED", targetCapacity: name === "p" ? 90 : 100 },
      },
    });
    const shown = (...names: string[]) =>
      compare(output, { capacityProviders: names.map(item), failures: [] }, bindings.fork()).map(({ path }) => path);
    expect(shown("FARGATE", "p", "held", "FARGATE_SPOT", "somebodys")).toEqual([]);
    expect(shown("FARGATE", "p", "FARGATE_SPOT")).not.toEqual([]);
    expect(shown("p", "held", "FARGATE_SPOT")).not.toEqual([]);
    expect(shown("FARGATE", "p", "held", "FARGATE_SPOT", "«none»x")).not.toEqual([]);
  });
});

describe("clusters and their providers", () => {
  it.each([
    ["accepted", ["p", "FARGATE"], ["FARGATE"]],
    ["CL7", ["ghost"], []],
    ["CL25", ["p"], ["FARGATE"]],
  ])("PutClusterCapacityProviders returns %s for %j with %j", (answer, capacityProviders, strategy) => {
    const input = {
      cluster: "d",
      capacityProviders,
      defaultCapacityProviderStrategy: strategy.map((capacityProvider) => ({ capacityProvider, weight: 1 })),
    };
    const account = furnished();
    account.call("CreateCluster", { clusterName: "d" });
    expect(account.answers("PutClusterCapacityProviders", input)).toEqual([answer]);
  });

  it("a group is attached in the background, and calls may have to wait until then", () => {
    const account = furnished();
    const put = { cluster: "c", capacityProviders: ["p"], defaultCapacityProviderStrategy: [] };
    expect(account.answers("PutClusterCapacityProviders", put).sort()).toEqual(["CL17", "CL21", "accepted"]);
    expect(account.answers("DeleteCluster", { cluster: "c" }).sort()).toEqual(["CL17", "accepted"]);
    const settings = [{ name: "containerInsights" as const, value: "enabled" }];
    expect(account.answers("UpdateClusterSettings", { cluster: "c", settings }).sort()).toEqual(["CL17", "accepted"]);
  });

  it("a strategy names only providers of its cluster (CL25)", () => {
    const account = furnished();
    account.call("RegisterTaskDefinition", fargate());
    const run = (capacityProvider: string) =>
      account.answers("RunTask", {
        cluster: "c",
        taskDefinition: "f",
        networkConfiguration,
        capacityProviderStrategy: [{ capacityProvider, weight: 1 }],
      });
    expect(run("FARGATE_SPOT")).toEqual(["CL25"]);
    expect(run("FARGATE")).toEqual(["accepted"]);
  });
});

describe("UpdateClusterSettings", () => {
  it("looks the cluster up before it checks the settings (CL20)", () => {
    const settings = [{ name: "bad", value: "bad" }] as never;
    expect(new Account().answers("UpdateClusterSettings", { cluster: "c", settings })).toEqual(["CL13"]);
  });

  it.each([
    ["accepted", { cluster: "d", settings: [{ name: "containerInsights" as const, value: "enhanced" }] }],
    ["CL20", { cluster: "d", settings: [{ name: "containerInsights" as const, value: "perhaps" }] }],
    ["CL13", { cluster: "ghost", settings: [] }],
    ["RQ1", { cluster: "d" }],
  ])("returns %s for %j", (answer, input) => {
    const account = furnished();
    account.call("CreateCluster", { clusterName: "d" });
    expect(account.answers("UpdateClusterSettings", input)).toEqual([answer]);
  });
});

it("tags of a provider can be put and listed", () => {
  const account = furnished();
  const resourceArn = arn("capacity-provider", "p");
  account.call("TagResource", { resourceArn, tags: [{ key: "b", value: "2" }] });
  const reply = account.call("ListTagsForResource", { resourceArn });
  expect(JSON.stringify(reply)).toContain('"b"');
  expect(account.answers("UntagResource", { resourceArn: arn("capacity-provider", "ghost"), tagKeys: ["b"] })).toEqual([
    "T6",
  ]);
});
