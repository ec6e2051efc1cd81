import { expect, test } from "vitest";
import { text } from "../../../checker/signature.ts";
import type { Client, JsonObject } from "../../../clients/client.ts";
import type { Plan } from "../../../commands/language/plan.ts";
import { playPlan } from "../../../properties/run/sequential.ts";
import { runContext, simulatorClients } from "../playing.ts";

async function play(plan: Plan, client: Client, prefix: string) {
  const context = runContext(client);
  const report = await playPlan(plan, prefix, context);
  return {
    signatures: report.divergences.map(({ signature }) => text(signature)),
    left: report.left,
    counters: context.counters,
  };
}

const name = "containerInsights";
const put = (value: string): Plan[number] => ({ operation: "PutAccountSetting", input: { name, value } });
const putDefault = (value: string): Plan[number] => ({ operation: "PutAccountSettingDefault", input: { name, value } });
const cluster = (clusterName: string): Plan[number] => ({ operation: "CreateCluster", input: { clusterName } });
const list: Plan[number] = { operation: "ListAccountSettings", input: { name, effectiveSettings: true } };

const answer = async (client: Client, operation: string, input: JsonObject): Promise<string> => {
  const exchange = await client.call(operation, input);
  return exchange.kind === "answered" ? exchange.text : exchange.cause;
};

const inForce = (client: Client) => answer(client, "ListAccountSettings", { name, effectiveSettings: true });

test("settings are restored when a run is over", async () => {
  const [client] = (await simulatorClients(1)) as [Client];
  const before = await inForce(client);
  const plan = [cluster("c1"), put("enabled"), cluster("c2"), list, putDefault("enhanced"), list];
  const { signatures, left } = await play(plan, client, "a-");
  expect([signatures, left]).toEqual([[], []]);
  expect(await inForce(client)).toBe(before);
  expect(await answer(client, "ListTaskDefinitions", { familyPrefix: "kecs-fuzz-settings" })).not.toContain(
    ":task-def",
  );
});

test("a setting that somebody has set is not changed", async () => {
  const [client] = (await simulatorClients(1)) as [Client];
  await client.call("PutAccountSetting", { name, value: "enhanced" });
  const { signatures, counters } = await play([cluster("c1"), put("disabled"), list], client, "a-");
  expect(signatures).toEqual([]);
  expect(counters.skipped).toBe(2);
  expect(await inForce(client)).toContain("enhanced");
});

test("a setting that the server lists by default, for any user, is changed and restored", async () => {
  const [inner] = (await simulatorClients(1)) as [Client];
  const before = await inForce(inner);
  const listsDefaults: Client = {
    call: (operation, input) =>
      inner.call(operation, operation === "ListAccountSettings" ? { ...input, effectiveSettings: true } : input),
    close: () => inner.close(),
  };
  const { counters, left } = await play([cluster("c1"), putDefault("enabled"), list], listsDefaults, "a-");
  expect([counters.skipped, left]).toEqual([0, []]);
  expect(counters.operations.get("PutAccountSettingDefault")?.accepted).toBe(1);
  expect(await inForce(inner)).toBe(before);
});

test("two campaigns on one server do not disturb each other", async () => {
  const [first, second] = (await simulatorClients(2)) as [Client, Client];
  const plan = (value: string): Plan =>
    [1, 2, 3].flatMap((round) => [
      cluster(`c${round}`),
      put(value),
      cluster(`C${round}`),
      list,
      putDefault(value),
      list,
    ]);
  for (let round = 0; round < 4; round++) {
    const played = await Promise.all([
      play(plan("enabled"), first, `a${round}-`),
      play(plan("disabled"), second, `b${round}-`),
    ]);
    expect(played.flatMap(({ signatures, left }) => [...signatures, ...left])).toEqual([]);
  }
});
