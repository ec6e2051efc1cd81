import type * as ecs from "@aws-sdk/client-ecs";
import { describe, expect, it } from "vitest";
import { Bindings } from "../../checker/bindings.ts";
import { compare } from "../../checker/compare.ts";
import { arn } from "../../model/language/arn.ts";
import { placeholderKinds } from "../../model/language/placeholders.ts";
import { Account } from "./account.ts";

function furnished(): { account: Account; targetId: string } {
  const account = new Account();
  account.call("CreateCluster", { clusterName: "c" });
  account.call("CreateCluster", { clusterName: "d" });
  const targetId = account.ask("RegisterContainerInstance", { cluster: "c" }, "containerInstance.containerInstanceArn");
  return { account, targetId: String(targetId) };
}

const listed = (account: Account, filter: object, attributes: object[]): boolean =>
  account
    .foresee("ListAttributes", { cluster: "c", targetType: "container-instance", ...filter })
    .some(
      ({ result }) =>
        result.kind === "accepted" &&
        compare(result.output, { attributes }, new Bindings(placeholderKinds)).length === 0,
    );

describe("attributes", () => {
  const { account, targetId } = furnished();
  const literal = (name: string, value: string) => ({
    name,
    value,
    targetType: "container-instance",
    targetId: "arn:aws:ecs:us-east-1:111122223333:container-instance/c/0123456789abcdef0123456789abcdef",
  });
  account.call("PutAttributes", { cluster: "c", attributes: [{ name: "stack", value: "a", targetId }] });
  account.call("PutAttributes", {
    cluster: "c",
    attributes: [
      { name: "stack", value: "b", targetId },
      { name: "Stack", value: "c", targetId },
    ],
  });

  it("are added, and their values replaced (AT1)", () => {
    expect(listed(account, {}, [literal("Stack", "c"), literal("stack", "b")])).toBe(true);
    expect(listed(account, {}, [literal("Stack", "c"), literal("stack", "a")])).toBe(false);
    expect(listed(account, {}, [literal("stack", "b")])).toBe(false);
  });

  it("are listed together with those that ECS adds", () => {
    const own = [literal("Stack", "c"), literal("stack", "b")];
    expect(listed(account, {}, [...own, literal("ecs.os-type", "linux")])).toBe(true);
    expect(listed(account, {}, [...own, literal("rack", "1")])).toBe(false);
  });

  it("are filtered by name and value (AT2)", () => {
    expect(listed(account, { attributeName: "stack" }, [literal("stack", "b")])).toBe(true);
    expect(listed(account, { attributeName: "stack", attributeValue: "c" }, [])).toBe(true);
    expect(listed(account, { attributeName: "stack", attributeValue: "c" }, [literal("stack", "b")])).toBe(false);
  });

  it("are deleted by name", () => {
    const { account, targetId } = furnished();
    account.call("PutAttributes", { cluster: "c", attributes: [{ name: "stack", value: "a", targetId }] });
    account.call("DeleteAttributes", { cluster: "c", attributes: [{ name: "stack", targetId }] });
    expect(listed(account, {}, [])).toBe(true);
    const again = account.answers("DeleteAttributes", { cluster: "c", attributes: [{ name: "stack", targetId }] });
    expect(again.sort()).toEqual(["AT1t", "accepted"]);
  });
});

describe("PutAttributes", () => {
  const id = "0123456789abcdef0123456789abcdef";
  const unknown = arn("container-instance", `c/${id}`);

  it.each<[string, (targetId: string) => ecs.Attribute[]]>([
    ["accepted", (targetId) => [{ name: "a/b\\c.d-e_f", value: "a b@c:1", targetId }]],
    ["AT1", (targetId) => [{ name: "a b", value: "1", targetId }]],
    ["AT1", (targetId) => [{ name: "a", value: " 1", targetId }]],
    ["AT1", (targetId) => [{ name: "a", value: "v".repeat(129), targetId }]],
    ["AT1", (targetId) => Array.from({ length: 11 }, (_, index) => ({ name: `a${index}`, value: "1", targetId }))],
    ["AT1", () => [{ name: "a", value: "1", targetId: id }]],
    ["AT1t", () => [{ name: "a", value: "1", targetId: id, targetType: "container-instance" }]],
    ["AT1t", () => [{ name: "a", value: "1", targetId: unknown }]],
    ["G6", () => [{ name: "a", value: "1", targetId: arn("container-instance", `d/${id}`) }]],
    ["G1", (targetId) => [{ name: "a", value: "1", targetId, targetType: "task" as never }]],
  ])("returns %s", (answer, attributes) => {
    const { account, targetId } = furnished();
    expect(account.answers("PutAttributes", { cluster: "c", attributes: attributes(targetId) })).toEqual([answer]);
  });

  it("puts at most ten (AT1)", () => {
    const { account, targetId } = furnished();
    const attributes = Array.from({ length: 10 }, (_, index) => ({ name: `a${index}`, value: "1", targetId }));
    account.call("PutAttributes", { cluster: "c", attributes });
    const one = (name: string) =>
      account.answers("PutAttributes", { cluster: "c", attributes: [{ name, value: "2", targetId }] });
    expect([one("b"), one("a1")]).toEqual([["AT1m"], ["accepted"]]);
  });

  it.each([
    [0, ["accepted"]],
    [10, ["AT1m", "accepted"]],
  ])("when it put %s, whether another registration may add one is unspecified (AT1): %j", (put, answers) => {
    const { account, targetId } = furnished();
    const attributes = Array.from({ length: put }, (_, index) => ({ name: `a${index}`, value: "1", targetId }));
    if (put > 0) account.call("PutAttributes", { cluster: "c", attributes });
    const again = { cluster: "c", containerInstanceArn: targetId, instanceIdentityDocument: "{}" };
    const registered = account.answers("RegisterContainerInstance", { ...again, attributes: [{ name: "stack" }] });
    expect(registered.sort()).toEqual(answers);
  });
});

describe("ListAttributes", () => {
  it.each<[string, object]>([
    ["AT2v", { cluster: "c", targetType: "container-instance", attributeValue: "1" }],
    ["G1", { cluster: "c", targetType: "task" }],
    ["LI1", { cluster: "c", targetType: "container-instance", maxResults: 0 }],
    ["CL13", { cluster: "ghost", targetType: "container-instance" }],
    ["RQ1", { cluster: "c" }],
  ])("is refused by %s for %j", (rule, input) => {
    expect(furnished().account.answers("ListAttributes", input)).toEqual([rule]);
  });
});
