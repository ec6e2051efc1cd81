import { describe, expect, test } from "vitest";
import { c, fleet, gone, instance, register, remaining, resources, run } from "./fleet.ts";

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
