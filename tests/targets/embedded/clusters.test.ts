import { expect, test } from "vitest";
import { onFargate, register, start, startWith, web } from "./simulatorClient.ts";

const enabled = [{ name: "containerInsights", value: "enabled" }];

test("a cluster is made once, ended once, and can begin again (CL3–CL5, CL11, CL12)", async () => {
  const client = await start();
  const tags = [{ key: "k", value: "v" }];
  const first = await client.call("CreateCluster", { clusterName: "c", tags });
  expect(await client.call("CreateCluster", { clusterName: "c", tags })).toEqual(first);
  expect(await client.call("CreateCluster", { clusterName: "c" })).toEqual({ cluster: { ...first.cluster, tags: [] } });
  expect(await client.refusal("CreateCluster", { clusterName: "c", settings: enabled })).toBe(
    "InvalidParameterException",
  );
  expect((await client.call("DeleteCluster", { cluster: "c" })).cluster.status).toBe("INACTIVE");
  expect((await client.call("DeleteCluster", { cluster: first.cluster.clusterArn })).cluster.status).toBe("INACTIVE");
  const ended = await client.call("DescribeClusters", { clusters: ["c"], include: ["TAGS"] });
  expect(ended.clusters[0]).toMatchObject({ status: "INACTIVE", tags });
  const again = await client.call("CreateCluster", { clusterName: "c", settings: enabled });
  expect(again.cluster).toMatchObject({ clusterArn: first.cluster.clusterArn, tags: [], settings: enabled });
});

test("settings, statistics and tags are shown on demand (CL8, CL9)", async () => {
  const client = await start();
  expect(await client.call("DescribeClusters")).toMatchObject({ clusters: [], failures: [{ reason: "MISSING" }] });
  await client.call("CreateCluster", { tags: [{ key: "k", value: "v" }] });
  const bare = (await client.call("DescribeClusters")).clusters[0];
  expect(bare).toMatchObject({ clusterName: "default", tags: [], settings: [], statistics: [] });
  const full = (await client.call("DescribeClusters", { include: ["TAGS", "SETTINGS", "STATISTICS"] })).clusters[0];
  expect(full.tags).toEqual([{ key: "k", value: "v" }]);
  expect(full.settings).toEqual([{ name: "containerInsights", value: "disabled" }]);
  expect(full.statistics).toContainEqual({ name: "runningFargateTasksCount", value: "0" });
  expect(await client.refusal("DescribeClusters", { include: ["tags"] })).toBe("InvalidParameterException");
});

test("a cluster with services or tasks cannot be deleted (CL14, CL15)", async () => {
  const client = await startWith([web]);
  await client.call("CreateService", {
    cluster: "c",
    serviceName: "s",
    taskDefinition: "f",
    desiredCount: 0,
    ...onFargate,
  });
  expect(await client.refusal("DeleteCluster", { cluster: "c" })).toBe("ClusterContainsServicesException");
  await client.call("DeleteService", { cluster: "c", service: "s" });
  const { tasks } = await client.call("RunTask", { cluster: "c", taskDefinition: "f", ...onFargate });
  expect(await client.refusal("DeleteCluster", { cluster: "c" })).toBe("ClusterContainsTasksException");
  await client.call("StopTask", { cluster: "c", task: tasks[0].taskArn });
  expect(await client.refusal("DeleteCluster", { cluster: "c" })).toBe("ClusterContainsTasksException");
  await client.advance(5);
  await client.call("DeleteCluster", { cluster: "c" });
  expect(await client.refusal("RunTask", { cluster: "c", taskDefinition: "f", ...onFargate })).toBe(
    "ClusterNotFoundException",
  );
});

test("capacity providers are replaced, but not while tasks use them (CL21, CL22)", async () => {
  const client = await start();
  await client.call("CreateCluster", { clusterName: "c" });
  await register(client, "f", web);
  const put = (capacityProviders: string[], weights: number[]) => ({
    cluster: "c",
    capacityProviders,
    defaultCapacityProviderStrategy: weights.map((weight, index) => ({
      capacityProvider: capacityProviders[index] ?? "FARGATE",
      weight,
    })),
  });
  const { cluster } = await client.call("PutClusterCapacityProviders", put(["FARGATE", "FARGATE_SPOT"], [1, 1]));
  expect(cluster.defaultCapacityProviderStrategy[0]).toEqual({ capacityProvider: "FARGATE", weight: 1, base: 0 });
  const { networkConfiguration } = onFargate;
  const run = { cluster: "c", taskDefinition: "f", count: 2, networkConfiguration };
  const { tasks } = await client.call("RunTask", run);
  const providers = tasks.map((task: { capacityProviderName: string }) => task.capacityProviderName);
  expect(providers.sort()).toEqual(["FARGATE", "FARGATE_SPOT"]);
  expect(await client.refusal("PutClusterCapacityProviders", put([], []))).toBe("ResourceInUseException");
  expect(await client.refusal("PutClusterCapacityProviders", put(["mine"], []))).toBe("InvalidParameterException");
  await client.call("PutClusterCapacityProviders", put(["FARGATE", "FARGATE_SPOT"], [0, 0]));
  expect(await client.refusal("RunTask", run)).toBe("InvalidParameterException");
});

test.for([
  [{ cluster: "no such" }, "InvalidParameterException"],
  [{ cluster: "arn:aws:ecs:us-east-1:123456789012:cluster/a/b" }, "InvalidParameterException"],
  [{ cluster: "arn:aws:ecs:us-east-1:123456789012:service/a" }, "InvalidParameterException"],
  [{ cluster: "arn:aws:ecs:us-east-1:123456789012:cluster/a" }, "ClusterNotFoundException"],
  [{}, "InvalidParameterException"],
] as const)("DeleteCluster %j is refused with %s (G5–G8)", async ([input, type]) => {
  expect(await (await start()).refusal("DeleteCluster", input)).toBe(type);
});

test("pages join to the whole list, and only their own tokens are taken", async () => {
  const client = await start();
  for (const name of ["a", "b", "c", "d", "e"]) await client.call("CreateCluster", { clusterName: name });
  await client.call("DeleteCluster", { cluster: "b" });
  const seen: string[] = [];
  let nextToken: string | undefined;
  do {
    const page = await client.call("ListClusters", { maxResults: 2, nextToken });
    expect(page.clusterArns.length).toBeLessThanOrEqual(2);
    seen.push(...page.clusterArns.map((arn: string) => arn.split("/")[1]));
    if (nextToken === undefined) {
      expect(await client.refusal("ListTaskDefinitions", { nextToken: page.nextToken })).toBe(
        "InvalidParameterException",
      );
    }
    nextToken = page.nextToken;
  } while (nextToken);
  expect(seen.sort()).toEqual(["a", "c", "d", "e"]);
  for (const input of [{ maxResults: 0 }, { maxResults: 101 }, { nextToken: "bad" }]) {
    expect(await client.refusal("ListClusters", input)).toBe("InvalidParameterException");
  }
});
