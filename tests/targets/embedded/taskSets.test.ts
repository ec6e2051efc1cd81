import { expect, test } from "vitest";
import { type Answer, onFargate, type SimulatorClient, startWith, web } from "./simulatorClient.ts";

const broken = [{ name: "web", image: "no-such-image" }];
const s = { cluster: "c", service: "s" };
const percent = (value: number) => ({ value, unit: "PERCENT" });

async function startExternal(desiredCount: number, more: object = {}): Promise<SimulatorClient> {
  const client = await startWith([web, web, broken]);
  await client.call("CreateService", {
    cluster: "c",
    serviceName: "s",
    desiredCount,
    deploymentController: { type: "EXTERNAL" },
    ...more,
  });
  return client;
}

async function createTaskSet(client: SimulatorClient, more: object = {}): Promise<Answer> {
  return (await client.call("CreateTaskSet", { ...s, taskDefinition: "f:1", ...onFargate, ...more })).taskSet;
}

async function taskSetOf(client: SimulatorClient, taskSet: string): Promise<Answer> {
  return (await client.call("DescribeTaskSets", { ...s, taskSets: [taskSet] })).taskSets[0];
}

test("an EXTERNAL service has task sets and nothing that they say (SV1, SV2b)", async () => {
  const client = await startExternal(2);
  const service = await client.service("s");
  expect(service).toMatchObject({ deployments: [], taskSets: [], deploymentController: { type: "EXTERNAL" } });
  expect(service.deploymentConfiguration).toMatchObject({ maximumPercent: 200, minimumHealthyPercent: 100 });
  expect(service.taskDefinition).toBeUndefined();
  expect(service.launchType).toBeUndefined();
  const external = { cluster: "c", serviceName: "t", desiredCount: 1, deploymentController: { type: "EXTERNAL" } };
  for (const more of [{ taskDefinition: "f" }, onFargate, { schedulingStrategy: "DAEMON" }]) {
    expect(await client.refusal("CreateService", { ...external, ...more })).toBe("InvalidParameterException");
  }
  expect(await client.refusal("UpdateService", { ...s, taskDefinition: "f" })).toBe("InvalidParameterException");
});

test("a task set runs its share of the desired count, rounded up (TS3)", async () => {
  const client = await startExternal(3);
  const made = await createTaskSet(client, { externalId: "blue" });
  expect(made).toMatchObject({ status: "ACTIVE", computedDesiredCount: 0, externalId: "blue" });
  expect(made.taskSetArn).toBe(`arn:aws:ecs:us-east-1:123456789012:task-set/c/s/${made.id}`);
  expect(made.id).toMatch(/^ecs-svc\/\d{19}$/);
  const scaled = await client.call("UpdateTaskSet", { ...s, taskSet: made.taskSetArn, scale: percent(50) });
  expect(scaled.taskSet).toMatchObject({ computedDesiredCount: 2, stabilityStatus: "STABILIZING", scale: percent(50) });
  await client.advance(20);
  const rest = { runningCount: 2, pendingCount: 0, stabilityStatus: "STEADY_STATE" };
  expect(await taskSetOf(client, made.id)).toMatchObject(rest);
  const { taskArns } = await client.call("ListTasks", { cluster: "c", serviceName: "s" });
  expect(await client.task(taskArns[0])).toMatchObject({ startedBy: made.id, group: "service:s" });
  expect(await client.service("s")).toMatchObject({ runningCount: 2, pendingCount: 0 });

  await client.call("UpdateService", { ...s, desiredCount: 6 });
  await client.advance(20);
  expect(await taskSetOf(client, made.id)).toMatchObject({ computedDesiredCount: 3, runningCount: 3 });
  await client.call("StopTask", { cluster: "c", task: taskArns[0] });
  await client.advance(20);
  expect(await taskSetOf(client, made.id)).toMatchObject({ runningCount: 3, stabilityStatus: "STEADY_STATE" });
  await client.call("UpdateTaskSet", { ...s, taskSet: made.id, scale: percent(0) });
  await client.advance(20);
  expect(await taskSetOf(client, made.id)).toMatchObject({ computedDesiredCount: 0, runningCount: 0 });
});

test("one task set is PRIMARY, and the service runs what it runs (TS3)", async () => {
  const client = await startExternal(1);
  const [blue, green] = [await createTaskSet(client), await createTaskSet(client, { taskDefinition: "f:2" })];
  for (const { id } of [blue, green]) {
    const { taskSet } = await client.call("UpdateServicePrimaryTaskSet", { ...s, primaryTaskSet: id });
    expect(taskSet).toMatchObject({ id, status: "PRIMARY" });
  }
  const service = await client.service("s");
  expect(service.taskSets.map((each: Answer) => each.status)).toEqual(["ACTIVE", "PRIMARY"]);
  expect(service.taskDefinition).toMatch(/f:2$/);
});

test.each([{}, { force: false }, { force: true }])(
  "deleting a scaled task set, %j, drains and forgets it (TS4)",
  async (force) => {
    const client = await startExternal(2);
    const { id } = await createTaskSet(client, { scale: percent(100) });
    await client.advance(20);
    const { taskSet } = await client.call("DeleteTaskSet", { ...s, taskSet: id, ...force });
    expect(taskSet).toMatchObject({ status: "DRAINING", computedDesiredCount: 0 });
    expect((await client.call("DeleteTaskSet", { ...s, taskSet: id })).taskSet.status).toBe("DRAINING");
    await client.advance(20);
    expect(await client.refusal("DeleteTaskSet", { ...s, taskSet: id })).toBe("TaskSetNotFoundException");
    expect((await client.service("s")).taskSets).toEqual([]);
    expect((await client.call("ListTasks", { cluster: "c", serviceName: "s" })).taskArns).toEqual([]);
  },
);

test("a service has five task sets at most, and a token makes one only (TS2)", async () => {
  const client = await startExternal(0);
  const first = await createTaskSet(client, { clientToken: "t" });
  expect((await createTaskSet(client, { clientToken: "t" })).id).toBe(first.id);
  for (let count = 1; count < 5; count++) await createTaskSet(client);
  const sixth = { ...s, taskDefinition: "f:1", ...onFargate };
  const { body } = await client.send("CreateTaskSet", sixth);
  expect(body).toEqual({
    __type: "InvalidParameterException",
    message: "5 deployments exist on the service. Unable to create new TaskSet since this exceeds the maximum limit.",
  });
});

test("tags of a task set are shown where they belong, and change by ARN (T3, T8, TS5)", async () => {
  const client = await startExternal(0);
  const { taskSetArn } = await createTaskSet(client, { tags: [{ key: "a", value: "1" }] });
  await client.call("TagResource", { resourceArn: taskSetArn, tags: [{ key: "b", value: "2" }] });
  await client.call("UntagResource", { resourceArn: taskSetArn, tagKeys: ["a"] });
  const tags = [{ key: "b", value: "2" }];
  expect((await client.call("ListTagsForResource", { resourceArn: taskSetArn })).tags).toEqual(tags);
  expect((await taskSetOf(client, taskSetArn)).tags).toEqual([]);
  const described = await client.call("DescribeTaskSets", { ...s, include: ["TAGS"] });
  expect(described.taskSets[0].tags).toEqual(tags);
  expect(await client.refusal("TagResource", { resourceArn: `${taskSetArn}0`, tags })).toBe(
    "InvalidParameterException",
  );
});

test("what is not there is refused by its kind (TS1, TS4, TS5)", async () => {
  const client = await startExternal(0);
  const unknown = "ecs-svc/1234567890123456789";
  const { failures } = await client.call("DescribeTaskSets", { ...s, taskSets: [unknown] });
  expect(failures).toEqual([{ arn: expect.stringMatching(/task-set\/c\/s\/ecs-svc\/\d+$/), reason: "MISSING" }]);
  const scaled = { ...s, taskSet: unknown, scale: percent(1) };
  expect(await client.refusal("UpdateTaskSet", scaled)).toBe("TaskSetNotFoundException");
  expect(await client.refusal("UpdateTaskSet", { ...scaled, scale: percent(101) })).toBe("InvalidParameterException");
  expect(await client.refusal("UpdateTaskSet", { ...scaled, scale: { value: 1, unit: "TASKS" } })).toBe(
    "InvalidParameterException",
  );
  const primary = { ...s, primaryTaskSet: unknown };
  expect(await client.refusal("UpdateServicePrimaryTaskSet", primary)).toBe("TaskSetNotFoundException");
  expect(await client.refusal("DescribeTaskSets", { ...s, cluster: "d" })).toBe("ClusterNotFoundException");
  expect(await client.refusal("DescribeTaskSets", { ...s, service: "t" })).toBe("ServiceNotFoundException");
  expect(await client.refusal("DescribeTaskSets", { service: "s" })).toBe("InvalidParameterException");
  const rolling = { cluster: "c", serviceName: "r", taskDefinition: "f:1", desiredCount: 0, ...onFargate };
  await client.call("CreateService", rolling);
  expect(await client.refusal("DescribeTaskSets", { ...s, service: "r" })).toBe("InvalidParameterException");
  await client.call("DeleteService", s);
  await client.advance(60);
  expect(await client.refusal("DescribeTaskSets", s)).toBe("ServiceNotActiveException");
});

test("a deleted EXTERNAL service takes its task sets along (SV30)", async () => {
  const client = await startExternal(2);
  await createTaskSet(client, { scale: percent(100) });
  await client.advance(20);
  const { service } = await client.call("DeleteService", { ...s, force: true });
  expect(service.taskSets[0].status).toBe("DRAINING");
  await client.advance(60);
  expect(await client.service("s")).toMatchObject({ status: "INACTIVE", taskSets: [], runningCount: 0 });
});

test("a task set whose tasks cannot start is throttled (DP10)", async () => {
  const client = await startExternal(1);
  const { id } = await createTaskSet(client, { taskDefinition: "f:3", scale: percent(100) });
  await client.advance(3600);
  expect(await taskSetOf(client, id)).toMatchObject({ runningCount: 0, stabilityStatus: "STABILIZING" });
  const { events } = await client.service("s");
  expect(events.filter(({ message }: Answer) => message.includes(`taskSet ${id}) has started`)).length).toBeLessThan(
    20,
  );
});
