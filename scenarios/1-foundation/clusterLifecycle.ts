import { expect } from "vitest";
import { assertRefused } from "../kit/assertions.ts";
import { scenario } from "../kit/scenario.ts";

scenario("Create and delete cluster", { bug: "list-clusters-includes-inactive" }, async ({ ecs, cluster }) => {
  const { clusterArn, status } = await ecs.deleteCluster(cluster);
  expect(status).toBe("INACTIVE");
  expect(await ecs.listClusters()).not.toContain(clusterArn);
  await assertRefused(ecs.call("ListServices", { cluster }), "ClusterNotFoundException");
});
