import { describe, expect, it } from "vitest";
import { arn } from "../../model/language/arn.ts";
import { either } from "../../model/language/expectation.ts";
import { tagList } from "../../model/resources/tag.ts";
import { Account } from "./account.ts";

const c = arn("cluster", "c");
const f = arn("task-definition", "f:1");

function furnished(): Account {
  const account = new Account();
  account.call("CreateCluster", { clusterName: "c", tags: [{ key: "a", value: "1" }] });
  account.call("CreateCluster", { clusterName: "gone" });
  account.call("DeleteCluster", { cluster: "gone" });
  account.call("RegisterTaskDefinition", {
    family: "f",
    containerDefinitions: [{ name: "app", image: "nginx", memory: 64 }],
  });
  return account;
}

describe("tags", () => {
  it.each([c, f])("are added and overwritten, the others stay: %s", (resourceArn) => {
    const account = furnished();
    const tag = (key: string, value: string) => account.call("TagResource", { resourceArn, tags: [{ key, value }] });
    tag("a", "2");
    tag("b", "");
    tag("A", "3");
    const [a, b, A] = [
      { key: "a", value: "2" },
      { key: "b", value: "" },
      { key: "A", value: "3" },
    ];
    expect(account.call("ListTagsForResource", { resourceArn })).toMatchObject({
      members: { tags: tagList([a, b, A]) },
    });
    account.call("UntagResource", { resourceArn, tagKeys: ["b", "nobody"] });
    expect(account.call("ListTagsForResource", { resourceArn })).toMatchObject({ members: { tags: tagList([a, A]) } });
  });

  it("are shown with a definition only on request (T8)", () => {
    const account = furnished();
    account.call("TagResource", { resourceArn: f, tags: [{ key: "k", value: "v" }] });
    const shown = (include?: "TAGS"[]) =>
      account.ask("DescribeTaskDefinition", { taskDefinition: "f", include }, "tags.0.key");
    expect([shown(["TAGS"]), shown()]).toEqual(["k", undefined]);
  });

  it.each([
    ["T6", arn("cluster", "ghost")],
    ["T6", arn("task-definition", "ghost:1")],
    ["T6", arn("service", "c/ghost")],
    ["T6", arn("task", "c/0123456789abcdef0123456789abcdef")],
    ["T5", arn("service", "s1")],
    ["T4", arn("cluster", "gone")],
    ["T6b", "no-arn"],
  ])("are refused by %s for %s", (rule, resourceArn) => {
    const account = furnished();
    expect(account.answers("TagResource", { resourceArn, tags: [{ key: "a", value: "" }] })).toEqual([rule]);
    expect(account.answers("UntagResource", { resourceArn, tagKeys: ["a"] })).toEqual([rule]);
    const isOpen = rule === "T6" && !resourceArn.includes(":cluster/");
    expect(account.answers("ListTagsForResource", { resourceArn })).toEqual(isOpen ? [rule, "accepted"] : [rule]);
  });

  const many = Array.from({ length: 51 }, (_, index) => ({ key: `k${index}`, value: "" }));

  it.each([
    ["T1", [{ key: "", value: "1" }]],
    ["T1", [{ key: "AWS:x", value: "1" }]],
    ["T1", [{ key: "a*b", value: "1" }]],
    [
      "T1",
      [
        { key: "a", value: "1" },
        { key: "a", value: "2" },
      ],
    ],
    ["T2n", [{ key: "a" }]],
    ["T7", many],
    ["T7", many.slice(0, 50)],
    ["accepted", many.slice(0, 49)],
  ])("returns %s", (answer, tags) => {
    expect(furnished().answers("TagResource", { resourceArn: c, tags })).toEqual([answer]);
  });
});

it("a task definition's tag without a value is refused by another error (T2d)", () => {
  expect(furnished().answers("TagResource", { resourceArn: f, tags: [{ key: "a" }] })).toEqual(["T2d"]);
});

it("creating a cluster again may show its tags or none (CL31)", () => {
  const account = furnished();
  const [again] = account.foresee("CreateCluster", { clusterName: "c" });
  const shown = again?.result.kind === "accepted" ? JSON.stringify(again.result.output) : "";
  expect(shown).toContain(JSON.stringify(either(tagList([{ key: "a", value: "1" }]), [])));
});

it("an INACTIVE cluster is not updated, by an error of its own (CL19u)", () => {
  const settings = [{ name: "containerInsights" as const, value: "enabled" }];
  expect(furnished().answers("UpdateCluster", { cluster: "gone", settings })).toEqual(["CL19u"]);
});

describe("ListAccountSettings", () => {
  it.each([
    ["accepted", {}],
    ["accepted", { name: "taskLongArnFormat" as const, effectiveSettings: true }],
    ["accepted", { maxResults: 10 }],
    ["LI1", { maxResults: 11 }],
    ["G1", { name: "colour" as never }],
  ])("is %s for %j", (answer, input) => {
    expect(new Account().answers("ListAccountSettings", input)).toEqual([answer]);
  });
});
