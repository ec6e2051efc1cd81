import { expect, test } from "vitest";
import { Account } from "../account.ts";
import { furnished, service } from "../serviceAccount.ts";

/** A cluster with a definition for container instances, and a service on them. */
function onInstances(): Account {
  const account = new Account();
  account.call("CreateCluster", { clusterName: "c" });
  account.call("RegisterTaskDefinition", {
    family: "f",
    containerDefinitions: [{ name: "app", image: "busybox", memory: 64 }],
  });
  account.call("CreateService", { cluster: "c", serviceName: "s", taskDefinition: "f", desiredCount: 1 });
  return account;
}

const onEc2 = { cluster: "c", serviceName: "t", taskDefinition: "f", desiredCount: 1, launchType: "EC2" };
const external = { cluster: "c", serviceName: "t", desiredCount: 1, deploymentController: { type: "EXTERNAL" } };
const registry = { registryArn: "arn:aws:servicediscovery:us-east-1:123456789012:service/srv-1" };
const balancer = { targetGroupArn: "arn:aws:elasticloadbalancing:x", containerName: "app", containerPort: 80 };
const binpack = { type: "binpack", field: "cpu" };
const zones = { type: "spread", field: "attribute:ecs.availability-zone" };

test.each([
  ["SV46", { placementConstraints: [{ type: "distinctInstance" }] }],
  ["SV46s", { placementStrategy: [{ type: "random" }] }],
  ["SV52v", { role: "arn:aws:iam::123456789012:role/r" }],
  ["SV53", { serviceRegistries: [registry, registry] }],
  ["NW4", { networkConfiguration: { awsvpcConfiguration: { subnets: [] } } }],
  ["SV53p", { serviceRegistries: [{ ...registry, containerPort: 80 }] }],
])("a service on Fargate is refused by %s", (rule, more) => {
  const answers = furnished().answers("CreateService", { ...service, serviceName: "t", ...more } as never);
  expect(answers).toContain(rule);
  expect(answers).not.toContain("accepted");
});

test.each([
  ["SV47", { platformVersion: "1.4.0" }],
  ["SV48", { placementConstraints: [{ type: "distinctInstance", expression: "attribute:a == b" }] }],
  ["SV49", { placementStrategy: [{ type: "binpack", field: "instanceId" }] }],
  ["SV49r", { placementStrategy: [{ type: "random", field: "cpu" }] }],
  ["SV49m", { placementStrategy: Array(6).fill(zones) }],
  ["SV50", { placementStrategy: [zones], schedulingStrategy: "DAEMON", desiredCount: undefined }],
  ["SV52", { role: "arn:aws:iam::123456789012:role/r" }],
  ["accepted", { placementStrategy: [{ type: "binpack", field: "CPU" }] }],
  ["accepted", { placementConstraints: [{ type: "memberOf", expression: "attribute:a == b" }] }],
])("a service on container instances is answered by %s", (answer, more) => {
  expect(onInstances().answers("CreateService", { ...onEc2, ...more } as never)).toEqual([answer]);
});

test.each([
  ["SV51", { loadBalancers: [balancer] }],
  ["SV54", { deploymentConfiguration: { deploymentCircuitBreaker: { enable: true, rollback: true } } }],
])("a service with task sets is refused by %s", (rule, more) => {
  expect(onInstances().answers("CreateService", { ...external, ...more } as never)).toEqual([rule]);
});

test("a disabled circuit breaker of a service with task sets may be refused (SV54)", () => {
  const deploymentConfiguration = { deploymentCircuitBreaker: { enable: false, rollback: false } };
  const answers = onInstances().answers("CreateService", { ...external, deploymentConfiguration } as never);
  expect(answers).toEqual(expect.arrayContaining(["accepted", "SV54"]));
});

test.each([
  [["SV45"], { availabilityZoneRebalancing: "ENABLED", placementStrategy: [binpack] }],
  [["accepted"], { availabilityZoneRebalancing: "ENABLED", placementStrategy: [zones, binpack] }],
  [["accepted"], { availabilityZoneRebalancing: "DISABLED", placementStrategy: [binpack] }],
  [["accepted", "SV45"], { placementStrategy: [binpack] }],
])("an update of where tasks go is answered by %j", (answers, more) => {
  expect(onInstances().answers("UpdateService", { cluster: "c", service: "s", ...more } as never)).toEqual(answers);
});

test("rebalancing may be refused while a strategy that was given before is kept (SV45)", () => {
  const account = onInstances();
  account.call("CreateService", { ...onEc2, placementStrategy: [binpack] } as never);
  const update = { cluster: "c", service: "t", availabilityZoneRebalancing: "ENABLED" };
  expect(account.answers("UpdateService", update as never)).toEqual(["accepted", "SV45"]);
});

test("whether an update is checked against the launch type of the service is open (SV46, SV47)", () => {
  const update = { cluster: "c", service: "s" };
  const placementStrategy = [{ type: "random" }];
  expect(furnished().answers("UpdateService", { ...update, placementStrategy } as never)).toContain("accepted");
  expect(furnished().answers("UpdateService", { ...update, placementStrategy } as never)).toContain("SV46s");
  expect(onInstances().answers("UpdateService", { ...update, platformVersion: "1.4.0" })).toContain("SV47");
});

test("a task set on EC2 has no platform version (SV47)", () => {
  const account = onInstances();
  account.call("CreateService", external as never);
  const set = { cluster: "c", service: "t", taskDefinition: "f", launchType: "EC2", platformVersion: "1.4.0" } as const;
  expect(account.answers("CreateTaskSet", set)).toEqual(["SV47"]);
});
