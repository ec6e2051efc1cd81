import { describe, expect, it } from "vitest";
import { Bindings } from "../../checker/bindings.ts";
import { compare } from "../../checker/compare.ts";
import type { Input } from "../../model/language/operation.ts";
import { placeholderKinds } from "../../model/language/placeholders.ts";
import { Account } from "./account.ts";

const principalArn = "arn:aws:iam::111122223333:user/«none»u";
const name = "containerInsights";

/** Is this a legal reply? */
const fits = (account: Account, input: Input<"ListAccountSettings">, ...settings: object[]): boolean =>
  account
    .foresee("ListAccountSettings", input)
    .some(
      ({ result }) =>
        result.kind === "accepted" && compare(result.output, { settings }, new Bindings(placeholderKinds)).length === 0,
    );

const on = { name, value: "enabled" };
const off = { name, value: "disabled" };

describe("a setting that is refused", () => {
  it.each([
    ["G1", { name: "favouriteColour" as never, value: "enabled" }],
    ["AS1v", { name: "fargateTaskRetirementWaitPeriod" as const, value: "3" }],
    ["AS1v", { name, value: "perhaps" } as const],
    ["AS1r", { name: "guardDutyActivate" as const, value: "on" }],
    ["RQ1", { name } as const],
    ["accepted", { name: "fargateTaskRetirementWaitPeriod" as const, value: "14" }],
  ])("returns %s for %j", (answer, input) => {
    expect(new Account().answers("PutAccountSetting", input)).toEqual([answer]);
    expect(new Account().answers("PutAccountSettingDefault", input)).toEqual([answer]);
  });

  it("may be refused for an unknown principal", () => {
    expect(new Account().answers("PutAccountSetting", { ...on, name, principalArn })).toEqual(["accepted", "AS2p"]);
  });
});

describe("what is set for a principal", () => {
  const account = new Account();
  account.call("PutAccountSetting", { name, value: "enabled", principalArn });

  it("is listed for it", () => {
    expect(fits(account, { principalArn }, { ...on, principalArn })).toBe(true);
    expect(fits(account, { principalArn, effectiveSettings: true, name }, { ...on, principalArn })).toBe(true);
    expect(fits(account, { principalArn })).toBe(false);
    expect(fits(account, { principalArn }, off)).toBe(false);
  });

  it("is filtered by value", () => {
    expect(fits(account, { principalArn, name, value: "disabled" })).toBe(true);
    expect(fits(account, { principalArn, name, value: "disabled" }, on)).toBe(false);
    expect(fits(account, { principalArn, name, value: "enabled" })).toBe(false);
  });

  it("is not listed for another", () => {
    expect(fits(account, { principalArn: `${principalArn}2` }, on)).toBe(false);
    expect(fits(account, { principalArn: `${principalArn}2` })).toBe(true);
  });

  it("does not exist after it is deleted", () => {
    const after = new Account();
    after.call("PutAccountSetting", { name, value: "enabled", principalArn });
    after.call("DeleteAccountSetting", { name, principalArn });
    expect(fits(after, { principalArn }, on)).toBe(false);
    expect(fits(after, { principalArn })).toBe(true);
  });
});

describe("what is set for everyone", () => {
  it("is listed for the caller if it is the caller's own", () => {
    const account = new Account();
    account.call("PutAccountSetting", { name, value: "enabled" });
    expect(fits(account, {}, on)).toBe(true);
    expect(fits(account, {})).toBe(false);
  });

  it("is in force as a default, and may be listed or not", () => {
    const account = new Account();
    account.call("PutAccountSettingDefault", { name, value: "enabled" });
    expect(fits(account, {}, on)).toBe(true);
    expect(fits(account, {})).toBe(true);
    expect(fits(account, { name, effectiveSettings: true }, on)).toBe(true);
    expect(fits(account, { name, effectiveSettings: true }, off)).toBe(false);
  });

  it("may be either when the default and the own setting differ: the root user has both", () => {
    const account = new Account();
    account.call("PutAccountSetting", { name, value: "enabled" });
    account.call("PutAccountSettingDefault", { name, value: "disabled" });
    expect(fits(account, {}, on)).toBe(true);
    expect(fits(account, {}, off)).toBe(true);
    expect(fits(account, {})).toBe(false);
  });

  it("leaves open what others set, for settings that the run did not change", () => {
    expect(fits(new Account(), {}, on)).toBe(true);
    expect(fits(new Account(), {}, off, { name: "awsvpcTrunking", value: "enabled" })).toBe(true);
  });
});

describe("Container Insights of a new cluster", () => {
  const insights = (account: Account, clusterName: string, value: string | undefined): boolean => {
    const [outcome] = account.foresee("CreateCluster", { clusterName });
    if (outcome?.result.kind !== "accepted") throw new Error("it is accepted");
    const settings = value === undefined ? [] : [{ name, value }];
    return compare(outcome.result.output, { cluster: { settings } }, new Bindings(placeholderKinds)).every(
      ({ path }) => !path.includes("settings"),
    );
  };

  it("are those of the account (CL2)", () => {
    const account = new Account();
    account.call("PutAccountSetting", { name, value: "enabled" });
    expect([insights(account, "c", "enabled"), insights(account, "c", "disabled")]).toEqual([true, false]);
    expect(insights(account, "c", undefined)).toBe(false);
  });

  it("are unspecified when the run does not know the setting", () => {
    expect(insights(new Account(), "c", "enabled")).toBe(true);
    expect(insights(new Account(), "c", undefined)).toBe(true);
  });

  it("stay the same when the account's setting changes", () => {
    const account = new Account();
    account.call("PutAccountSettingDefault", { name, value: "enabled" });
    account.call("CreateCluster", { clusterName: "c" });
    account.call("PutAccountSettingDefault", { name, value: "disabled" });
    const shown = JSON.stringify(account.call("DescribeClusters", { clusters: ["c"], include: ["SETTINGS"] }));
    expect(shown).toContain('"value":"enabled"');
    expect(shown).not.toContain('"value":"disabled"');
  });
});
