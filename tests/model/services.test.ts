import { describe, expect, test } from "vitest";
import { arn } from "../../model/language/arn.ts";
import type { JsonObject } from "../../model/language/json.ts";
import { get } from "../../model/language/persistentMap.ts";
import { boundsFor } from "../../model/services/service.ts";
import { contradictions } from "../../model/time/invariants.ts";
import { mayReportMissing } from "../../model/time/missingResources.ts";
import { observe } from "../../model/time/observe.ts";
import { quiesce } from "../../model/time/quiescentState.ts";
import { UpdateService } from "../../model/UpdateService.ts";
import type { Account } from "./account.ts";
import { furnished, networkConfiguration, service } from "./serviceAccount.ts";

const found = (account: Account) => {
  const cluster = get(account.state.clusters, "c");
  const service = cluster && get(cluster.services, "s");
  if (service === undefined) throw new Error("no service");
  return service;
};

describe("services", () => {
  test.each([
    [true, ["accepted", "TD20"]],
    [false, ["accepted"]],
  ])("need a deleted definition, unless a circuit breaker may have rolled back (rollback %s)", (rollback, told) => {
    const account = furnished();
    const deploymentConfiguration = { deploymentCircuitBreaker: { enable: true, rollback } };
    account.call("UpdateService", { cluster: "c", service: "s", taskDefinition: "f:3", deploymentConfiguration });
    account.call("DeregisterTaskDefinition", { taskDefinition: "f:3" });
    account.call("DeleteTaskDefinitions", { taskDefinitions: ["f:3"] });
    expect(account.answers("DescribeTaskDefinition", { taskDefinition: "f:3" }).sort()).toEqual([...told].sort());
  });

  test("a different network configuration starts a deployment, the same one does not (row SV22)", () => {
    const account = furnished();
    const update = (awsvpcConfiguration: object) =>
      account.call("UpdateService", {
        cluster: "c",
        service: "s",
        networkConfiguration: { awsvpcConfiguration: { subnets: ["subnet-1"], ...awsvpcConfiguration } },
      });
    update({ assignPublicIp: "DISABLED" });
    expect(found(account).deployments).toHaveLength(1);
    update({ assignPublicIp: "ENABLED" });
    expect(found(account).deployments).toHaveLength(2);
  });

  test.each([
    ["CL13", { ...service, cluster: "ghost" }],
    ["A4", { ...service, serviceName: "a.b" }],
    ["TD31", { ...service, serviceName: "t", taskDefinition: "ghost" }],
    ["SV7", { ...service, desiredCount: 3 }],
    ["SV15", { ...service, serviceName: "t", desiredCount: -1 }],
    ["G1", { ...service, serviceName: "t", schedulingStrategy: "SPREAD" }],
    ["SV10t", { ...service, serviceName: "t", clientToken: "t".repeat(37) }],
    ["SV13", { ...service, serviceName: "t", networkConfiguration: undefined }],
    ["SV5", { ...service, serviceName: "t", capacityProviderStrategy: [{ capacityProvider: "FARGATE" }] }],
  ] as const)("CreateService is refused by %s", (rule, input) => {
    expect(furnished().answers("CreateService", input as never)).toContain(rule);
  });

  test("the same call is taken for the service there is with its token alone (SV7, SV10)", () => {
    const account = furnished();
    expect(account.answers("CreateService", service)).toEqual(["SV7"]);
    account.call("CreateService", { ...service, serviceName: "t", clientToken: "1" });
    expect(account.answers("CreateService", { ...service, serviceName: "t", clientToken: "1" })).toEqual(["accepted"]);
  });

  test("a used token may be refused once its definition is deleted (G10)", () => {
    const account = furnished();
    const given = { ...service, serviceName: "t", clientToken: "1" };
    account.call("CreateService", given);
    const family = String(service.taskDefinition).split(":")[0];
    for (const revision of [1, 2])
      account.call("DeregisterTaskDefinition", { taskDefinition: `${family}:${revision}` });
    expect(account.answers("CreateService", given)).toContain("accepted");
    expect(account.answers("CreateService", given).length).toBeGreaterThan(1);
  });

  test("a new definition starts a deployment, a new count does not (SV22, SV25)", () => {
    const account = furnished();
    account.call("UpdateService", { cluster: "c", service: "s", desiredCount: 5 });
    expect(found(account).deployments).toHaveLength(1);
    account.call("UpdateService", { cluster: "c", service: "s", taskDefinition: "f:2" });
    expect(found(account).deployments).toHaveLength(2);
    account.call("UpdateService", { cluster: "c", service: "s", taskDefinition: "f:2" });
    expect(found(account).deployments).toHaveLength(2);
    account.call("UpdateService", { cluster: "c", service: "s", forceNewDeployment: true });
    expect(found(account).deployments).toHaveLength(3);
  });

  test("a service is deleted at zero or by force, then drains (SV28–SV31, SV8, SV9)", () => {
    const account = furnished();
    expect(account.answers("DeleteService", { cluster: "c", service: "s" })).toEqual(["SV28"]);
    account.call("DeleteService", { cluster: "c", service: "s", force: true });
    expect(account.answers("UpdateService", { cluster: "c", service: "s", desiredCount: 1 })).toEqual(["SV21"]);
    expect(account.answers("CreateService", service)).toEqual(["SV8", "accepted"]);
    account.state = quiesce(account.state);
    expect(account.answers("CreateService", service)).toEqual(["accepted"]);
    expect(account.answers("DeleteService", { cluster: "c", service: "s" })).toEqual(["accepted"]);
  });

  test.each([
    [2, 75, 200, { least: 2, most: 4 }],
    [3, 100, 125, { least: 3, most: 3 }],
    [4, 50, 150, { least: 2, most: 6 }],
  ])("bounds of %d at %d to %d percent (DP3)", (desired, minimumHealthyPercent, maximumPercent, bounds) => {
    const rest = { enable: false, rollback: false };
    expect(boundsFor(desired, { minimumHealthyPercent, maximumPercent, ...rest })).toEqual(bounds);
  });

  test("only a service that was observed at rest has a lower bound, and a stopped task removes it", () => {
    const account = furnished();
    expect(found(account).bounds.observedAtRest).toBe(false);
    const serviceArn = "arn:aws:ecs:r:1:service/c/s";
    const deployments = [{ rolloutState: "COMPLETED" }];
    const output = { services: [{ serviceArn, runningCount: 2, pendingCount: 0, deployments }] };
    const seen = { operation: "DescribeServices", input: {}, output, rest: false, placeholderOf: () => undefined };
    account.state = observe(account.state, seen);
    expect(found(account).bounds).toEqual({ least: 2, most: 4, observedAtRest: true });
  });

  test("a definition whose tasks end makes the service unpredictable", () => {
    const account = furnished();
    account.call("UpdateService", { cluster: "c", service: "s", taskDefinition: "f:3" });
    expect(found(account).knowledge.tasksExit).toBe(true);
  });
});

test("tasks of an earlier service of the same name may still be listed", () => {
  const account = furnished();
  account.call("DeleteService", { cluster: "c", service: "s", force: true });
  account.state = quiesce(account.state);
  account.call("CreateService", { ...service, desiredCount: 0 });
  const listed = JSON.stringify(account.call("ListTasks", { cluster: "c", desiredStatus: "STOPPED" }));
  expect(listed).toContain("«task:other»");
});

describe("of several faults any may be reported (row G10)", () => {
  const capacityProviderStrategy = [{ capacityProvider: "FARGATE", weight: 1 }];

  test("by UpdateService", () => {
    const account = furnished();
    account.call("PutClusterCapacityProviders", {
      cluster: "c",
      capacityProviders: ["FARGATE"],
      defaultCapacityProviderStrategy: [],
    });
    const update = { cluster: "c", service: "s", capacityProviderStrategy };
    expect(account.answers("UpdateService", update)).toEqual(["SV23"]);
    expect(account.answers("UpdateService", { ...update, taskDefinition: "f:9" }).sort()).toEqual(["SV23", "TD31"]);
    const elsewhere = [{ capacityProvider: "FARGATE_SPOT", weight: 1 }];
    const foreign = { ...update, capacityProviderStrategy: elsewhere };
    expect(account.answers("UpdateService", foreign).sort()).toEqual(["CL25", "SV23"]);
  });

  test("an absent definition may be reported before an absent service", () => {
    const { state } = furnished();
    const missed = (taskDefinition: string) =>
      mayReportMissing(
        state,
        UpdateService,
        { cluster: "c", service: "ghost", taskDefinition },
        "SV20",
        "ClientException",
      );
    expect([missed("f:9"), missed("f:1")]).toEqual([true, false]);
  });

  test("by CreateService and RunTask", () => {
    const { launchType: _, ...placed } = { ...service, serviceName: "t", capacityProviderStrategy };
    const both = { ...placed, taskDefinition: "f:9" };
    expect(furnished().answers("CreateService", both).sort()).toEqual(["CL25", "TD31"]);
    const run = { cluster: "c", taskDefinition: "f:9", capacityProviderStrategy, networkConfiguration };
    expect(furnished().answers("RunTask", run).sort()).toEqual(["CL25", "TD31"]);
  });
});

describe("a description that contradicts itself", () => {
  const taskArn = "arn:aws:ecs:r:1:task/c/0123456789abcdef0123456789abcdef";
  const serviceArn = "arn:aws:ecs:r:1:service/c/s";
  test.each([
    ["LC3", { tasks: [{ taskArn, lastStatus: "STOPPED", desiredStatus: "RUNNING" }] }],
    ["LC5", { task: { taskArn, startedAt: 20, stoppedAt: 10 } }],
    ["DP1", { service: { serviceArn, status: "ACTIVE", deployments: [{ status: "ACTIVE" }] } }],
    ["DP3", { services: [{ serviceArn, status: "ACTIVE", runningCount: 3, pendingCount: 2 }] }],
  ])("%s", (rule, output) => {
    expect(contradictions(furnished().state, output as never).map((each) => each.rule)).toEqual([rule]);
  });

  test("LC4: a task whose status changed without a new version", () => {
    const account = furnished();
    const shown = { taskArn, version: 2, lastStatus: "RUNNING", desiredStatus: "RUNNING" };
    const seen = { operation: "DescribeTasks", input: {}, rest: false, placeholderOf: () => undefined };
    account.state = observe(account.state, { ...seen, operation: "ListTasks", output: { taskArns: [taskArn] } });
    account.state = observe(account.state, { ...seen, output: { tasks: [shown] } });
    const told = (task: object) => contradictions(account.state, { tasks: [task] } as never).map(({ rule }) => rule);
    expect(told({ ...shown, desiredStatus: "STOPPED" })).toEqual(["LC4"]);
    expect(told(shown)).toEqual([]);
    expect(told({ ...shown, version: 3, desiredStatus: "STOPPED" })).toEqual([]);
    const stopping = { ...shown, version: 3, desiredStatus: "STOPPED" };
    account.state = observe(account.state, { ...seen, operation: "StopTask", output: { task: stopping } });
    expect(told({ ...stopping, lastStatus: "DEACTIVATING" })).toEqual([]);
  });

  test("consistent descriptions pass", () => {
    const task = { taskArn, lastStatus: "STOPPED", desiredStatus: "STOPPED", createdAt: 1, startedAt: 2, stoppedAt: 3 };
    const sound = {
      serviceArn,
      status: "ACTIVE",
      runningCount: 2,
      pendingCount: 2,
      deployments: [{ status: "PRIMARY" }],
    };
    expect(contradictions(furnished().state, { tasks: [task], services: [sound] } as never)).toEqual([]);
  });
});

describe("ARNs", () => {
  test.each([
    ["G6", arn("service", "other/s")],
    ["G7", arn("service", "c/s/x")],
    ["G8", arn("cluster", "c")],
  ])("%s", (rule, value) => {
    expect(furnished().answers("DescribeServices", { cluster: "c", services: [value] })).toEqual([rule]);
    expect(furnished().answers("UpdateService", { cluster: "c", service: value })).toEqual([rule]);
  });
});

test("the placement constraints of a service are shown as they were given, and kept (SV27)", () => {
  const account = furnished();
  const placementConstraints = [{ type: "memberOf" as const, expression: "attribute:stack == blue" }];
  const path = "service.placementConstraints.0.expression";
  account.call("RegisterTaskDefinition", {
    family: "g",
    containerDefinitions: [{ name: "app", image: "busybox", memory: 64 }],
  });
  const given = { cluster: "c", serviceName: "t", taskDefinition: "g", desiredCount: 2, placementConstraints };
  expect(account.ask("CreateService", given, path)).toBe("attribute:stack == blue");
  const input = { cluster: "c", service: "t" };
  expect(account.ask("UpdateService", { ...input, desiredCount: 1 }, path)).toBe("attribute:stack == blue");
  expect(account.ask("UpdateService", { ...input, placementConstraints: [] }, path)).toBeUndefined();
});

test("a placement strategy is shown in the order given and kept; an empty one clears it (SV16, SV27)", () => {
  const account = furnished();
  const strategies = [
    { type: "spread" as const, field: "host" },
    { type: "binpack" as const, field: "memory" },
    { type: "random" as const },
  ];
  account.call("RegisterTaskDefinition", {
    family: "e",
    containerDefinitions: [{ name: "app", image: "busybox", memory: 64 }],
  });
  const onInstances = { cluster: "c", taskDefinition: "e", desiredCount: 1, launchType: "EC2" as const };
  account.call("CreateService", { ...onInstances, serviceName: "t", placementStrategy: strategies });
  const update = { cluster: "c", service: "t", desiredCount: 1 };
  const field = (position: number) =>
    account.ask("UpdateService", update, `service.placementStrategy.${position}.field`);
  expect([0, 1, 2].map(field)).toEqual(["instanceId", "memory", undefined]);
  const cleared = { ...update, placementStrategy: [] };
  expect(account.ask("UpdateService", cleared, "service.placementStrategy.0.type")).toBeUndefined();
});

test("stopping a task of which no reply has shown the service removes the lower bound of all that may run it", () => {
  const account = furnished();
  const learn = (operation: string, output: JsonObject) => {
    const reply = { operation, input: { cluster: "c" }, output, rest: false, placeholderOf: () => undefined };
    account.state = observe(account.state, reply);
  };
  const task = "0123456789abcdef0123456789abcdef";
  const deployments = [{ rolloutState: "COMPLETED" }];
  const serviceArn = "arn:aws:ecs:r:1:service/c/s";
  learn("DescribeServices", { services: [{ serviceArn, runningCount: 2, pendingCount: 0, deployments }] });
  learn("ListTasks", { taskArns: [`arn:aws:ecs:r:1:task/c/${task}`] });
  expect(found(account).bounds.observedAtRest).toBe(true);
  account.call("StopTask", { cluster: "c", task });
  expect(found(account).bounds.observedAtRest).toBe(false);
});
