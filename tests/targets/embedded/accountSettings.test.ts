import { expect, test } from "vitest";
import { type Answer, start } from "./simulatorClient.ts";

const user = "arn:aws:iam::123456789012:user/u";

test("only what was set is listed, unless what holds is asked for (AS2)", async () => {
  const client = await start();
  const listed = async (input: object = {}) => (await client.call("ListAccountSettings", input)).settings;
  expect(await listed()).toEqual([]);
  const { setting } = await client.call("PutAccountSetting", { name: "awsvpcTrunking", value: "enabled" });
  expect(setting).toMatchObject({ name: "awsvpcTrunking", value: "enabled" });
  expect(await listed()).toMatchObject([{ name: "awsvpcTrunking", value: "enabled" }]);
  expect(await listed({ name: "awsvpcTrunking", value: "disabled" })).toEqual([]);
  const first = await client.call("ListAccountSettings", { effectiveSettings: true });
  const second = await client.call("ListAccountSettings", { effectiveSettings: true, nextToken: first.nextToken });
  expect([first.settings.length, second.settings.length]).toEqual([10, 1]);
  await client.call("DeleteAccountSetting", { name: "awsvpcTrunking" });
  const deleted = await client.call("DeleteAccountSetting", { name: "awsvpcTrunking" });
  expect(deleted.setting.value).toBe("disabled");
  expect(await listed()).toEqual([]);
});

test("a user's own setting goes before the default of all", async () => {
  const client = await start();
  const name = "containerInsights";
  const held = async () => {
    const { settings } = await client.call("ListAccountSettings", {
      name,
      principalArn: user,
      effectiveSettings: true,
    });
    return settings.map(({ value }: Answer) => value);
  };
  await client.call("PutAccountSettingDefault", { name, value: "enabled" });
  expect(await held()).toEqual(["enabled"]);
  await client.call("PutAccountSetting", { name, value: "enhanced", principalArn: user });
  expect(await held()).toEqual(["enhanced"]);
  await client.call("DeleteAccountSetting", { name, principalArn: user });
  expect(await held()).toEqual(["enabled"]);
});

test("new clusters go by the setting containerInsights, old ones and told ones do not (CL2)", async () => {
  const client = await start();
  const created = async (clusterName: string, more: object = {}) =>
    (await client.call("CreateCluster", { clusterName, ...more })).cluster.settings[0].value;
  expect(await created("a")).toBe("disabled");
  await client.call("PutAccountSettingDefault", { name: "containerInsights", value: "enabled" });
  expect(await created("a")).toBe("disabled");
  expect(await created("b")).toBe("enabled");
  expect(await created("d", { settings: [{ name: "containerInsights", value: "enhanced" }] })).toBe("enhanced");
});

test.for([
  ["PutAccountSetting", { name: "nope", value: "enabled" }],
  ["PutAccountSetting", { name: "containerInsights", value: "maybe" }],
  ["PutAccountSetting", { name: "containerInsights" }],
  ["PutAccountSetting", { name: "guardDutyActivate", value: "on" }],
  ["PutAccountSettingDefault", { name: "fargateTaskRetirementWaitPeriod", value: "3" }],
  ["PutAccountSetting", { name: "awsvpcTrunking", value: "enabled", principalArn: "me" }],
  ["DeleteAccountSetting", { name: "nope" }],
  ["ListAccountSettings", { value: "enabled" }],
  ["ListAccountSettings", { maxResults: 11 }],
] as const)("%s %j is refused (AS1, AS2)", async ([operation, input]) => {
  expect(await (await start()).refusal(operation, input)).toBe("InvalidParameterException");
});
