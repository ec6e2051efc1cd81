import { expect } from "vitest";
import { assertRefused } from "../kit/assertions.ts";
import { scenario } from "../kit/scenario.ts";

scenario("Create single cluster", { bug: "create-cluster-forgets-tags" }, async ({ ecs, unique }) => {
  const name = unique("single");
  const tags = [{ key: "team", value: "a" }];
  const created = await ecs.createCluster(name, { tags });
  expect(created.clusterArn).toMatch(new RegExp(`^arn:aws:ecs:[^:]+:\\d{12}:cluster/${name}$`));
  const empty = {
    clusterName: name,
    status: "ACTIVE",
    activeServicesCount: 0,
    pendingTasksCount: 0,
    registeredContainerInstancesCount: 0,
    runningTasksCount: 0,
    tags,
  };
  expect(created).toMatchObject(empty);
  expect(await ecs.describeCluster(name, ["TAGS"])).toMatchObject({ ...empty, clusterArn: created.clusterArn });
  expect(await ecs.listClusters()).toContain(created.clusterArn);
});

scenario("Create and delete cluster", { bug: "list-clusters-includes-inactive" }, async ({ ecs, cluster }) => {
  const { clusterArn, status } = await ecs.deleteCluster(cluster);
  expect(status).toBe("INACTIVE");
  expect((await ecs.describeCluster(cluster))?.status).toBe("INACTIVE");
  expect(await ecs.listClusters()).not.toContain(clusterArn);
});

scenario(
  "Create and delete cluster: a second deletion changes nothing",
  { bug: "delete-cluster-twice-refused" },
  async ({ ecs, cluster }) => {
    const { clusterArn } = await ecs.deleteCluster(cluster);
    expect(await ecs.deleteCluster(cluster)).toMatchObject({ clusterArn, status: "INACTIVE" });
  },
);

scenario(
  "Create and delete cluster: a re-created cluster is empty, under the same ARN",
  { bug: "recreated-cluster-keeps-old-tags" },
  async ({ ecs, unique }) => {
    const name = unique("again");
    const { clusterArn } = await ecs.createCluster(name, { tags: [{ key: "life", value: "first" }] });
    await ecs.deleteCluster(name);
    expect(await ecs.createCluster(name)).toMatchObject({ clusterArn, status: "ACTIVE" });
    const { status, tags } = (await ecs.describeCluster(name, ["TAGS"])) ?? {};
    expect(status).toBe("ACTIVE");
    expect(tags).toEqual([]);
  },
);

scenario(
  "Create and delete cluster: nothing runs in a deleted one",
  { bug: "run-task-on-inactive-cluster-raises-client-exception" },
  async (context) => {
    const taskDefinition = await context.define("task", [{ name: "app", image: "nginx", essential: true }]);
    await context.ecs.deleteCluster(context.cluster);
    await assertRefused(context.run(taskDefinition), "ClusterNotFoundException");
  },
);
