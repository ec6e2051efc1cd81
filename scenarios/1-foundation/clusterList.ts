import { expect } from "vitest";
import { assertRefused } from "../kit/assertions.ts";
import { scenario } from "../kit/scenario.ts";

scenario("List multiple clusters", { bug: "list-clusters-includes-inactive" }, async ({ ecs, unique }) => {
  const arns: string[] = [];
  for (let number = 0; number < 12; number++) {
    const { clusterArn = "" } = await ecs.createCluster(unique(`many${number}`));
    arns.push(clusterArn);
  }
  const ours = async () => (await ecs.listClusters()).filter((arn) => arn.includes(unique("many"))).sort();
  expect(await ours()).toEqual(arns.toSorted());
  await ecs.deleteCluster(unique("many7"));
  expect(await ours()).toEqual(arns.filter((arn) => !arn.endsWith("many7")).sort());
});

scenario(
  "List multiple clusters: all described in one call",
  { bug: "describe-clusters-refuses-arns" },
  async ({ ecs, unique }) => {
    const arns: string[] = [];
    for (const word of ["one", "two", "three"]) arns.push((await ecs.createCluster(unique(word))).clusterArn ?? "");
    const asked = [unique("one"), arns[1] ?? "", unique("three")];
    const { clusters = [], failures } = await ecs.call("DescribeClusters", { clusters: asked });
    expect(clusters.map(({ clusterArn = "" }) => clusterArn).sort()).toEqual(arns.toSorted());
    expect(failures).toEqual([]);
  },
);

scenario(
  "List multiple clusters: maxResults 0 is refused",
  { bug: "list-clusters-accepts-max-results-zero" },
  async ({ ecs }) => {
    await assertRefused(ecs.call("ListClusters", { maxResults: 0 }), "InvalidParameterException", "ClientException");
  },
);
