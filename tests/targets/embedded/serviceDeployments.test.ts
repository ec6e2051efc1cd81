import { expect, test } from "vitest";
import { type Answer, onFargate, type SimulatorClient, startWith, web } from "./simulatorClient.ts";

const broken = [{ name: "web", image: "no-such-image" }];
const s = { cluster: "c", service: "s" };
const breaker = (rollback: boolean) => ({
  deploymentConfiguration: { deploymentCircuitBreaker: { enable: true, rollback } },
});

async function startService(desiredCount: number, more: object = {}): Promise<SimulatorClient> {
  const client = await startWith([web, web, broken]);
  const taskDefinition = "f:1";
  await client.call("CreateService", {
    cluster: "c",
    serviceName: "s",
    taskDefinition,
    desiredCount,
    ...onFargate,
    ...more,
  });
  return client;
}

const update = (client: SimulatorClient, more: object) => client.call("UpdateService", { ...s, ...more });

async function list(client: SimulatorClient, more: object = {}): Promise<Answer[]> {
  return (await client.call("ListServiceDeployments", { ...s, ...more })).serviceDeployments;
}

async function statuses(client: SimulatorClient): Promise<string[]> {
  return (await list(client)).map(({ status }) => status);
}

async function describe(client: SimulatorClient, ...serviceDeploymentArns: string[]): Promise<Answer[]> {
  return (await client.call("DescribeServiceDeployments", { serviceDeploymentArns })).serviceDeployments;
}

test("each deployment is written down, a change of size is not (SD1–SD3)", async () => {
  const client = await startService(2);
  expect(await statuses(client)).toEqual(["PENDING"]);
  await client.advance(1);
  expect(await statuses(client)).toEqual(["IN_PROGRESS"]);
  await client.advance(30);
  await update(client, { desiredCount: 3 });
  expect(await statuses(client)).toEqual(["SUCCESSFUL"]);
  await update(client, { taskDefinition: "f:2" });
  await client.advance(60);
  await update(client, { forceNewDeployment: true });
  expect(await statuses(client)).toEqual(["PENDING", "SUCCESSFUL", "SUCCESSFUL"]);
  expect(await list(client, { status: ["PENDING", "STOPPED"] })).toHaveLength(1);
  const [, second, first] = await list(client);
  const between = { after: first.createdAt + 1, before: second.createdAt };
  expect((await list(client, { createdAt: between })).map((each) => each.serviceDeploymentArn)).toEqual([
    second.serviceDeploymentArn,
  ]);
  expect(first.serviceDeploymentArn).toMatch(/:service-deployment\/c\/s\/[\w-]{21,22}$/);
});

test("a service deployment shows its revisions with their tasks (SD7, DP7)", async () => {
  const client = await startService(2);
  await client.advance(30);
  const before = await client.service("s");
  await update(client, { taskDefinition: "f:2" });
  const { currentServiceDeployment } = await client.service("s");
  const [deployment] = await describe(client, currentServiceDeployment);
  const [source] = before.currentServiceRevisions;
  expect(source).toMatchObject({ requestedTaskCount: 2, runningTaskCount: 2, pendingTaskCount: 0 });
  expect(deployment.sourceServiceRevisions).toEqual([source]);
  expect(deployment.targetServiceRevision).toMatchObject({ requestedTaskCount: 0, runningTaskCount: 0 });
  expect(deployment.deploymentCircuitBreaker).toEqual({ status: "DISABLED", failureCount: 0, threshold: 3 });
  const revisions = [source.arn, deployment.targetServiceRevision.arn];
  const { serviceRevisions } = await client.call("DescribeServiceRevisions", { serviceRevisionArns: revisions });
  expect(serviceRevisions.map((each: Answer) => each.taskDefinition.split("/")[1])).toEqual(["f:1", "f:2"]);
  expect(serviceRevisions[0]).toMatchObject({ launchType: "FARGATE", containerImages: [{ image: "nginx" }] });
});

test("what a newer deployment replaces is STOPPED (SD2)", async () => {
  const client = await startService(2);
  await client.advance(30);
  await update(client, { taskDefinition: "f:2" });
  await client.advance(1);
  await update(client, { forceNewDeployment: true });
  await client.advance(60);
  expect(await statuses(client)).toEqual(["SUCCESSFUL", "STOPPED", "SUCCESSFUL"]);
});

test("the circuit breaker's rollback belongs to the deployment that failed (DP9, SD2)", async () => {
  const client = await startService(2, breaker(true));
  await client.advance(30);
  const [source] = (await client.service("s")).currentServiceRevisions;
  await update(client, { taskDefinition: "f:3" });
  await client.advance(120);
  expect(await statuses(client)).toEqual(["ROLLBACK_SUCCESSFUL", "SUCCESSFUL"]);
  const [deployment] = await describe(client, (await client.service("s")).currentServiceDeployment);
  expect(deployment.rollback.serviceRevisionArn).toBe(source.arn);
  expect(deployment.deploymentCircuitBreaker).toEqual({ status: "TRIGGERED", failureCount: 3, threshold: 3 });
  expect((await client.service("s")).currentServiceRevisions).toEqual([source]);
});

test.for([[true], [false]])("a first deployment that fails is STOPPED, rollback %s (DP9)", async ([rollback]) => {
  const client = await startService(1, { ...breaker(rollback as boolean), taskDefinition: "f:3" });
  await client.advance(120);
  expect(await statuses(client)).toEqual(["STOPPED"]);
});

test("a deployment that is stopped rolls back to the revision before (SD5)", async () => {
  const client = await startService(2);
  await client.advance(30);
  const before = await client.service("s");
  await update(client, { taskDefinition: "f:2" });
  await client.advance(1);
  const { currentServiceDeployment: serviceDeploymentArn } = await client.service("s");
  const stop = { serviceDeploymentArn, stopType: "ROLLBACK" };
  expect(await client.call("StopServiceDeployment", stop)).toEqual({ serviceDeploymentArn });
  expect((await statuses(client))[0]).toBe("ROLLBACK_REQUESTED");
  await client.advance(1);
  expect((await statuses(client))[0]).toBe("ROLLBACK_IN_PROGRESS");
  expect(await client.call("StopServiceDeployment", stop)).toEqual({ serviceDeploymentArn });
  await client.advance(60);
  expect((await statuses(client))[0]).toBe("ROLLBACK_SUCCESSFUL");
  const after = await client.service("s");
  expect(after).toMatchObject({ taskDefinition: before.taskDefinition, runningCount: 2, pendingCount: 0 });
  expect(after.currentServiceRevisions).toEqual(before.currentServiceRevisions);
  const { body } = await client.send("StopServiceDeployment", stop);
  expect(body).toMatchObject({ __type: "ConflictException", resourceIds: [serviceDeploymentArn] });
});

test.for([
  ["ABORT", "STOP_REQUESTED", "STOPPED"],
  ["ROLLBACK", "ROLLBACK_REQUESTED", "ROLLBACK_FAILED"],
] as const)("%s of a first deployment ends it as %s, then %s (SD2)", async ([stopType, at, end]) => {
  const client = await startService(2);
  const [{ serviceDeploymentArn } = {}] = await list(client);
  await client.call("StopServiceDeployment", { serviceDeploymentArn, stopType });
  expect(await statuses(client)).toEqual([at]);
  await client.advance(30);
  expect(await statuses(client)).toEqual([end]);
  expect((await client.service("s")).deployments[0].rolloutState).toBe("FAILED");
});

test("the history goes with the service (SD1)", async () => {
  const client = await startService(0);
  await client.advance(5);
  const [{ serviceDeploymentArn } = {}] = await list(client);
  await client.call("DeleteService", s);
  await client.advance(60);
  const { failures } = await client.call("DescribeServiceDeployments", {
    serviceDeploymentArns: [serviceDeploymentArn],
  });
  expect(failures).toEqual([{ arn: serviceDeploymentArn, reason: "MISSING" }]);
  expect(await list(client)).toEqual([]);
});

test("history comes in pages, newest first (SD3)", async () => {
  const client = await startService(0);
  for (let count = 0; count < 4; count++) await update(client, { forceNewDeployment: true });
  const all = await list(client);
  expect(all).toHaveLength(5);
  const pages: Answer[] = [];
  let nextToken: string | undefined;
  do {
    const page = await client.call("ListServiceDeployments", { ...s, maxResults: 2, nextToken });
    pages.push(...page.serviceDeployments);
    nextToken = page.nextToken;
  } while (nextToken);
  expect(pages).toEqual(all);
  expect(await client.refusal("ListServiceDeployments", { ...s, maxResults: 101 })).toBe("InvalidParameterException");
});

test("what is not there, or not meant, is refused by its kind (SD4–SD6)", async () => {
  const client = await startService(0);
  const missing = "arn:aws:ecs:us-east-1:123456789012:service-deployment/c/s/AAAAAAAAAAAAAAAAAAAAAA";
  const [{ serviceDeploymentArn: known } = {}] = await list(client);
  for (const [operation, input, type] of [
    ["StopServiceDeployment", { serviceDeploymentArn: missing }, "ServiceDeploymentNotFoundException"],
    ["StopServiceDeployment", { serviceDeploymentArn: "x" }, "InvalidParameterException"],
    ["StopServiceDeployment", { serviceDeploymentArn: known, stopType: "NOW" }, "InvalidParameterException"],
    ["ContinueServiceDeployment", { serviceDeploymentArn: missing, hookId: "h" }, "ServiceDeploymentNotFoundException"],
    ["ContinueServiceDeployment", { serviceDeploymentArn: known, hookId: "h" }, "InvalidParameterException"],
    ["ContinueServiceDeployment", { serviceDeploymentArn: known }, "InvalidParameterException"],
    ["DescribeServiceDeployments", { serviceDeploymentArns: [] }, "InvalidParameterException"],
    ["DescribeServiceDeployments", { serviceDeploymentArns: Array(21).fill(missing) }, "InvalidParameterException"],
    ["DescribeServiceRevisions", { serviceRevisionArns: [missing] }, "InvalidParameterException"],
    ["ListServiceDeployments", { ...s, status: ["DONE"] }, "InvalidParameterException"],
    ["ListServiceDeployments", { ...s, service: "t" }, "ServiceNotFoundException"],
    ["ListServiceDeployments", { ...s, cluster: "d" }, "ClusterNotFoundException"],
  ] as const) {
    expect(await client.refusal(operation, input), operation).toBe(type);
  }
});

test("services are listed by the namespace that they use (SV36)", async () => {
  const client = await startService(0);
  await client.call("UpdateCluster", { cluster: "c", serviceConnectDefaults: { namespace: "n" } });
  expect((await client.call("ListServicesByNamespace", { namespace: "n" })).serviceArns).toEqual([]);
  await update(client, { serviceConnectConfiguration: { enabled: true } });
  expect(await list(client)).toHaveLength(2);
  const { serviceArn } = await client.service("s");
  expect((await client.call("ListServicesByNamespace", { namespace: "n" })).serviceArns).toEqual([serviceArn]);
  expect(await client.refusal("ListServicesByNamespace", { namespace: "m" })).toBe("NamespaceNotFoundException");
  const elsewhere = { ...s, serviceConnectConfiguration: { enabled: true, namespace: "m" } };
  expect(await client.refusal("UpdateService", elsewhere)).toBe("NamespaceNotFoundException");
});
