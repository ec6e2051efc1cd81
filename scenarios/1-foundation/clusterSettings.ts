import { expect } from "vitest";
import { scenario } from "../kit/scenario.ts";

const insights = (value: string) => [{ name: "containerInsights" as const, value }];

scenario(
  "Change cluster settings",
  { bug: "update-cluster-settings-answered-not-stored" },
  async ({ ecs, cluster }) => {
    const { cluster: updated } = await ecs.call("UpdateClusterSettings", { cluster, settings: insights("enabled") });
    expect(updated?.settings).toEqual(insights("enabled"));
    expect((await ecs.describeCluster(cluster, ["SETTINGS"]))?.settings).toEqual(insights("enabled"));
    await ecs.call("UpdateClusterSettings", { cluster, settings: insights("disabled") });
    expect((await ecs.describeCluster(cluster, ["SETTINGS"]))?.settings).toEqual(insights("disabled"));
  },
);

scenario(
  "Change cluster settings: reading the cluster does not change them",
  { bug: "describing-statistics-resets-settings" },
  async ({ ecs, unique }) => {
    const name = unique("insights");
    await ecs.createCluster(name, { settings: insights("enabled") });
    await ecs.describeCluster(name, ["STATISTICS", "SETTINGS", "CONFIGURATIONS", "ATTACHMENTS", "TAGS"]);
    expect((await ecs.describeCluster(name, ["SETTINGS"]))?.settings).toEqual(insights("enabled"));
  },
);

scenario("Tag cluster", { bug: "tag-resource-replaces-all-tags" }, async ({ ecs, cluster }) => {
  const { clusterArn: resourceArn = "" } = (await ecs.describeCluster(cluster)) ?? {};
  const tagged = async () => {
    const { tags = [] } = (await ecs.describeCluster(cluster, ["TAGS"])) ?? {};
    return Object.fromEntries(tags.map(({ key, value }) => [key, value]));
  };
  await ecs.call("TagResource", { resourceArn, tags: [{ key: "a", value: "1" }] });
  await ecs.call("TagResource", { resourceArn, tags: [{ key: "b", value: "2" }] });
  expect(await tagged()).toEqual({ a: "1", b: "2" });
  await ecs.call("TagResource", { resourceArn, tags: [{ key: "a", value: "3" }] });
  await ecs.call("UntagResource", { resourceArn, tagKeys: ["b", "absent"] });
  expect(await tagged()).toEqual({ a: "3" });
});
