import { expect, test } from "vitest";
import { onFargate, register, type SimulatorClient, startWith, web } from "./simulatorClient.ts";

const busybox = (...command: string[]) => [{ name: "web", image: "busybox", command }];
const run = { cluster: "c", taskDefinition: "f", ...onFargate };

async function runOne(client: SimulatorClient, input: object = {}): Promise<string> {
  return (await client.call("RunTask", { ...run, ...input })).tasks[0].taskArn;
}

test("a task passes all its states forward, with growing versions and times in order (LC1–LC5)", async () => {
  const client = await startWith([busybox("sleep", "5")]);
  const arn = await runOne(client);
  const seen: string[] = [];
  let version = 0;
  for (let moment = 0; moment < 60; moment++) {
    const task = await client.task(arn);
    if (seen.at(-1) !== task.lastStatus) {
      seen.push(task.lastStatus);
      expect(task.version).toBeGreaterThan(version);
    }
    expect(task.version).toBeGreaterThanOrEqual(version);
    version = task.version;
    await client.advance(0.25);
  }
  const states = "PROVISIONING PENDING ACTIVATING RUNNING DEACTIVATING STOPPING DEPROVISIONING STOPPED";
  expect(seen.join(" ")).toBe(states);
  const task = await client.task(arn);
  expect(task).toMatchObject({ desiredStatus: "STOPPED", stopCode: "EssentialContainerExited", group: "family:f" });
  expect(task.containers[0]).toMatchObject({ lastStatus: "STOPPED", exitCode: 0 });
  const { createdAt, pullStartedAt, pullStoppedAt, startedAt, stoppingAt, executionStoppedAt, stoppedAt } = task;
  const times = [createdAt, pullStartedAt, pullStoppedAt, startedAt, stoppingAt, executionStoppedAt, stoppedAt];
  expect(times).toEqual(times.toSorted((a, b) => a - b));
});

test.for([
  [["sh", "-c", "exit 3"], 3, "EssentialContainerExited"],
  [["sh", "-c", "sleep 2; exit 4"], 4, "EssentialContainerExited"],
  [["sh", "-c", "exit $CODE"], 7, "EssentialContainerExited"],
  [["false"], 1, "EssentialContainerExited"],
  [["sh", "-c", "tail /dev/zero"], 137, "EssentialContainerExited"],
  [["no-such-program"], undefined, "TaskFailedToStart"],
] as const)("%j ends with %s, %s", async ([command, exitCode, stopCode]) => {
  const client = await startWith([[{ ...busybox(...command)[0], environment: [{ name: "CODE", value: "7" }] }]]);
  const arn = await runOne(client);
  await client.advance(20);
  const task = await client.task(arn);
  expect([task.containers[0].exitCode, task.stopCode, task.lastStatus]).toEqual([exitCode, stopCode, "STOPPED"]);
});

test("an image that does not exist never runs (LC7)", async () => {
  const client = await startWith([[{ name: "web", image: "no-such-image" }]]);
  const arn = await runOne(client);
  await client.advance(20);
  const task = await client.task(arn);
  expect(task).toMatchObject({ lastStatus: "STOPPED", stopCode: "TaskFailedToStart" });
  expect(task.stoppedReason).toMatch(/^CannotPullContainerError/);
  expect([task.startedAt, task.containers[0].exitCode]).toEqual([undefined, undefined]);
});

test("only essential containers take the task along (LC9), and dependencies start in order", async () => {
  const client = await startWith([
    [
      { name: "web", image: "nginx", dependsOn: [{ containerName: "setup", condition: "SUCCESS" }] },
      { name: "setup", image: "busybox", command: ["sleep", "5"], essential: false },
    ],
  ]);
  const arn = await runOne(client);
  await client.advance(5);
  expect((await client.task(arn)).lastStatus).toBe("ACTIVATING");
  await client.advance(5);
  const task = await client.task(arn);
  expect(task.lastStatus).toBe("RUNNING");
  const states = task.containers.map((each: { name: string; lastStatus: string }) => `${each.name} ${each.lastStatus}`);
  expect(states).toEqual(["web RUNNING", "setup STOPPED"]);
});

test("a restart policy restarts what ran long enough", async () => {
  const restartPolicy = { enabled: true, restartAttemptPeriod: 60 };
  const client = await startWith([[{ ...busybox("sleep", "90")[0], restartPolicy }]]);
  const arn = await runOne(client);
  await client.advance(60);
  const before = (await client.task(arn)).containers[0].runtimeId;
  await client.advance(60);
  const task = await client.task(arn);
  expect(task.lastStatus).toBe("RUNNING");
  expect(task.containers[0].runtimeId).not.toBe(before);
});

test("health is known after the checks (LC10)", async () => {
  const check = (command: string[]) => [
    { name: "web", image: "nginx", healthCheck: { command, interval: 5, retries: 2 } },
  ];
  const client = await startWith([check(["CMD-SHELL", "exit 1"]), check(["CMD-SHELL", "true"])]);
  const sick = await runOne(client, { taskDefinition: "f:1" });
  const well = await runOne(client, { taskDefinition: "f:2" });
  await client.advance(4);
  expect((await client.task(sick)).healthStatus).toBe("UNKNOWN");
  await client.advance(10);
  expect([(await client.task(sick)).healthStatus, (await client.task(well)).healthStatus]).toEqual([
    "UNHEALTHY",
    "HEALTHY",
  ]);
});

test("overrides reach the containers and the task (TK6)", async () => {
  const client = await startWith([web]);
  const overrides = {
    cpu: "512",
    memory: "1024",
    containerOverrides: [{ name: "web", command: ["sh", "-c", "exit 9"], memory: 100 }],
  };
  const arn = await runOne(client, { overrides });
  await client.advance(20);
  const task = await client.task(arn);
  expect(task).toMatchObject({ cpu: "512", memory: "1024", overrides });
  expect(task.containers[0]).toMatchObject({ exitCode: 9, memory: "100" });
  const unknown = { containerOverrides: [{ name: "db" }] };
  expect(await client.refusal("RunTask", { ...run, overrides: unknown })).toBe("InvalidParameterException");
});

test("a client token starts its tasks once (TK5)", async () => {
  const client = await startWith([web]);
  const input = { ...run, count: 2, clientToken: "t" };
  const first = await client.call("RunTask", input);
  expect(await client.call("RunTask", input)).toEqual(first);
  for (const other of [{ count: 3 }, { cluster: first.tasks[0].clusterArn }]) {
    const { body } = await client.send("RunTask", { ...input, ...other });
    expect(body.__type).toBe("ConflictException");
    expect(body.resourceIds).toEqual(first.tasks.map((task: { taskArn: string }) => task.taskArn));
  }
  await client.call("CreateCluster", { clusterName: "d" });
  expect((await client.call("RunTask", { ...input, cluster: "d" })).tasks).toHaveLength(2);
  expect((await client.call("ListTasks", { cluster: "c" })).taskArns).toHaveLength(2);
});

test("StopTask stops once, and unknown tasks are refused (TK10, TK11)", async () => {
  const client = await startWith([web]);
  const arn = await runOne(client);
  await client.advance(5);
  const { task } = await client.call("StopTask", { cluster: "c", task: arn, reason: "enough" });
  expect(task).toMatchObject({ desiredStatus: "STOPPED", stopCode: "UserInitiated", stoppedReason: "enough" });
  await client.advance(5);
  const again = await client.call("StopTask", { cluster: "c", task: arn.split("/")[2], reason: "other" });
  expect(again.task).toMatchObject({ lastStatus: "STOPPED", stoppedReason: "enough", containers: [], attachments: [] });
  expect(again.task.attributes).toBeUndefined();
  expect(again.task.overrides.containerOverrides).toEqual([]);
  for (const id of ["0".repeat(32), "short", "arn:aws:ecs:us-east-1:123456789012:task/d/x", ""]) {
    expect(await client.refusal("StopTask", { cluster: "c", task: id })).toBe("InvalidParameterException");
  }
});

test("ListTasks filters and counts as the cluster does (TK13)", async () => {
  const client = await startWith([web]);
  await register(client, "g", busybox("true"));
  const own = await runOne(client, { startedBy: "me" });
  const other = await runOne(client, { taskDefinition: "g" });
  await client.advance(20);
  const list = async (input: object) => (await client.call("ListTasks", { cluster: "c", ...input })).taskArns;
  expect(await list({})).toEqual([own]);
  expect(await list({ desiredStatus: "STOPPED" })).toEqual([other]);
  expect(await list({ desiredStatus: "PENDING" })).toEqual([]);
  expect(await list({ family: "g" })).toEqual([]);
  expect(await list({ startedBy: "me" })).toEqual([own]);
  expect(await list({ launchType: "EC2" })).toEqual([]);
  expect(await client.refusal("ListTasks", { cluster: "c", startedBy: "me", family: "f" })).toBe(
    "InvalidParameterException",
  );
  expect(await client.refusal("ListTasks", { cluster: "c", serviceName: "s" })).toBe("ServiceNotFoundException");
  const { clusters } = await client.call("DescribeClusters", { clusters: ["c"] });
  expect(clusters[0]).toMatchObject({ runningTasksCount: 1, pendingTasksCount: 0 });
});

test.for([
  [{ launchType: "EC2" }, "InvalidParameterException"],
  [{ count: 0 }, "InvalidParameterException"],
  [{ count: 11 }, "InvalidParameterException"],
  [{ propagateTags: "NONE" }, "InvalidParameterException"],
  [{ networkConfiguration: undefined }, "InvalidParameterException"],
  [{ taskDefinition: "f:9" }, "ClientException"],
  [{ cluster: "d" }, "ClusterNotFoundException"],
  [{ platformVersion: "9.9.9" }, "PlatformUnknownException"],
] as const)("RunTask %j is refused with %s and starts nothing", async ([input, type]) => {
  const client = await startWith([web]);
  expect(await client.refusal("RunTask", { ...run, ...input })).toBe(type);
  expect((await client.call("ListTasks", { cluster: "c" })).taskArns).toEqual([]);
});
