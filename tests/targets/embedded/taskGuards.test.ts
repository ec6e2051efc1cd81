import { expect, test } from "vitest";
import { type Answer, onFargate, type SimulatorClient, start, startWith, web } from "./simulatorClient.ts";

const twoContainers = [...web, { name: "job", image: "busybox", essential: false }];

async function startService(desiredCount: number): Promise<{ client: SimulatorClient; tasks: string[] }> {
  const client = await startWith([web, twoContainers]);
  const service = { cluster: "c", serviceName: "s", taskDefinition: "f:1", desiredCount, ...onFargate };
  await client.call("CreateService", service);
  await client.advance(30);
  return { client, tasks: await running(client) };
}

async function running(client: SimulatorClient): Promise<string[]> {
  return (await client.call("ListTasks", { cluster: "c", serviceName: "s" })).taskArns;
}

async function protection(client: SimulatorClient, task: string): Promise<Answer> {
  return (await client.call("GetTaskProtection", { cluster: "c", tasks: [task] })).protectedTasks[0];
}

const protect = (client: SimulatorClient, tasks: readonly string[], more: object = {}) =>
  client.call("UpdateTaskProtection", { cluster: "c", tasks, protectionEnabled: true, ...more });

test("a protected task outlives a scale-in until its time is over (TK15)", async () => {
  const { client, tasks } = await startService(3);
  const [kept] = tasks as [string];
  const { protectedTasks, failures } = await protect(client, [kept], { expiresInMinutes: 10 });
  expect(failures).toEqual([]);
  const { createdAt } = await client.task(kept);
  expect(protectedTasks).toEqual([{ taskArn: kept, protectionEnabled: true, expirationDate: expect.any(Number) }]);
  expect(protectedTasks[0].expirationDate).toBeGreaterThan(createdAt + 600);
  await client.call("UpdateService", { cluster: "c", service: "s", desiredCount: 0 });
  await client.advance(590);
  expect(await running(client)).toEqual([kept]);
  await client.advance(30);
  expect(await protection(client, kept)).toEqual({ taskArn: kept, protectionEnabled: false });
  expect(await running(client)).toEqual([]);
});

test("a protected task outlives a rollout until it is let go (TK15)", async () => {
  const { client, tasks } = await startService(2);
  const [kept] = tasks as [string];
  await protect(client, [kept]);
  await client.call("UpdateService", { cluster: "c", service: "s", forceNewDeployment: true });
  await client.advance(120);
  expect(await running(client)).toHaveLength(3);
  expect(await running(client)).toContain(kept);
  expect((await client.service("s")).deployments).toHaveLength(2);
  await protect(client, [kept], { protectionEnabled: false });
  await client.advance(60);
  expect(await running(client)).not.toContain(kept);
  expect((await client.service("s")).deployments).toHaveLength(1);
});

test("protection lasts 120 minutes unless told otherwise, and begins anew (TK15)", async () => {
  const { client, tasks } = await startService(1);
  const [task] = tasks as [string];
  await protect(client, [task]);
  await client.advance(119 * 60);
  expect(await protection(client, task)).toMatchObject({ protectionEnabled: true });
  await protect(client, [task], { expiresInMinutes: 5 });
  await client.advance(200);
  expect(await protection(client, task)).toMatchObject({ protectionEnabled: true });
  await client.advance(200);
  expect(await protection(client, task)).toMatchObject({ protectionEnabled: false });
});

test("only tasks of services can be protected (TK15)", async () => {
  const { client } = await startService(0);
  const { tasks } = await client.call("RunTask", { cluster: "c", taskDefinition: "f:1", ...onFargate });
  const [{ taskArn }] = tasks;
  const { failures } = await protect(client, [taskArn, "0".repeat(32)]);
  expect(failures).toEqual([
    { arn: taskArn, reason: "TASK_NOT_VALID" },
    { arn: expect.stringMatching(/task\/c\/0{32}$/), reason: "MISSING" },
  ]);
  for (const more of [
    { expiresInMinutes: 0 },
    { expiresInMinutes: 2881 },
    { protectionEnabled: undefined },
    { tasks: [] },
    { tasks: Array(11).fill(taskArn) },
    { cluster: undefined },
  ]) {
    const input = { cluster: "c", tasks: [taskArn], protectionEnabled: true, ...more };
    expect(await client.refusal("UpdateTaskProtection", input)).toBe("InvalidParameterException");
  }
  const unknown = { cluster: "d", tasks: [taskArn] };
  expect(await client.refusal("GetTaskProtection", unknown)).toBe("ClusterNotFoundException");
});

test("a command is executed in a running task that allows it (TK16)", async () => {
  const { client } = await startService(0);
  const run = async (more: object) => {
    const { tasks } = await client.call("RunTask", { cluster: "c", taskDefinition: "f:1", ...onFargate, ...more });
    return tasks[0].taskArn;
  };
  const executable = { enableExecuteCommand: true, overrides: { taskRoleArn: "arn:aws:iam::123456789012:role/task" } };
  const [open, closed] = [await run(executable), await run({})];
  const both = await run({ ...executable, taskDefinition: "f:2" });
  const execute = { cluster: "c", task: open, command: "ls", interactive: true };
  expect(await client.refusal("ExecuteCommand", execute)).toBe("InvalidParameterException");
  await client.advance(20);
  const answer = await client.call("ExecuteCommand", execute);
  expect(answer).toMatchObject({ containerName: "web", interactive: true, taskArn: open });
  expect(answer.session).toEqual({
    sessionId: expect.any(String),
    streamUrl: expect.stringMatching(/^wss:/),
    tokenValue: expect.any(String),
  });
  for (const [more, type] of [
    [{ interactive: false }, "InvalidParameterException"],
    [{ command: undefined }, "InvalidParameterException"],
    [{ task: closed }, "InvalidParameterException"],
    [{ task: "0".repeat(32) }, "InvalidParameterException"],
    [{ container: "x" }, "InvalidParameterException"],
    [{ task: both }, "InvalidParameterException"],
    [{ task: both, container: "job" }, "TargetNotConnectedException"],
    [{ cluster: "d" }, "ClusterNotFoundException"],
  ] as const) {
    expect(await client.refusal("ExecuteCommand", { ...execute, ...more }), JSON.stringify(more)).toBe(type);
  }
  await client.call("StopTask", { cluster: "c", task: open });
  expect(await client.refusal("ExecuteCommand", execute)).toBe("InvalidParameterException");
});

/** Section 12: no row says what they do. */
const newer = `CreateExpressGatewayService DeleteExpressGatewayService DescribeExpressGatewayService
  UpdateExpressGatewayService CreateDaemon DeleteDaemon DescribeDaemon UpdateDaemon
  DescribeDaemonDeployments ListDaemonDeployments DescribeDaemonRevisions RegisterDaemonTaskDefinition
  DescribeDaemonTaskDefinition DeleteDaemonTaskDefinition ListDaemonTaskDefinitions CreateGateway DeleteGateway
  DescribeGateway UpdateGateway ListGateways DescribeGatewayResources DescribeGatewayRoute ListGatewayRoutes
  AssociateGatewayWithCluster DisassociateGatewayFromCluster ListGatewayClusterAssociations`.split(/\s+/);

test("operations that the simulator lacks are unknown to it, whatever they are given (P5)", async () => {
  expect(newer).toHaveLength(26);
  const client = await start();
  for (const operation of newer) {
    expect(await client.refusal(operation, { cluster: "c" }), operation).toBe("UnknownOperationException");
  }
  expect((await client.call("ListClusters")).clusterArns).toEqual([]);
});
