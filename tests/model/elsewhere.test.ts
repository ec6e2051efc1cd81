import { describe, expect, test } from "vitest";
import type { Card } from "../../model/language/card.ts";
import type { JsonObject } from "../../model/language/json.ts";
import { lookup } from "../../model/language/lookup.ts";
import { type Operation, operations } from "../../model/registry.ts";
import { mayReportMissing } from "../../model/time/missingResources.ts";
import { furnished, networkConfiguration, service } from "./serviceAccount.ts";

/** Regions and accounts that are not the server's own. */
const places = ["«region»:000000000001", "eu-north-9:«account»", "eu-north-9:000000000001"] as const;

/** An account with a resource of each kind; the ids that the server would choose are placeholders. */
function whole() {
  const account = furnished();
  const ask = (operation: Operation, input: JsonObject, path: string) => String(account.ask(operation, input, path));
  const run = { cluster: "c", taskDefinition: "f:1", launchType: "FARGATE", networkConfiguration };
  const task = ask("RunTask", run, "tasks.0.taskArn");
  const instance = ask(
    "RegisterContainerInstance",
    { cluster: "c", totalResources: [{ name: "CPU", type: "INTEGER", integerValue: 1024 }] },
    "containerInstance.containerInstanceArn",
  );
  const provider = ask(
    "CreateCapacityProvider",
    { name: "p", autoScalingGroupProvider: { autoScalingGroupArn: "arn:aws:autoscaling:r:1:autoScalingGroup:x" } },
    "capacityProvider.capacityProviderArn",
  );
  account.call("CreateService", { cluster: "c", serviceName: "x", deploymentController: { type: "EXTERNAL" } });
  const set = { cluster: "c", service: "x", taskDefinition: "f:1", launchType: "FARGATE", networkConfiguration };
  const taskSet = ask("CreateTaskSet", set, "taskSet.taskSetArn");
  const own = (type: string, path: string) => `arn:aws:ecs:«region»:«account»:${type}/${path}`;
  const arns = {
    cluster: own("cluster", "c"),
    service: own("service", "c/s"),
    definition: own("task-definition", "f:1"),
    deployment: own("service-deployment", "c/s/AAAAAAAAAAAAAAAAAAAAAA"),
    task,
    instance,
    provider,
    taskSet,
  };
  return { account, arns };
}

type Kind = keyof ReturnType<typeof whole>["arns"];

/** The call with the kind's ARN in another place. */
function answered(place: string, operation: Operation, kind: Kind, input: (arn: string) => JsonObject) {
  const { account, arns } = whole();
  const arn = arns[kind].replace("«region»:«account»", place);
  return { arn, outcomes: account.foresee(operation, input(arn) as never), account };
}

const home = { cluster: "c", service: "x" };
const tags = [{ key: "a", value: "1" }];

test.each<[Operation, Kind, string, (arn: string) => JsonObject]>([
  ["DescribeClusters", "cluster", "failures", (arn) => ({ clusters: [arn] })],
  ["DescribeServices", "service", "failures", (arn) => ({ cluster: "c", services: [arn] })],
  ["DescribeTasks", "task", "failures", (arn) => ({ cluster: "c", tasks: [arn] })],
  ["GetTaskProtection", "task", "failures", (arn) => ({ cluster: "c", tasks: [arn] })],
  ["UpdateTaskProtection", "task", "failures", (arn) => ({ cluster: "c", tasks: [arn], protectionEnabled: true })],
  ["DescribeContainerInstances", "instance", "failures", (arn) => ({ cluster: "c", containerInstances: [arn] })],
  [
    "UpdateContainerInstancesState",
    "instance",
    "failures",
    (arn) => ({ cluster: "c", containerInstances: [arn], status: "DRAINING" }),
  ],
  ["DescribeCapacityProviders", "provider", "failures", (arn) => ({ capacityProviders: [arn] })],
  ["DeleteTaskDefinitions", "definition", "failures", (arn) => ({ taskDefinitions: [arn] })],
])("%s of a %s elsewhere reports that ARN as missing, or refuses it (A9)", (operation, kind, member, input) => {
  for (const place of places) {
    const { arn, outcomes } = answered(place, operation, kind, input);
    expect(outcomes.map(({ result }) => (result.kind === "refused" ? result.rule : "accepted"))).toEqual([
      "accepted",
      "A9i",
    ]);
    const [first] = outcomes;
    if (first?.result.kind !== "accepted") throw new Error("the first outcome is the likely one");
    expect(lookup(first.result.output, `${member}.0.arn`)).toBe(arn);
    expect(lookup(first.result.output, `${member}.1.arn`)).toBeUndefined();
  }
});

test.each<[Operation, Kind, readonly string[], (arn: string) => JsonObject]>([
  ["DeleteCluster", "cluster", ["A9c"], (cluster) => ({ cluster })],
  ["UpdateCluster", "cluster", ["A9c"], (cluster) => ({ cluster, settings: [] })],
  ["ListServices", "cluster", ["A9c"], (cluster) => ({ cluster })],
  ["ListDaemons", "cluster", ["A9c"], (clusterArn) => ({ clusterArn })],
  ["DescribeServices", "cluster", ["A9c"], (cluster) => ({ cluster, services: ["s"] })],
  ["DeleteService", "service", ["SV32", "A9i"], (service) => ({ cluster: "c", service, force: true })],
  ["UpdateService", "service", ["SV20", "A9i"], (service) => ({ cluster: "c", service, desiredCount: 1 })],
  ["ListTasks", "service", ["SV20", "A9i"], (serviceName) => ({ cluster: "c", serviceName })],
  ["ListServiceDeployments", "service", ["SV20", "A9i"], (service) => ({ cluster: "c", service })],
  ["StopTask", "task", ["TK11", "A9i"], (task) => ({ cluster: "c", task })],
  ["ExecuteCommand", "task", ["TK16n", "A9i"], (task) => ({ cluster: "c", task, command: "ls", interactive: true })],
  [
    "DeregisterContainerInstance",
    "instance",
    ["CI8", "A9i"],
    (containerInstance) => ({ cluster: "c", containerInstance, force: true }),
  ],
  [
    "PutAttributes",
    "instance",
    ["AT1t", "A9i"],
    (targetId) => ({ cluster: "c", attributes: [{ name: "a", targetId }] }),
  ],
  ["DeleteCapacityProvider", "provider", ["CP5n", "A9i"], (capacityProvider) => ({ capacityProvider })],
  ["DeleteTaskSet", "taskSet", ["TS4i", "A9i"], (taskSet) => ({ ...home, taskSet, force: true })],
  ["UpdateServicePrimaryTaskSet", "taskSet", ["TS4i", "A9i"], (primaryTaskSet) => ({ ...home, primaryTaskSet })],
  ["DescribeTaskDefinition", "definition", ["TD20", "A9i"], (taskDefinition) => ({ taskDefinition })],
  ["DeregisterTaskDefinition", "definition", ["TD23u", "A9i"], (taskDefinition) => ({ taskDefinition })],
  ["StopServiceDeployment", "deployment", ["SD5n", "A9i"], (serviceDeploymentArn) => ({ serviceDeploymentArn })],
  ["TagResource", "cluster", ["T6", "A9i"], (resourceArn) => ({ resourceArn, tags })],
  ["TagResource", "service", ["T6", "A9i"], (resourceArn) => ({ resourceArn, tags })],
  ["UntagResource", "definition", ["T6", "A9i"], (resourceArn) => ({ resourceArn, tagKeys: ["a"] })],
  ["ListTagsForResource", "task", ["T6", "accepted", "A9i"], (resourceArn) => ({ resourceArn })],
  ["ListTagsForResource", "instance", ["T6", "accepted", "A9i"], (resourceArn) => ({ resourceArn })],
  ["ListTagsForResource", "taskSet", ["T6", "accepted", "A9i"], (resourceArn) => ({ resourceArn })],
  ["ListTagsForResource", "provider", ["T6", "accepted", "A9i"], (resourceArn) => ({ resourceArn })],
])("%s of a %s elsewhere is refused by %j, and changes nothing", (operation, kind, rules, input) => {
  for (const place of places) {
    const { outcomes, account } = answered(place, operation, kind, input);
    expect(outcomes.map(({ result }) => (result.kind === "refused" ? result.rule : "accepted"))).toEqual(rules);
    for (const { state } of outcomes) expect(state).toBe(account.state);
  }
});

test("a task set elsewhere is missing in DescribeTaskSets, or refused (A9)", () => {
  for (const place of places) {
    const { outcomes } = answered(place, "DescribeTaskSets", "taskSet", (arn) => ({ ...home, taskSets: [arn] }));
    const answers = outcomes.map(({ result }) => (result.kind === "refused" ? result.rule : "accepted"));
    expect(answers.sort()).toEqual(["A9i", "TS4i", "accepted"]);
  }
});

test("a malformed ARN is refused as malformed, not as one of elsewhere (G7, G8)", () => {
  const { account } = whole();
  expect(account.answers("DeleteCluster", { cluster: "arn:aws:ecs:cluster/c" })).toEqual(["G7"]);
  expect(account.answers("DeleteCluster", { cluster: "arn:aws:ecs:«region»:«account»:service/c/s" })).toEqual(["G8"]);
});

test("a wrong member or the cluster or service elsewhere: a call with both may be refused for either (G10)", () => {
  const { account, arns } = whole();
  const cluster = arns.cluster.replace("«account»", "000000000001");
  const service = arns.service.replace("«account»", "000000000001");
  const mayMiss = (input: JsonObject, type: string) =>
    mayReportMissing(account.state, operations.DescribeServices as Card, input, "G1", type);
  const include = ["EVENTS"];
  expect(mayMiss({ cluster, services: ["s"], include }, "ClusterNotFoundException")).toBe(true);
  expect(mayMiss({ cluster: arns.cluster, services: ["s"], include }, "ClusterNotFoundException")).toBe(false);
  const update = (input: JsonObject) =>
    mayReportMissing(account.state, operations.UpdateService as Card, input, "SV15", "ServiceNotFoundException");
  expect(update({ cluster: "c", service, desiredCount: -1 })).toBe(true);
  expect(update({ cluster: "c", service: arns.service, desiredCount: -1 })).toBe(false);
});

describe("the definition of a new task or service", () => {
  const definition = (region: string, account: string) => `arn:aws:ecs:${region}:${account}:task-definition/f:1`;
  const run = { cluster: "c", launchType: "FARGATE", networkConfiguration } as const;

  test("of another account is refused by RunTask, by this rule or as unknown (A9, TD31)", () => {
    const taskDefinition = definition("«region»", "000000000001");
    expect(
      furnished()
        .answers("RunTask", { ...run, taskDefinition })
        .sort(),
    ).toEqual(["A9", "TD31"]);
  });

  test("of another region, or of another account in CreateService, is refused too; no row says by which rule", () => {
    const elsewhere = definition("eu-north-9", "«account»");
    const refused = ["A9", "TD31"];
    const answers = furnished().answers("RunTask", { ...run, taskDefinition: elsewhere });
    expect([...new Set(answers)].sort()).toEqual(refused);
    const input = { ...service, serviceName: "t", taskDefinition: definition("«region»", "000000000001") };
    expect([...new Set(furnished().answers("CreateService", input))].sort()).toEqual(refused);
  });

  test("of the own account and region is used", () => {
    const taskDefinition = definition("«region»", "«account»");
    expect(furnished().answers("RunTask", { ...run, taskDefinition })).toEqual(["accepted"]);
  });
});
