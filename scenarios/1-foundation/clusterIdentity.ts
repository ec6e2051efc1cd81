import { expect } from "vitest";
import { assertRefused } from "../kit/assertions.ts";
import { scenario } from "../kit/scenario.ts";

scenario(
  "Handle duplicate cluster creation",
  { bug: "create-existing-cluster-refused" },
  async ({ ecs, cluster, unique }) => {
    const before = await ecs.describeCluster(cluster);
    const again = await ecs.createCluster(cluster);
    expect(again).toMatchObject({ clusterArn: before?.clusterArn, status: "ACTIVE" });
    const ours = (await ecs.listClusters()).filter((arn) => arn.includes(unique("")));
    expect(ours).toEqual([before?.clusterArn]);
  },
);

scenario(
  "Handle missing cluster: deleting it is refused",
  { bug: "delete-unknown-cluster-raises-invalid-parameter" },
  async ({ ecs, unique }) => {
    await assertRefused(ecs.deleteCluster(unique("never")), "ClusterNotFoundException");
  },
);

scenario(
  "Handle missing cluster: describing it returns a failure MISSING",
  { bug: "cluster-names-ignore-case" },
  async ({ ecs, unique }) => {
    await ecs.createCluster(unique("Case"));
    const { clusters, failures = [] } = await ecs.call("DescribeClusters", {
      clusters: [unique("never"), unique("cASE"), unique("Case")],
    });
    expect(clusters?.map(({ clusterName }) => clusterName)).toEqual([unique("Case")]);
    expect(failures.map(({ reason }) => reason)).toEqual(["MISSING", "MISSING"]);
    const missing = failures.map(({ arn = "" }) => arn.replace(/.*\//, "")).sort();
    expect(missing).toEqual([unique("cASE"), unique("never")].sort());
  },
);

scenario("Describe cluster by ARN", { bug: "describe-clusters-refuses-arns" }, async ({ ecs, cluster }) => {
  const { clusterArn = "", ...byName } = (await ecs.describeCluster(cluster)) ?? {};
  expect(byName.clusterName).toBe(cluster);
  expect(await ecs.describeCluster(clusterArn)).toEqual({ clusterArn, ...byName });
});
