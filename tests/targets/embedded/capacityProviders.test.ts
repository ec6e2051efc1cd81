import { expect, test } from "vitest";
import { onFargate, register, start, web } from "./simulatorClient.ts";

const group = "arn:aws:autoscaling:us-east-1:123456789012:autoScalingGroup:1:autoScalingGroupName/g";
const scaled = { name: "p", autoScalingGroupProvider: { autoScalingGroupArn: group } };
const managed = {
  name: "m",
  cluster: "c",
  managedInstancesProvider: {
    infrastructureRoleArn: "arn:aws:iam::123456789012:role/r",
    instanceLaunchTemplate: {
      ec2InstanceProfileArn: "arn:aws:iam::123456789012:instance-profile/i",
      networkConfiguration: { subnets: ["subnet-1"] },
    },
  },
};

test("a provider has its defaults, changes, and ends (CP2, CP5, CP6)", async () => {
  const client = await start();
  const { capacityProvider } = await client.call("CreateCapacityProvider", scaled);
  expect(capacityProvider).toMatchObject({
    capacityProviderArn: "arn:aws:ecs:us-east-1:123456789012:capacity-provider/p",
    status: "ACTIVE",
    autoScalingGroupProvider: {
      autoScalingGroupArn: group,
      managedScaling: { status: "DISABLED", targetCapacity: 100, instanceWarmupPeriod: 300 },
      managedTerminationProtection: "DISABLED",
    },
  });
  expect(await client.refusal("CreateCapacityProvider", scaled)).toBe("ClientException");
  const change = { name: "p", autoScalingGroupProvider: { managedScaling: { status: "ENABLED", targetCapacity: 50 } } };
  const updated = (await client.call("UpdateCapacityProvider", change)).capacityProvider;
  expect(updated).toMatchObject({
    updateStatus: "UPDATE_IN_PROGRESS",
    autoScalingGroupProvider: { managedScaling: { status: "ENABLED", targetCapacity: 50, minimumScalingStepSize: 1 } },
  });
  const describe = async () =>
    (await client.call("DescribeCapacityProviders", { capacityProviders: ["p"] })).capacityProviders[0];
  await client.advance(3);
  expect(await describe()).toMatchObject({ status: "ACTIVE", updateStatus: "UPDATE_COMPLETE" });
  const gone = await client.call("DeleteCapacityProvider", { capacityProvider: capacityProvider.capacityProviderArn });
  expect(gone.capacityProvider).toMatchObject({ status: "ACTIVE", updateStatus: "DELETE_IN_PROGRESS" });
  await client.advance(3);
  expect(await describe()).toMatchObject({ status: "INACTIVE", updateStatus: "DELETE_COMPLETE" });
  expect((await client.call("CreateCapacityProvider", scaled)).capacityProvider.status).toBe("ACTIVE");
});

test("the deletion of a provider that a cluster has fails at once, that of one that a cluster takes meanwhile later (CP5)", async () => {
  const client = await start();
  await client.call("CreateCapacityProvider", scaled);
  await client.call("DeleteCapacityProvider", { capacityProvider: "p" });
  await client.call("CreateCluster", { clusterName: "c", capacityProviders: ["p"] });
  await client.advance(3);
  const { capacityProviders } = await client.call("DescribeCapacityProviders", { capacityProviders: ["p"] });
  expect(capacityProviders[0]).toMatchObject({ status: "ACTIVE", updateStatus: "DELETE_FAILED" });
  const { capacityProvider } = await client.call("DeleteCapacityProvider", { capacityProvider: "p" });
  expect(capacityProvider).toMatchObject({
    status: "ACTIVE",
    updateStatus: "DELETE_FAILED",
    updateStatusReason: expect.stringContaining("associated with cluster: c."),
  });
  const nothing = { cluster: "c", capacityProviders: [], defaultCapacityProviderStrategy: [] };
  await client.call("PutClusterCapacityProviders", nothing);
  await client.call("DeleteCapacityProvider", { capacityProvider: "p" });
});

test.for([
  [{ ...scaled, name: "awsome" }, "InvalidParameterException"],
  [{ ...scaled, name: "Fargate1" }, "InvalidParameterException"],
  [{ ...scaled, name: "a b" }, "InvalidParameterException"],
  [{ name: "p" }, "InvalidParameterException"],
  [{ ...managed, cluster: undefined }, "InvalidParameterException"],
  [{ ...managed, cluster: "d" }, "ClusterNotFoundException"],
  [{ ...scaled, ...managed }, "InvalidParameterException"],
] as const)("CreateCapacityProvider %j is refused with %s", async ([input, type]) => {
  expect(await (await start()).refusal("CreateCapacityProvider", input)).toBe(type);
});

test("all are described, ten at most a page, and unknown ones are MISSING (CP1, CP4)", async () => {
  const client = await start();
  const names = Array.from({ length: 11 }, (_, index) => `p${index}`);
  for (const name of names) await client.call("CreateCapacityProvider", { ...scaled, name });
  const first = await client.call("DescribeCapacityProviders", {});
  const second = await client.call("DescribeCapacityProviders", { nextToken: first.nextToken });
  const seen = [...first.capacityProviders, ...second.capacityProviders].map(({ name }) => name);
  expect(first.capacityProviders).toHaveLength(10);
  expect(seen.sort()).toEqual(["FARGATE", "FARGATE_SPOT", ...names].sort());
  const { failures } = await client.call("DescribeCapacityProviders", { capacityProviders: ["p1", "x"] });
  expect(failures).toEqual([{ arn: "arn:aws:ecs:us-east-1:123456789012:capacity-provider/x", reason: "MISSING" }]);
  for (const capacityProvider of ["FARGATE", "x"]) {
    expect(await client.refusal("DeleteCapacityProvider", { capacityProvider })).toMatch(/Exception$/);
  }
  expect(await client.refusal("DescribeCapacityProviders", { maxResults: 11 })).toBe("InvalidParameterException");
});

test("a cluster is busy while its scaling policies are attached (CL6, CL17)", async () => {
  const client = await start();
  const managedScaling = { status: "ENABLED" };
  await client.call("CreateCapacityProvider", {
    name: "p",
    autoScalingGroupProvider: { autoScalingGroupArn: group, managedScaling },
  });
  const { cluster } = await client.call("CreateCluster", { clusterName: "c", capacityProviders: ["p"] });
  expect(cluster).toMatchObject({ status: "PROVISIONING", attachmentsStatus: "UPDATE_IN_PROGRESS" });
  const nothing = { cluster: "c", capacityProviders: [], defaultCapacityProviderStrategy: [] };
  expect(await client.refusal("PutClusterCapacityProviders", nothing)).toBe("UpdateInProgressException");
  expect(await client.refusal("DeleteCluster", { cluster: "c" })).toBe("UpdateInProgressException");
  await client.advance(3);
  const [settled] = (await client.call("DescribeClusters", { clusters: ["c"], include: ["ATTACHMENTS"] })).clusters;
  expect(settled).toMatchObject({
    status: "ACTIVE",
    attachmentsStatus: "UPDATE_COMPLETE",
    attachments: [{ type: "as_policy" }],
  });
  await client.call("DeleteCluster", { cluster: "c" });
});

test("a provider of Managed Instances belongs to its cluster (CP2, CL17)", async () => {
  const client = await start();
  for (const clusterName of ["c", "d"]) await client.call("CreateCluster", { clusterName });
  const { capacityProvider } = await client.call("CreateCapacityProvider", managed);
  expect(capacityProvider).toMatchObject({ status: "PROVISIONING", cluster: "c", type: "MANAGED_INSTANCES" });
  await client.advance(3);
  const put = (cluster: string) => ({ cluster, capacityProviders: ["m"], defaultCapacityProviderStrategy: [] });
  expect(await client.refusal("PutClusterCapacityProviders", put("d"))).toBe("InvalidParameterException");
  expect(await client.refusal("DeleteCluster", { cluster: "c" })).toBe("ClusterContainsCapacityProviderException");
  await client.call("PutClusterCapacityProviders", put("c"));
});

test("behind an empty provider tasks fail to start, and services say so (LC7, EV8)", async () => {
  const client = await start();
  await client.call("CreateCapacityProvider", scaled);
  await client.call("CreateCluster", { clusterName: "c", capacityProviders: ["p"] });
  await register(client, "f", web);
  const capacityProviderStrategy = [{ capacityProvider: "p", weight: 1 }];
  const { networkConfiguration } = onFargate;
  const input = { cluster: "c", taskDefinition: "f", capacityProviderStrategy, networkConfiguration };
  const [task] = (await client.call("RunTask", input)).tasks;
  expect(task).toMatchObject({ lastStatus: "PROVISIONING", capacityProviderName: "p" });
  await client.call("CreateService", { ...input, serviceName: "s", desiredCount: 1 });
  await client.advance(10);
  expect(await client.task(task.taskArn)).toMatchObject({ lastStatus: "STOPPED", stopCode: "TaskFailedToStart" });
  const service = await client.service("s");
  expect(service).toMatchObject({ runningCount: 0, pendingCount: 0 });
  expect(service.events[0].message).toContain("TaskFailedToStart: EMPTY CAPACITY PROVIDER.");
});

test("tags come with a provider, are asked for, and go with it (T3, T8)", async () => {
  const client = await start();
  const tags = [{ key: "k", value: "v" }];
  const resourceArn = (await client.call("CreateCapacityProvider", { ...scaled, tags })).capacityProvider
    .capacityProviderArn;
  const shown = async (include: string[]) =>
    (await client.call("DescribeCapacityProviders", { capacityProviders: [resourceArn], include })).capacityProviders[0]
      .tags;
  expect([await shown([]), await shown(["TAGS"])]).toEqual([[], tags]);
  await client.call("UntagResource", { resourceArn, tagKeys: ["k"] });
  expect((await client.call("ListTagsForResource", { resourceArn })).tags).toEqual([]);
  await client.call("DeleteCapacityProvider", { capacityProvider: "p" });
  await client.advance(3);
  expect(await client.refusal("TagResource", { resourceArn, tags })).toBe("InvalidParameterException");
});
