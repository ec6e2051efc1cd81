import { describe, expect, test } from "vitest";
import {
  c,
  definition,
  fleet,
  gone,
  instance,
  register,
  remaining,
  resources,
  run,
  serve,
  serviceTasks,
} from "./fleet.ts";
import { type Answer, onFargate, start } from "./simulatorClient.ts";

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
