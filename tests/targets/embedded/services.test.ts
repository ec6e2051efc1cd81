import { expect, test } from "vitest";
import type { SimulatorOptions } from "../../../targets/embedded/server.ts";
import { type Answer, onFargate, type SimulatorClient, startWith, web } from "./simulatorClient.ts";

const broken = [{ name: "web", image: "no-such-image" }];
const sick = [{ name: "web", image: "nginx", healthCheck: { command: ["CMD", "false"], interval: 5, retries: 1 } }];
const create = (desiredCount: number, more: object = {}) => ({
  cluster: "c",
  serviceName: "s",
  taskDefinition: "f:1",
  desiredCount,
  ...onFargate,
  ...more,
});

async function startService(desiredCount: number, more: object = {}, options: SimulatorOptions = {}) {
  const client = await startWith([web, web, broken, sick], options);
  await client.call("CreateService", create(desiredCount, more));
  await client.advance(30);
  return client;
}

const update = (client: SimulatorClient, more: object) =>
  client.call("UpdateService", { cluster: "c", service: "s", ...more });

/** CC6: one deployment, and all counts agree with the tasks. */
async function expectRest(client: SimulatorClient, desiredCount: number): Promise<Answer> {
  const service = await client.service("s");
  expect(service).toMatchObject({ desiredCount, runningCount: desiredCount, pendingCount: 0 });
  expect(service.deployments).toHaveLength(1);
  expect(service.deployments[0]).toMatchObject({ status: "PRIMARY", runningCount: desiredCount, desiredCount });
  const { taskArns } = await client.call("ListTasks", { cluster: "c", serviceName: "s" });
  expect(taskArns).toHaveLength(desiredCount);
  const { clusters } = await client.call("DescribeClusters", { clusters: ["c"] });
  expect(clusters[0]).toMatchObject({ runningTasksCount: desiredCount, pendingTasksCount: 0, activeServicesCount: 1 });
  return service;
}

test("a service comes to rest, scales and keeps its deployment (DP5, SV25)", async () => {
  const client = await startService(3);
  const service = await expectRest(client, 3);
  expect(service.deployments[0].rolloutState).toBe("COMPLETED");
  expect(service.events[0].message).toBe("(service s) has reached a steady state.");
  for (const count of [5, 1, 0]) {
    await update(client, { desiredCount: count });
    await client.advance(30);
    expect((await expectRest(client, count)).deployments[0].id).toBe(service.deployments[0].id);
  }
});

test("a task that is stopped is replaced (DP11)", async () => {
  const client = await startService(2);
  const { taskArns } = await client.call("ListTasks", { cluster: "c", serviceName: "s" });
  const { tasks } = await client.call("DescribeTasks", { cluster: "c", tasks: taskArns });
  expect(tasks[0]).toMatchObject({ group: "service:s", startedBy: (await client.service("s")).deployments[0].id });
  await client.call("StopTask", { cluster: "c", task: taskArns[0] });
  await client.advance(30);
  await expectRest(client, 2);
});

test.for([
  [4, 100, 200],
  [3, 50, 150],
  [4, 50, 100],
  [3, 67, 134],
  [1, 0, 100],
  [5, 0, 200],
] as const)("a rollout of %s stays within %s %% and %s %% (DP3)", async ([count, minimum, maximum]) => {
  for (const seed of [0, 1, 2]) {
    const bounds = { deploymentConfiguration: { minimumHealthyPercent: minimum, maximumPercent: maximum } };
    const client = await startService(count, bounds, { jitter: seed > 0, seed });
    await update(client, { taskDefinition: "f:2" });
    for (let moment = 0; moment < 200; moment++) {
      await client.advance(0.5);
      const service = await client.service("s");
      expect(service.runningCount).toBeGreaterThanOrEqual(Math.ceil((count * minimum) / 100));
      expect(service.runningCount + service.pendingCount).toBeLessThanOrEqual(Math.floor((count * maximum) / 100));
      expect(service.deployments.filter((each: Answer) => each.status === "PRIMARY")).toHaveLength(1);
      if (service.deployments.length === 1 && service.deployments[0].rolloutState === "COMPLETED") break;
    }
    expect((await expectRest(client, count)).taskDefinition).toMatch(/f:2$/);
  }
});

test("a rollout that its bounds do not allow stands still and says so (DP3)", async () => {
  const client = await startService(2, {
    deploymentConfiguration: { minimumHealthyPercent: 100, maximumPercent: 100 },
  });
  await update(client, { taskDefinition: "f:2" });
  await client.advance(60);
  const service = await client.service("s");
  expect(service).toMatchObject({ runningCount: 2, pendingCount: 0 });
  expect(service.deployments.map((each: Answer) => each.runningCount)).toEqual([0, 2]);
  expect(service.events[0].message).toMatch("was unable to stop or start tasks during a deployment");
});

test("the circuit breaker rolls back to what was COMPLETED (DP7, DP9)", async () => {
  const breaker = { deploymentCircuitBreaker: { enable: true, rollback: true } };
  const client = await startService(2, { deploymentConfiguration: breaker });
  const before = await client.service("s");
  for (const failing of ["f:3", "f:4"]) {
    await update(client, { taskDefinition: failing });
    await client.advance(120);
    const after = await expectRest(client, 2);
    expect(after.taskDefinition).toBe(before.taskDefinition);
    expect(after.deployments[0].id).not.toBe(before.deployments[0].id);
    expect(after.deployments[0].rolloutState).toBe("COMPLETED");
  }
});

test("without anything to roll back to, FAILED is the end (DP2, DP9)", async () => {
  const client = await startWith([broken]);
  const breaker = { deploymentCircuitBreaker: { enable: true, rollback: true } };
  await client.call("CreateService", create(1, { deploymentConfiguration: breaker }));
  await client.advance(60);
  const { deployments } = await client.service("s");
  expect(deployments[0]).toMatchObject({ rolloutState: "FAILED", failedTasks: 3, runningCount: 0, pendingCount: 0 });
  const stopped = { cluster: "c", serviceName: "s", desiredStatus: "STOPPED" };
  expect((await client.call("ListTasks", stopped)).taskArns).toHaveLength(3);
});

test("launches are throttled when tasks never run (DP10)", async () => {
  const client = await startWith([broken]);
  await client.call("CreateService", create(1));
  await client.advance(3600);
  const { events } = await client.service("s");
  const started = events.filter((event: Answer) => event.message.includes("has started"));
  expect(started.length).toBeGreaterThan(5);
  expect(started.length).toBeLessThan(20);
});

test("unhealthy tasks are replaced, the new one first where there is room (DP11)", async () => {
  const client = await startWith([sick]);
  await client.call("CreateService", create(1));
  let most = 0;
  for (let moment = 0; moment < 60; moment++) {
    await client.advance(1);
    const { runningCount, pendingCount } = await client.service("s");
    most = Math.max(most, runningCount + pendingCount);
    if (moment > 5) expect(runningCount).toBeGreaterThanOrEqual(1);
  }
  expect(most).toBe(2);
  const stopped = { cluster: "c", serviceName: "s", desiredStatus: "STOPPED" };
  const { taskArns } = await client.call("ListTasks", stopped);
  expect(await client.task(taskArns[0])).toMatchObject({ stoppedReason: "Task failed container health checks" });
});

test("an EC2 service without instances exists and waits (SV17, EV6)", async () => {
  const client = await startWith([web]);
  await client.call("CreateService", create(1, { launchType: undefined }));
  await client.advance(60);
  const service = await client.service("s");
  expect(service).toMatchObject({ launchType: "EC2", runningCount: 0, pendingCount: 0, status: "ACTIVE" });
  expect(service.events).toHaveLength(1);
  expect(service.events[0].message).toMatch("was unable to place a task");
});

test("deletion needs zero tasks or force, drains, and leaves the name free (SV8, SV9, SV28–SV31)", async () => {
  const client = await startService(2);
  const deletion = { cluster: "c", service: "s" };
  expect(await client.refusal("DeleteService", deletion)).toBe("InvalidParameterException");
  expect((await client.call("DeleteService", { ...deletion, force: true })).service.status).toBe("DRAINING");
  expect(await client.refusal("CreateService", create(1))).toBe("InvalidParameterException");
  expect(await client.refusal("UpdateService", deletion)).toBe("ServiceNotActiveException");
  expect((await client.call("ListServices", { cluster: "c" })).serviceArns).toEqual([]);
  await client.advance(40);
  expect((await client.call("DeleteService", deletion)).service.status).toBe("DRAINING");
  await client.advance(20);
  expect((await client.call("DeleteService", deletion)).service).toMatchObject({ status: "INACTIVE", desiredCount: 0 });
  expect(await client.service("s")).toMatchObject({
    status: "INACTIVE",
    deployments: [{ status: "PRIMARY" }],
    events: [],
  });
  await client.call("CreateService", create(1));
  await client.advance(30);
  await expectRest(client, 1);
});

test("the same request makes one service, another one is refused (SV7, SV10)", async () => {
  const client = await startWith([web]);
  const first = await client.call("CreateService", create(1, { clientToken: "t" }));
  expect(await client.call("CreateService", create(1, { clientToken: "t" }))).toEqual(first);
  for (const other of [{ clientToken: "u" }, {}, { clientToken: "t", desiredCount: 2 }]) {
    expect(await client.refusal("CreateService", create(1, other))).toBe("InvalidParameterException");
  }
});

test("only what changes the tasks makes a deployment (SV22–SV24)", async () => {
  const client = await startService(1);
  const id = async () => (await client.service("s")).deployments[0].id;
  const before = await id();
  await update(client, { taskDefinition: "f:1", enableExecuteCommand: false, propagateTags: "SERVICE" });
  await update(client, { deploymentConfiguration: { maximumPercent: 150 } });
  expect(await id()).toBe(before);
  await update(client, { forceNewDeployment: true });
  const forced = await id();
  expect(forced).not.toBe(before);
  await update(client, { networkConfiguration: { awsvpcConfiguration: { subnets: ["subnet-2"] } } });
  expect(await id()).not.toBe(forced);
  const service = await client.service("s");
  expect(service.deployments.map((each: Answer) => each.status)).toEqual(["PRIMARY", "ACTIVE", "ACTIVE"]);
  expect(service.deploymentConfiguration).toMatchObject({ maximumPercent: 150, minimumHealthyPercent: 100 });
});

test.for([
  ["UpdateService", { cluster: "c", service: "x" }, "ServiceNotFoundException"],
  ["UpdateService", { cluster: "d", service: "s" }, "ClusterNotFoundException"],
  ["UpdateService", { cluster: "c", service: "s", taskDefinition: "g", desiredCount: 7 }, "ClientException"],
  ["UpdateService", { cluster: "c", service: "s", desiredCount: -1 }, "InvalidParameterException"],
  ["DeleteService", { cluster: "c", service: "x" }, "ServiceNotFoundException"],
  ["DescribeServices", { cluster: "c", services: [] }, "InvalidParameterException"],
  ["DescribeServices", { cluster: "c", services: Array(11).fill("s") }, "InvalidParameterException"],
  ["CreateService", create(1, { serviceName: "t", desiredCount: undefined }), "InvalidParameterException"],
  ["CreateService", create(1, { serviceName: "t", networkConfiguration: undefined }), "InvalidParameterException"],
  ["CreateService", create(1, { serviceName: "t.u" }), "InvalidParameterException"],
  ["CreateService", create(1, { serviceName: "t", taskDefinition: "g" }), "ClientException"],
] as const)("%s %j is refused with %s and changes nothing", async ([operation, input, type]) => {
  const client = await startService(1);
  const before = await client.service("s");
  expect(await client.refusal(operation, input)).toBe(type);
  expect(await client.service("s")).toEqual(before);
  expect((await client.call("ListServices", { cluster: "c" })).serviceArns).toHaveLength(1);
});
