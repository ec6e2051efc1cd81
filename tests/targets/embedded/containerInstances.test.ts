import { describe, expect, test } from "vitest";
import { type Answer, onFargate, type SimulatorClient, start } from "./simulatorClient.ts";

const c = { cluster: "c" };
const gone = "0".repeat(32);

function resources(cpu: number, memory: number, ports: string[] = []) {
  return [
    { name: "CPU", type: "INTEGER", integerValue: cpu },
    { name: "MEMORY", type: "INTEGER", integerValue: memory },
    { name: "PORTS", type: "STRINGSET", stringSetValue: ports },
  ];
}

function definition(client: SimulatorClient, container: object = {}, more: object = {}): Promise<Answer> {
  const containerDefinitions = [{ name: "web", image: "nginx", cpu: 256, memory: 256, ...container }];
  return client.call("RegisterTaskDefinition", { family: "f", containerDefinitions, ...more });
}

/** A simulator with the cluster `c`, the family `f` and as many instances. */
async function fleet(count: number, cpu = 1024, memory = 1024, container: object = {}) {
  const client = await start();
  await client.call("CreateCluster", { clusterName: "c" });
  await definition(client, container);
  const arns: string[] = [];
  for (let index = 0; index < count; index++)
    arns.push(await register(client, { totalResources: resources(cpu, memory) }));
  return { client, arns };
}

async function register(client: SimulatorClient, more: object = {}): Promise<string> {
  const { containerInstance } = await client.call("RegisterContainerInstance", { ...c, ...more });
  return containerInstance.containerInstanceArn;
}

async function instance(client: SimulatorClient, arn: string | undefined): Promise<Answer> {
  return (await client.call("DescribeContainerInstances", { ...c, containerInstances: [arn] })).containerInstances[0];
}

function remaining(shown: Answer, name: string): Answer {
  const found = shown.remainingResources.find((resource: Answer) => resource.name === name);
  return found.stringSetValue ?? found.integerValue;
}

const run = (client: SimulatorClient, more: object = {}): Promise<Answer> =>
  client.call("RunTask", { ...c, taskDefinition: "f", launchType: "EC2", ...more });

const serve = (client: SimulatorClient, more: object = {}): Promise<Answer> =>
  client.call("CreateService", {
    ...c,
    serviceName: "s",
    taskDefinition: "f",
    desiredCount: 2,
    launchType: "EC2",
    ...more,
  });

async function serviceTasks(client: SimulatorClient): Promise<Answer[]> {
  const { taskArns } = await client.call("ListTasks", { ...c, serviceName: "s" });
  return taskArns.length === 0 ? [] : (await client.call("DescribeTasks", { ...c, tasks: taskArns })).tasks;
}

describe("placement on instances", () => {
  test("tasks take resources of an instance and give them back once STOPPED (TK3, TK7, CI7)", async () => {
    const { client, arns } = await fleet(1, 1024, 1024, { portMappings: [{ containerPort: 80, hostPort: 8080 }] });
    const [task] = (await run(client)).tasks;
    expect(task).toMatchObject({ lastStatus: "PENDING", launchType: "EC2", containerInstanceArn: arns[0] });
    const busy = await instance(client, arns[0]);
    expect(busy).toMatchObject({ runningTasksCount: 1, pendingTasksCount: 1 });
    expect(remaining(busy, "CPU")).toBe(768);
    expect(remaining(busy, "MEMORY")).toBe(768);
    expect(remaining(busy, "PORTS")).toEqual(["8080"]);
    await client.advance(10);
    const running = await client.task(task.taskArn);
    expect(running.lastStatus).toBe("RUNNING");
    expect(running.containers[0].networkBindings).toEqual([
      { bindIP: "0.0.0.0", containerPort: 80, hostPort: 8080, protocol: "tcp" },
    ]);
    await client.call("StopTask", { ...c, task: task.taskArn });
    expect(remaining(await instance(client, arns[0]), "CPU")).toBe(768);
    await client.advance(10);
    const idle = await instance(client, arns[0]);
    expect(idle).toMatchObject({ runningTasksCount: 0, pendingTasksCount: 0 });
    expect(idle.remainingResources).toEqual(idle.registeredResources);
  });

  test.for([
    ["RESOURCE:CPU", { cpu: 2000 }, {}],
    ["RESOURCE:MEMORY", { memory: 2000 }, {}],
    ["RESOURCE:PORTS", { portMappings: [{ containerPort: 22, hostPort: 22 }] }, {}],
    ["RESOURCE:GPU", { resourceRequirements: [{ type: "GPU", value: "1" }] }, {}],
    ["ATTRIBUTE", { logConfiguration: { logDriver: "splunk" } }, {}],
    [
      "MemberOf placement constraint unsatisfied.",
      {},
      { placementConstraints: [{ type: "memberOf", expression: "attribute:stack == prod" }] },
    ],
  ] as const)("what does not fit fails with %s (TK7)", async ([reason, container, more]) => {
    const client = await start();
    await client.call("CreateCluster", { clusterName: "c" });
    await definition(client, container);
    const arn = await register(client, {
      totalResources: resources(1024, 1024, ["22"]),
      attributes: [{ name: "com.amazonaws.ecs.capability.logging-driver.json-file" }],
    });
    expect(await run(client, more)).toEqual({ tasks: [], failures: [{ arn, reason }] });
    const start1 = await client.call("StartTask", { ...c, taskDefinition: "f", containerInstances: [arn] });
    expect(start1.failures).toEqual("placementConstraints" in more ? [] : [{ arn, reason }]);
  });

  test("what fits is started, the rest fails (TK2)", async () => {
    const { client } = await fleet(1, 600, 1024);
    const { tasks, failures } = await run(client, { count: 3 });
    expect(tasks).toHaveLength(2);
    expect(failures).toMatchObject([{ reason: "RESOURCE:CPU" }]);
  });

  test("without any ACTIVE instance RunTask is refused (TK7)", async () => {
    const { client, arns } = await fleet(1);
    await client.call("UpdateContainerInstancesState", { ...c, containerInstances: arns, status: "DRAINING" });
    expect(await client.refusal("RunTask", { ...c, taskDefinition: "f", launchType: "EC2" })).toBe(
      "InvalidParameterException",
    );
  });

  test("tasks are spread unless they are to be packed or kept apart", async () => {
    const { client } = await fleet(2);
    const places = async (more: object) =>
      (await run(client, { count: 2, ...more })).tasks.map((task: Answer) => task.containerInstanceArn);
    expect(new Set(await places({})).size).toBe(2);
    const packed = await places({ placementStrategy: [{ type: "binpack", field: "memory" }], group: "packed" });
    expect(new Set(packed).size).toBe(1);
    const apart = await run(client, { count: 3, group: "apart", placementConstraints: [{ type: "distinctInstance" }] });
    expect(apart.tasks).toHaveLength(2);
  });

  test("StartTask starts one task on each instance, or says why not (TK1, TK8)", async () => {
    const { client, arns } = await fleet(3);
    await client.call("DeregisterContainerInstance", { ...c, containerInstance: arns[2] });
    const input = { ...c, taskDefinition: "f", containerInstances: [...arns, gone], group: "g", startedBy: "me" };
    const { tasks, failures } = await client.call("StartTask", input);
    expect(tasks.map((task: Answer) => task.containerInstanceArn)).toEqual(arns.slice(0, 2));
    expect(tasks[0]).toMatchObject({ group: "g", startedBy: "me", launchType: "EC2" });
    expect(failures).toEqual([
      { arn: arns[2], reason: "INACTIVE" },
      { arn: `${arns[0]?.slice(0, -32)}${gone}`, reason: "MISSING" },
    ]);
    const listed = await client.call("ListTasks", { ...c, containerInstance: arns[0] });
    expect(listed.taskArns).toEqual([tasks[0].taskArn]);
    expect(await client.refusal("StartTask", { ...c, taskDefinition: "f", containerInstances: [] })).toBe(
      "InvalidParameterException",
    );
  });
});

test("an instance whose agent is cut off takes no task until it is back (TK7, EV7)", async () => {
  const { client, arns } = await fleet(1);
  const connect = (body: object) => client.control("agent", { containerInstance: arns[0], ...body });
  expect(await connect({ connected: false })).toBe(200);
  expect((await instance(client, arns[0])).agentConnected).toBe(false);
  expect((await run(client)).failures).toEqual([{ arn: arns[0], reason: "AGENT" }]);
  await serve(client);
  await client.advance(5);
  expect((await client.service("s")).events[0].message).toContain('encountered error "AGENT".');
  await connect({ connected: true });
  await client.advance(20);
  expect((await client.service("s")).runningCount).toBe(2);
  expect(await connect({})).toBe(400);
  expect(await connect({ containerInstance: gone, connected: true })).toBe(400);
});

describe("services on instances", () => {
  test("a service waits for room, says so, and takes it (EV1, EV6, EV7)", async () => {
    const { client } = await fleet(0);
    await serve(client);
    await client.advance(5);
    const waiting = await client.service("s");
    expect(waiting.events[0].message).toContain("Reason: No Container Instances were found in your cluster.");
    const arn = await register(client, { totalResources: resources(300, 1024) });
    await client.advance(10);
    expect(await client.service("s")).toMatchObject({ runningCount: 1, desiredCount: 2 });
    const [{ message }] = (await client.service("s")).events;
    expect(message).toContain(`The closest matching (container-instance ${arn.slice(-32)}) has insufficient CPU units`);
    await register(client, { totalResources: resources(300, 1024) });
    await client.advance(20);
    expect(await client.service("s")).toMatchObject({ runningCount: 2 });
    expect((await client.service("s")).events[0].message).toContain("has reached a steady state.");
  });

  test("DRAINING moves service tasks away, RUNNING ones within the bounds, and leaves others (CI3)", async () => {
    const { client, arns } = await fleet(2, 4096, 4096);
    await serve(client);
    const { tasks } = await client.call("StartTask", { ...c, taskDefinition: "f", containerInstances: [arns[0]] });
    await client.advance(20);
    await client.call("UpdateContainerInstancesState", { ...c, containerInstances: [arns[0]], status: "DRAINING" });
    for (let step = 0; step < 10; step++) {
      await client.advance(1);
      expect((await client.service("s")).runningCount).toBeGreaterThanOrEqual(2);
    }
    await client.advance(20);
    expect((await serviceTasks(client)).map((task) => task.containerInstanceArn)).toEqual([arns[1], arns[1]]);
    expect((await client.task(tasks[0].taskArn)).lastStatus).toBe("RUNNING");
  });

  test("RUNNING tasks stay on a DRAINING instance when there is no other place, PENDING ones go (CI3)", async () => {
    const { client, arns } = await fleet(1);
    await serve(client, { desiredCount: 1 });
    await client.advance(20);
    await client.call("UpdateService", { ...c, service: "s", desiredCount: 2 });
    await client.advance(1);
    await client.call("UpdateContainerInstancesState", { ...c, containerInstances: arns, status: "DRAINING" });
    await client.advance(20);
    expect(await client.service("s")).toMatchObject({ runningCount: 1, desiredCount: 2 });
    await client.call("UpdateContainerInstancesState", { ...c, containerInstances: arns, status: "ACTIVE" });
    await client.advance(20);
    expect(await client.service("s")).toMatchObject({ runningCount: 2 });
  });

  test("a DAEMON service has one task on each ACTIVE instance that matches (DP13)", async () => {
    const { client, arns } = await fleet(2);
    const expression = "attribute:stack exists";
    for (const targetId of arns)
      await client.call("PutAttributes", { ...c, attributes: [{ name: "stack", targetId }] });
    await register(client, { totalResources: resources(1024, 1024) });
    await serve(client, {
      desiredCount: undefined,
      schedulingStrategy: "DAEMON",
      placementConstraints: [{ type: "memberOf", expression }],
    });
    await client.advance(20);
    expect(await client.service("s")).toMatchObject({ desiredCount: 2, runningCount: 2 });
    expect((await serviceTasks(client)).map((task) => task.containerInstanceArn).sort()).toEqual([...arns].sort());
    await client.call("UpdateContainerInstancesState", { ...c, containerInstances: [arns[0]], status: "DRAINING" });
    await client.advance(20);
    expect(await client.service("s")).toMatchObject({ desiredCount: 1, runningCount: 1 });
  });

  test("a service replaces the tasks of an instance that was deregistered by force (CI4)", async () => {
    const { client, arns } = await fleet(2);
    await serve(client);
    await client.advance(20);
    const lost = (await serviceTasks(client)).find((task) => task.containerInstanceArn === arns[0]);
    await client.call("DeregisterContainerInstance", { ...c, containerInstance: arns[0], force: true });
    expect(await client.task(lost.taskArn)).toMatchObject({
      lastStatus: "STOPPED",
      stoppedReason: "Container instance deregistration forced by user",
    });
    await client.advance(20);
    expect(await client.service("s")).toMatchObject({ runningCount: 2, pendingCount: 0 });
    expect((await client.call("DescribeClusters", { clusters: ["c"] })).clusters[0].runningTasksCount).toBe(2);
  });
});

describe("the life of an instance", () => {
  test("it is counted, listed and described until it is deregistered, and then still described", async () => {
    const { client, arns } = await fleet(2);
    const [first, second] = arns;
    const count = async () =>
      (await client.call("DescribeClusters", { clusters: ["c"] })).clusters[0].registeredContainerInstancesCount;
    expect(await count()).toBe(2);
    expect(await client.refusal("DeleteCluster", c)).toBe("ClusterContainsContainerInstancesException");
    await client.call("UpdateContainerInstancesState", { ...c, containerInstances: [first], status: "DRAINING" });
    expect(await count()).toBe(2);
    const listed = async (more: object) =>
      (await client.call("ListContainerInstances", { ...c, ...more })).containerInstanceArns;
    expect(await listed({ status: "DRAINING" })).toEqual([first]);
    expect(await listed({})).toEqual(arns);
    for (const containerInstance of arns) await client.call("DeregisterContainerInstance", { ...c, containerInstance });
    expect([await count(), await listed({})]).toEqual([0, []]);
    expect((await instance(client, second)).status).toBe("INACTIVE");
    await client.call("DeleteCluster", c);
  });

  test("with tasks it is deregistered by force only (CI4)", async () => {
    const { client, arns } = await fleet(1);
    const [task] = (await run(client)).tasks;
    await client.advance(10);
    expect(await client.refusal("DeregisterContainerInstance", { ...c, containerInstance: arns[0] })).toBe(
      "InvalidParameterException",
    );
    await client.call("DeregisterContainerInstance", { ...c, containerInstance: arns[0], force: true });
    expect((await client.task(task.taskArn)).lastStatus).toBe("STOPPED");
  });

  test("an INACTIVE one does not come back, another one does (CI1)", async () => {
    const { client, arns } = await fleet(2);
    const [first, second] = arns;
    await client.call("DeregisterContainerInstance", { ...c, containerInstance: first });
    expect(await client.refusal("RegisterContainerInstance", { ...c, containerInstanceArn: first })).toBe(
      "ClientException",
    );
    const input = { containerInstanceArn: second, totalResources: resources(2048, 2048) };
    expect(await register(client, input)).toBe(second);
    expect(remaining(await instance(client, second), "CPU")).toBe(2048);
  });

  test("what is unknown is MISSING, what is wrong is refused (CI3, CI5)", async () => {
    const { client, arns } = await fleet(1);
    const both = [arns[0], gone];
    const described = await client.call("DescribeContainerInstances", { ...c, containerInstances: both });
    expect(described.failures).toMatchObject([{ reason: "MISSING" }]);
    const changed = await client.call("UpdateContainerInstancesState", {
      ...c,
      containerInstances: both,
      status: "DRAINING",
    });
    expect([changed.containerInstances.length, changed.failures.length]).toEqual([1, 1]);
    for (const [operation, input] of [
      ["UpdateContainerInstancesState", { containerInstances: arns, status: "INACTIVE" }],
      ["DescribeContainerInstances", { containerInstances: [] }],
      ["ListContainerInstances", { status: "INACTIVE" }],
      ["ListContainerInstances", { filter: "attribute:" }],
      ["DeregisterContainerInstance", { containerInstance: gone }],
    ] as const) {
      expect(await client.refusal(operation, { ...c, ...input })).toBe("InvalidParameterException");
    }
  });

  test("its agent is updated once (UpdateContainerAgent)", async () => {
    const { client } = await fleet(0);
    const silent = await register(client);
    expect(await client.refusal("UpdateContainerAgent", { ...c, containerInstance: silent })).toBe(
      "MissingVersionException",
    );
    const arn = await register(client, { versionInfo: { agentVersion: "1.0.0" } });
    const update = { ...c, containerInstance: arn };
    const { containerInstance } = await client.call("UpdateContainerAgent", update);
    expect(containerInstance.agentUpdateStatus).toBe("PENDING");
    expect(await client.refusal("UpdateContainerAgent", update)).toBe("UpdateInProgressException");
    await client.advance(5);
    expect((await instance(client, arn)).agentUpdateStatus).toBe("UPDATED");
    expect(await client.refusal("UpdateContainerAgent", update)).toBe("NoUpdateAvailableException");
  });

  test("tags come with it, are asked for, and go with it (T3, T8)", async () => {
    const { client } = await fleet(0);
    const tags = [{ key: "k", value: "v" }];
    const resourceArn = await register(client, { tags });
    await client.call("TagResource", { resourceArn, tags: [{ key: "l", value: "w" }] });
    expect((await client.call("ListTagsForResource", { resourceArn })).tags).toHaveLength(2);
    const ask = { ...c, containerInstances: [resourceArn], include: ["TAGS", "CONTAINER_INSTANCE_HEALTH"] };
    const [shown] = (await client.call("DescribeContainerInstances", ask)).containerInstances;
    expect(shown.tags).toHaveLength(2);
    expect(shown.healthStatus.overallStatus).toBe("OK");
    expect((await instance(client, resourceArn)).tags).toEqual([]);
    await client.call("DeregisterContainerInstance", { ...c, containerInstance: resourceArn });
    expect(await client.refusal("TagResource", { resourceArn, tags })).toBe("InvalidParameterException");
  });
});

test.for([
  ["attribute:stack == prod", true],
  ["attribute:stack != prod", false],
  ["attribute:stack in [test, prod]", true],
  ["attribute:stack !in [test]", true],
  ["attribute:stack =~ p.*", true],
  ["attribute:other exists", false],
  ["attribute:other !exists and runningTasksCount == 1", true],
  ["not (attribute:stack == prod) || task:group == family:f", true],
  ["agentVersion >= 1.9.0 && agentVersion < 1.20", true],
  ["agentConnected == false", false],
  ["ec2InstanceId == i-1", true],
] as const)("the filter %s is understood (CI6)", async ([filter, matches]) => {
  const { client } = await fleet(0);
  const arn = await register(client, {
    instanceIdentityDocument: '{"instanceId":"i-1"}',
    totalResources: resources(1024, 1024),
    attributes: [{ name: "stack", value: "prod" }],
    versionInfo: { agentVersion: "1.10.2" },
  });
  await run(client);
  const { containerInstanceArns } = await client.call("ListContainerInstances", { ...c, filter });
  expect(containerInstanceArns).toEqual(matches ? [arn] : []);
});

test("statistics tell tasks and services on instances from those on Fargate (CL9)", async () => {
  const { client } = await fleet(1);
  await serve(client);
  await client.call("RegisterTaskDefinition", {
    family: "g",
    networkMode: "awsvpc",
    cpu: "256",
    memory: "512",
    containerDefinitions: [{ name: "web", image: "nginx" }],
  });
  await client.call("RunTask", { ...c, taskDefinition: "g", ...onFargate });
  await client.advance(20);
  const [cluster] = (await client.call("DescribeClusters", { clusters: ["c"], include: ["STATISTICS"] })).clusters;
  const counts = Object.fromEntries(cluster.statistics.map(({ name, value }: Answer) => [name, value]));
  expect(counts).toMatchObject({
    runningEC2TasksCount: "2",
    runningFargateTasksCount: "1",
    activeEC2ServiceCount: "1",
    activeFargateServiceCount: "0",
  });
});

test("agents are told where to poll, and what they report is acknowledged (CI1)", async () => {
  const { client } = await fleet(0);
  expect((await client.call("DiscoverPollEndpoint")).endpoint).toMatch(/^https:/);
  for (const operation of ["SubmitTaskStateChange", "SubmitContainerStateChange"]) {
    expect(await client.call(operation, { ...c, status: "STOPPED" })).toEqual({ acknowledgment: "ACK" });
    expect(await client.refusal(operation, { cluster: "d" })).toBe("ClusterNotFoundException");
  }
  expect(await client.call("SubmitAttachmentStateChanges", { ...c, attachments: [] })).toEqual({
    acknowledgment: "ACK",
  });
});
