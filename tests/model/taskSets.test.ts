import { beforeEach, describe, expect, test } from "vitest";
import { Bindings } from "../../checker/bindings.ts";
import { compare } from "../../checker/compare.ts";
import { at, type Expected } from "../../model/language/expectation.ts";
import { lookup } from "../../model/language/lookup.ts";
import { get, values } from "../../model/language/persistentMap.ts";
import { placeholderKinds } from "../../model/language/placeholders.ts";
import { mayUseInstances } from "../../model/placement/freeCapacity.ts";
import { quiesce } from "../../model/time/quiescentState.ts";
import { Account } from "./account.ts";
import { networkConfiguration, sleep, withDefinition } from "./serviceAccount.ts";

const home = { cluster: "c", service: "s" };
const set = { ...home, taskDefinition: "f", launchType: "FARGATE" as const, networkConfiguration };
const half = { value: 50, unit: "PERCENT" as const };
const nobodys = "ecs-svc/0123456789012345678";

let account: Account;

beforeEach(() => {
  account = withDefinition(sleep);
  account.call("CreateService", {
    cluster: "c",
    serviceName: "s",
    desiredCount: 3,
    deploymentController: { type: "EXTERNAL" },
  });
});

const found = () => {
  const cluster = get(account.state.clusters, "c");
  const service = cluster && get(cluster.services, "s");
  if (service === undefined) throw new Error("no service");
  return service;
};

const make = (scale: { value: number; unit: "PERCENT" } = half): string =>
  String(account.ask("CreateTaskSet", { ...set, scale }, "taskSet.id"));

/** The count that the only task set must reach at rest (row TS3). */
function countAtRest(state = account.state): Expected | undefined {
  const after = new Account();
  after.state = state;
  const [described] = after.foresee("DescribeTaskSets", home, true);
  const shown = described?.result.kind === "accepted" ? described.result.output : undefined;
  const [taskSet] = (shown as { taskSets: { items: [{ members: Record<string, Expected> }] } }).taskSets.items;
  return taskSet.members.computedDesiredCount;
}

/** The model's expectation, compared with a description with these members changed. */
function differences(expected: Expected, changed: Record<string, unknown>): string[] {
  const bindings = new Bindings(placeholderKinds);
  const shown = {
    taskSetArn: "arn:aws:ecs:us-east-1:111122223333:task-set/c/s/ecs-svc/1234567890123456789",
    id: "ecs-svc/1234567890123456789",
    status: "ACTIVE",
    taskDefinition: "arn:aws:ecs:us-east-1:111122223333:task-definition/f:1",
    computedDesiredCount: 2,
    runningCount: 0,
    pendingCount: 0,
    stabilityStatus: "STABILIZING",
    createdAt: 1_700_000_000,
    scale: { value: 50, unit: "PERCENT" },
    loadBalancers: [],
    serviceRegistries: [],
    launchType: "FARGATE",
    networkConfiguration,
    ...changed,
  };
  return compare(expected, { taskSet: shown }, bindings).map(({ path }) => path);
}

describe("services with an external deployment controller", () => {
  test("have neither a task definition nor deployments (SV2b)", () => {
    expect(found()).toMatchObject({ controller: "EXTERNAL", deployments: [], history: [], taskDefinition: "" });
    const services = account.call("DescribeServices", { cluster: "c", services: ["s"] });
    expect(lookup(services, "services.0.deploymentController.type")).toBe("EXTERNAL");
  });

  test.each([
    ["SV1e", { taskDefinition: "f" }],
    ["SV4", { schedulingStrategy: "DAEMON" }],
  ] as const)("CreateService is refused by %s", (rule, more) => {
    const input = { cluster: "c", serviceName: "t", deploymentController: { type: "EXTERNAL" as const }, ...more };
    expect(account.answers("CreateService", input)).toContain(rule);
  });

  test("change their count, and their task sets define what they run (SV26)", () => {
    expect(account.answers("UpdateService", { ...home, desiredCount: 5 })).toEqual(["accepted"]);
    expect(account.answers("UpdateService", { ...home, taskDefinition: "f" })).toContain("SV26");
  });

  test("have the count of an update that may be refused, once it was accepted (SV26)", () => {
    const [accepted] = account
      .foresee("UpdateService", { ...home, desiredCount: 5, taskDefinition: "f" })
      .filter(({ result }) => result.kind === "accepted");
    const cluster = accepted && get(accepted.state.clusters, "c");
    expect(cluster && get(cluster.services, "s")).toMatchObject({ desiredCount: 5, taskDefinition: "" });
  });

  test("cannot be deleted before their sets (SV29)", () => {
    make();
    expect(account.answers("DeleteService", home)).toEqual(["SV28"]);
    account.call("UpdateService", { ...home, desiredCount: 0 });
    expect(account.answers("DeleteService", home)).toEqual(["accepted", "SV29"]);
  });
});

describe("task sets", () => {
  test("want their scale of the service's count, rounded up (TS3)", () => {
    const created = account.call("CreateTaskSet", { ...set, scale: half });
    expect(countAtRest()).toEqual(at("converges", 2));
    expect(differences(created, {})).toEqual([]);
    expect(differences(created, { computedDesiredCount: 0 })).toEqual([]);
    expect(differences(created, { computedDesiredCount: -1 })).toEqual(["taskSet.computedDesiredCount"]);
    expect(differences(created, { status: "PRIMARY" })).toEqual(["taskSet.status"]);
    expect(differences(created, { id: "ecs-svc/9999999999999999999" })).toEqual(["taskSet.id"]);
  });

  test("follow the service's count and their own scale", () => {
    const id = make();
    account.call("UpdateService", { ...home, desiredCount: 10 });
    expect(countAtRest()).toEqual(at("converges", 5));
    account.call("UpdateTaskSet", { ...home, taskSet: id, scale: { value: 33, unit: "PERCENT" } });
    expect(countAtRest()).toEqual(at("converges", 4));
  });

  test("without a scale are at 0 or at 100 per cent: unspecified (TS3d)", () => {
    const outcomes = account.foresee("CreateTaskSet", set);
    expect(outcomes.map(({ state }) => countAtRest(state))).toEqual([at("converges", 0), at("converges", 3)]);
  });

  test("have one PRIMARY at a time (TS3)", () => {
    const [first, second] = [make(), make()];
    account.call("UpdateServicePrimaryTaskSet", { ...home, primaryTaskSet: first });
    account.call("UpdateServicePrimaryTaskSet", { ...home, primaryTaskSet: second });
    expect(found().taskSets.map(({ status }) => status)).toEqual(["ACTIVE", "PRIMARY"]);
  });

  test("scaled above 0 go by force, may be refused without it, and drain (TS4)", () => {
    const id = make();
    expect(account.answers("DeleteTaskSet", { ...home, taskSet: id })).toEqual(["TS4f", "accepted"]);
    account.call("DeleteTaskSet", { ...home, taskSet: id, force: true });
    expect(found().taskSets[0]?.status).toBe("DRAINING");
    const bindings = new Bindings(placeholderKinds);
    bindings.bind(id.slice("ecs-svc/".length), "1234567890123456789");
    const gone = { taskSets: [], failures: [{ arn: "ecs-svc/1234567890123456789", reason: "MISSING" }] };
    const described = account.call("DescribeTaskSets", { ...home, taskSets: [id] });
    expect(compare(described, gone, bindings)).toEqual([]);
  });

  test("that are gone, and others that never existed, are distinguished in any order (TS4, TS5)", () => {
    const id = make();
    account.call("DeleteTaskSet", { ...home, taskSet: id, force: true });
    const bindings = new Bindings(placeholderKinds);
    bindings.bind(id.slice("ecs-svc/".length), "1234567890123456789");
    const described = account.call("DescribeTaskSets", { ...home, taskSets: [id, nobodys] });
    const failures = ["ecs-svc/1234567890123456789", nobodys].map((arn) => ({ arn, reason: "MISSING" }));
    expect(compare(described, { taskSets: [], failures }, bindings)).toEqual([]);
    expect(compare(described, { taskSets: [], failures: failures.toReversed() }, bindings)).toEqual([]);
  });

  test.each([1, 2])("that do not exist are reported once, or for each time they are named: %s (TS5)", (times) => {
    const failure = { arn: `arn:aws:ecs:us-east-1:111122223333:task-set/c/s/${nobodys}`, reason: "MISSING" };
    const described = account.call("DescribeTaskSets", { ...home, taskSets: [nobodys, nobodys] });
    const reply = { taskSets: [], failures: Array(times).fill(failure) };
    expect(compare(described, reply, new Bindings(placeholderKinds))).toEqual([]);
  });

  test("are at most five (TS2); whether those that drain count is unspecified", () => {
    const ids = [1, 2, 3, 4, 5].map(() => make());
    expect(account.answers("CreateTaskSet", { ...set, scale: half })).toEqual(["TS2"]);
    account.call("DeleteTaskSet", { ...home, taskSet: ids[0], force: true });
    expect(account.answers("CreateTaskSet", { ...set, scale: half }).sort()).toEqual(["TS2", "accepted"]);
  });

  test("may have their tasks on container instances, whatever the service's default launch type", () => {
    const defaultCapacityProviderStrategy = [{ capacityProvider: "FARGATE", weight: 1 }];
    account.call("CreateCluster", {
      clusterName: "d",
      capacityProviders: ["FARGATE"],
      defaultCapacityProviderStrategy,
    });
    const external = { deploymentController: { type: "EXTERNAL" as const } };
    account.call("CreateService", { cluster: "d", serviceName: "s", desiredCount: 1, ...external });
    const service = () => Object.assign({}, get(get(account.state.clusters, "d")?.services ?? {}, "s"));
    account.call("CreateTaskSet", { ...set, cluster: "d" });
    expect(mayUseInstances(service())).toBe(false);
    account.call("RegisterTaskDefinition", {
      family: "e",
      containerDefinitions: [{ name: "app", image: "nginx", memory: 4 }],
    });
    account.call("CreateTaskSet", { ...home, cluster: "d", taskDefinition: "e", launchType: "EC2" });
    expect(mayUseInstances(service())).toBe(true);
  });

  test("have tasks, as many as they want together", () => {
    make();
    make({ value: 100, unit: "PERCENT" });
    account.state = quiesce(account.state);
    const cluster = get(account.state.clusters, "c");
    expect(cluster && values(cluster.tasks).filter(({ service }) => service === "s")).toHaveLength(5);
  });

  test("at rest are steady (TS3)", () => {
    const id = make();
    const [first] = account.foresee("DescribeTaskSets", { ...home, taskSets: [id] }, true);
    const output = first?.result.kind === "accepted" ? first.result.output : null;
    expect(lookup(output, "taskSets.0.runningCount")).toBe(2);
    expect(lookup(output, "taskSets.0.stabilityStatus")).toBe("STEADY_STATE");
  });

  test("have tags (T3)", () => {
    const resourceArn = String(account.ask("CreateTaskSet", set, "taskSet.taskSetArn"));
    account.call("TagResource", { resourceArn, tags: [{ key: "a", value: "1" }] });
    expect(account.ask("ListTagsForResource", { resourceArn }, "tags.0.key")).toBe("a");
  });

  test.each([
    ["CreateTaskSet", "TS3r", { ...set, scale: { value: 101 } }],
    ["CreateTaskSet", "TS3t", { ...set, taskDefinition: "ghost" }],
    ["CreateTaskSet", "SV20", { ...set, service: "ghost" }],
    ["CreateTaskSet", "CL13", { ...set, cluster: "ghost" }],
    ["CreateTaskSet", "TS1", { ...set, service: "own" }],
    ["UpdateTaskSet", "TS4", { ...home, taskSet: nobodys, scale: half }],
    ["UpdateTaskSet", "TS3r", { ...home, taskSet: nobodys, scale: { value: -1 } }],
    ["UpdateServicePrimaryTaskSet", "TS4", { ...home, primaryTaskSet: nobodys }],
    ["DeleteTaskSet", "TS4", { ...home, taskSet: nobodys }],
    ["DeleteTaskSet", "TS4i", { ...home, taskSet: "blue" }],
    ["DescribeTaskSets", "G1", { ...home, include: ["SETS"] }],
    ["DescribeTaskSets", "TS1", { ...home, service: "own" }],
  ] as const)("%s is refused by %s", (operation, rule, input) => {
    account.call("CreateService", {
      cluster: "c",
      serviceName: "own",
      taskDefinition: "f",
      desiredCount: 0,
      ...placed,
    });
    expect(account.answers(operation, input as never)).toEqual([rule]);
  });

  test("of a deleted service cannot be changed (TS4)", () => {
    const id = make();
    account.call("DeleteService", { ...home, force: true });
    expect(account.answers("UpdateTaskSet", { ...home, taskSet: id, scale: half })).toEqual(["SV21"]);
  });
});

const placed = { launchType: "FARGATE" as const, networkConfiguration };

test("an EXTERNAL service may come to run commands: its task sets name the definitions (SV43u)", () => {
  expect(account.answers("UpdateService", { ...home, enableExecuteCommand: true })).toEqual(["accepted"]);
});

test("of a deleted service without task sets, its status or its controller may be reported (SV21, TS1)", () => {
  account.call("CreateService", {
    cluster: "c",
    serviceName: "rolling",
    taskDefinition: "f",
    desiredCount: 1,
    launchType: "FARGATE",
    networkConfiguration,
  });
  account.call("DeleteService", { cluster: "c", service: "rolling", force: true });
  const answers = account.answers("DescribeTaskSets", { cluster: "c", service: "rolling" });
  expect(answers).toEqual(expect.arrayContaining(["SV21", "TS1"]));
});
