import { describe, expect, test } from "vitest";
import type { Input } from "../../../model/language/operation.ts";
import { isSameJson } from "../../../model/language/sameJson.ts";
import { Account } from "../account.ts";

test.each<[unknown, unknown, boolean]>([
  [{ a: 1, b: { c: [1, 2], d: null } }, { b: { d: null, c: [1, 2] }, a: 1 }, true],
  [[{ a: 1, b: 2 }], [{ b: 2, a: 1 }], true],
  [{ a: 1, b: undefined }, { a: 1 }, true],
  [undefined, undefined, true],
  [undefined, {}, false],
  [[1, 2], [2, 1], false],
  [{ a: "1" }, { a: 1 }, false],
])("%j and %j", (a, b, same) => {
  expect(isSameJson(a, b)).toBe(same);
});

describe("the same call with its members in another order is the same call", () => {
  test("to CreateCluster and to RunTask with a token", () => {
    const account = new Account();
    const cluster: Input<"CreateCluster"> = {
      clusterName: "c",
      settings: [{ name: "containerInsights", value: "enabled" }],
      tags: [{ key: "a", value: "b" }],
    };
    account.call("CreateCluster", cluster);
    const tags = [{ value: "b", key: "a" }];
    const again: Input<"CreateCluster"> = { tags, settings: [{ value: "enabled", name: "containerInsights" }] };
    expect(account.answers("CreateCluster", { ...again, clusterName: "c" })).toEqual(["accepted"]);
    const containerDefinitions = [{ name: "main", image: "busybox", memory: 64 }];
    account.call("RegisterTaskDefinition", { family: "f", networkMode: "awsvpc", containerDefinitions });
    const networkConfiguration = { awsvpcConfiguration: { subnets: ["s"], securityGroups: ["g"] } };
    const other = { awsvpcConfiguration: { securityGroups: ["g"], subnets: ["s"] } };
    const run = { cluster: "c", taskDefinition: "f", launchType: "EC2", clientToken: "t" } as const;
    account.call("RegisterContainerInstance", { cluster: "c", instanceIdentityDocument: "{}" });
    account.call("RunTask", { ...run, networkConfiguration });
    expect(account.answers("RunTask", { networkConfiguration: other, ...run })).toEqual(["accepted"]);
  });
});
