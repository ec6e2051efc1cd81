import { expect, test } from "vitest";
import { text } from "../../../checker/signature.ts";
import type { Client } from "../../../clients/client.ts";
import type { Plan } from "../../../commands/language/plan.ts";
import { playPlan } from "../../../properties/run/sequential.ts";
import { answer } from "../../answer.ts";
import { runContext, simulatorClient } from "../playing.ts";

const plan: Plan = [
  { operation: "CreateCluster", input: { clusterName: "c1" } },
  {
    operation: "UpdateClusterSettings",
    input: { cluster: "c1", settings: [{ name: "containerInsights", value: "enabled" }] },
  },
];

/** What a run reports of a server that describes a setting wrongly, and after an update perhaps without a value. */
async function reported(loses: boolean): Promise<string[]> {
  const inner = await simulatorClient();
  let shown = '"value":"perhaps"';
  const client: Client = {
    ...inner,
    call: async (operation, input) => {
      const exchange = await inner.call(operation, input);
      if (operation === "UpdateClusterSettings" && loses) shown = '"other":"perhaps"';
      if (operation !== "DescribeClusters" || exchange.kind !== "answered") return exchange;
      return answer(200, exchange.text.replace(/"value":"(?:en|dis)abled"/, shown));
    },
  };
  const { divergences } = await playPlan(plan, "r-", runContext(client));
  return divergences.map(({ signature }) => text(signature)).filter((signature) => signature.includes("string→"));
}

const wrong = "CreateCluster/look/DescribeClusters/immediate/cluster.settings[].value/string→string";

test("a member that is wrong from the creation on is reported once", async () => {
  expect(await reported(false)).toEqual([wrong]);
});

test("a member that an update loses is reported, although it was wrong before", async () => {
  expect(await reported(true)).toEqual([wrong, "DescribeClusters/immediate/cluster.settings[].value/string→absent"]);
});
