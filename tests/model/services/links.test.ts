import { expect, test } from "vitest";
import { furnished, networkConfiguration, service } from "../serviceAccount.ts";

const targetGroupArn = "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/t/1";
const target = { containerName: "app", containerPort: 80 };

/** An account with a definition that has a named port, and one that leaves a volume to the service. */
function linked() {
  const account = furnished();
  const size = { networkMode: "awsvpc", cpu: "256", memory: "512" } as const;
  const portMappings = [{ containerPort: 80, name: "web" }];
  const mountPoints = [{ sourceVolume: "data", containerPath: "/data" }];
  account.call("RegisterTaskDefinition", {
    ...size,
    family: "g",
    containerDefinitions: [{ name: "app", image: "nginx", portMappings }],
  });
  account.call("RegisterTaskDefinition", {
    ...size,
    family: "v",
    volumes: [{ name: "data", configuredAtLaunch: true }],
    containerDefinitions: [{ name: "app", image: "nginx", mountPoints }],
  });
  return account;
}

const created = (more: object, taskDefinition = "g"): string[] =>
  linked().answers("CreateService", { ...service, serviceName: "t", taskDefinition, ...more } as never);

test.each([
  [["LB1"], target],
  [["LB1b", "SV12t"], { ...target, targetGroupArn, loadBalancerName: "elb" }],
  [["LB3", "SV12t"], { ...target, loadBalancerName: "elb" }],
  [["SV12", "SV12t"], { targetGroupArn, containerName: "nobody", containerPort: 80 }],
  [["SV12p", "SV12t"], { targetGroupArn, containerName: "app", containerPort: 81 }],
  [["accepted", "SV12t", "LB2"], { ...target, targetGroupArn }],
])("a load balancer is answered by %j", (answers, balancer) => {
  expect(created({ loadBalancers: [balancer] })).toEqual(expect.arrayContaining(answers));
  expect(created({ loadBalancers: [balancer] }).includes("accepted")).toBe(answers.includes("accepted"));
});

const alias = (dnsName?: string) => ({ port: 80, ...(dnsName === undefined ? {} : { dnsName }) });
const endpoint = (clientAliases?: object[], portName = "web") => ({
  enabled: true,
  namespace: "n",
  services: [{ portName, clientAliases }],
});

test.each([
  [["SC1"], { enabled: true }],
  [["SC2", "SV15n"], endpoint([alias()], "nobody")],
  [["SC3", "SV15n"], endpoint([alias(), alias()])],
  [["SC3d", "SV15n"], endpoint([alias("Bad Name")])],
  [["accepted", "SC3e", "SV15n"], endpoint()],
  [["accepted", "SV15n"], endpoint([alias("web")])],
  [["accepted"], { enabled: false }],
])("Service Connect is answered by %j", (answers, serviceConnectConfiguration) => {
  expect([...new Set(created({ serviceConnectConfiguration }))].sort()).toEqual(
    expect.arrayContaining([...answers].sort()),
  );
  expect(created({ serviceConnectConfiguration }).includes("accepted")).toBe(answers.includes("accepted"));
});

test("a cluster may have a namespace for Service Connect (SC1)", () => {
  const account = linked();
  account.call("UpdateCluster", { cluster: "c", serviceConnectDefaults: { namespace: "n" } });
  const input = { ...service, serviceName: "t", serviceConnectConfiguration: { enabled: true } };
  expect(account.answers("CreateService", input)).toEqual(expect.arrayContaining(["accepted", "SC1"]));
});

const volume = { roleArn: "arn:aws:iam::123456789012:role/r", sizeInGiB: 10 };

test.each([
  [["VC1n", "VC1"], "data", volume, "g"],
  [["VC1"], "other", volume, "v"],
  [["VC2"], "data", { ...volume, sizeInGiB: undefined }, "v"],
  [["VC2"], "data", { ...volume, volumeType: "st1", iops: 1000 }, "v"],
  [["VC2"], "data", { ...volume, volumeType: "gp2", throughput: 200 }, "v"],
  [["accepted"], "data", { ...volume, volumeType: "gp3", iops: 3000, throughput: 200 }, "v"],
])("volumes are answered by %j", (answers, name, managedEBSVolume, family) => {
  expect(created({ volumeConfigurations: [{ name, managedEBSVolume }] }, family)).toEqual(answers);
});

const deploymentController = { type: "CODE_DEPLOY" };

test("a service that CodeDeploy deploys needs a target group (CD1), and has no circuit breaker (SV54)", () => {
  const deploymentConfiguration = { deploymentCircuitBreaker: { enable: true, rollback: true } };
  expect(created({ deploymentController })).toEqual(["CD1"]);
  expect(created({ deploymentController, loadBalancers: [{ ...target, loadBalancerName: "elb" }] })).toContain("CD1");
  expect(created({ deploymentController, deploymentConfiguration })).toEqual(["CD1", "SV54"]);
});

test("CodeDeploy begins the deployments of its services (CD2, CD3, SV26)", () => {
  const account = linked();
  const loadBalancers = [{ ...target, targetGroupArn }];
  const input = { ...service, serviceName: "t", taskDefinition: "g", deploymentController, loadBalancers };
  account.call("CreateService", input as never);
  const answers = (more: object) => account.answers("UpdateService", { cluster: "c", service: "t", ...more });
  expect(answers({ taskDefinition: "g" })).toEqual(["SV26c"]);
  expect(answers({ forceNewDeployment: true })).toEqual(["CD2"]);
  expect(answers({ networkConfiguration })).toEqual(["CD3"]);
  expect(answers({ platformVersion: "1.4.0" })).toEqual(["CD3"]);
  expect(answers({ desiredCount: 3, healthCheckGracePeriodSeconds: 5 })).toEqual(["accepted"]);
});
