import { expect, test } from "vitest";
import type { Exchange } from "../../../clients/client.ts";
import { get } from "../../../model/language/persistentMap.ts";
import { resourceKey } from "../../../model/language/resourceKey.ts";
import { empty } from "../../../model/language/state.ts";
import { Oracle } from "../../../properties/judge/oracle.ts";
import { meetDefaultCluster } from "../../../properties/run/defaultCluster.ts";

const key = resourceKey("cluster", "default");
const task = "arn:aws:ecs:us-east-1:123456789012:task/default/00112233445566778899aabbccddeeff";

/** The oracle after a run has met a server that answers so. */
async function met(
  answers: Readonly<Record<string, object>>,
  stopped: object = answers.ListTasks ?? {},
): Promise<Oracle> {
  const oracle = new Oracle({ tasks: true, containers: true }, "k1-", empty, {});
  await meetDefaultCluster({
    oracle,
    send: async (operation, { desiredStatus }) => {
      const json = desiredStatus === "STOPPED" ? stopped : (answers[operation] ?? {});
      return { kind: "answered", status: 200, headers: {}, text: JSON.stringify(json), json } as unknown as Exchange;
    },
  });
  return oracle;
}

test("a default cluster that others use is not touched", async () => {
  const { quarantine } = await met({ DescribeClusters: { clusters: [{ status: "ACTIVE" }] } });
  expect(quarantine.has(key)).toBe(true);
});

test.each([
  ["STOPPED", {}, { taskArns: [task] }],
  ["RUNNING", { taskArns: [task] }, {}],
])("%s tasks of an earlier run are left out, and the cluster is used", async (_, ListTasks, stopped) => {
  const { quarantine } = await met({ DescribeClusters: { clusters: [{ status: "INACTIVE" }] }, ListTasks }, stopped);
  expect(quarantine.has(key)).toBe(false);
  expect(quarantine.names("task")).toEqual(["default/00112233445566778899aabbccddeeff"]);
});

test("an INACTIVE default cluster is known as such, and a missing one is free", async () => {
  const { quarantine, state } = await met({ DescribeClusters: { clusters: [{ status: "INACTIVE" }] } });
  expect(quarantine.has(key)).toBe(false);
  expect(get(state.clusters, "default")?.status).toBe("INACTIVE");
  expect((await met({})).quarantine.has(key)).toBe(false);
});
