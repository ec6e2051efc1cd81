import { expect, test } from "vitest";
import { Account } from "./account.ts";

function clusters(): Account {
  const account = new Account();
  for (const clusterName of ["c", "default", "gone"]) account.call("CreateCluster", { clusterName });
  account.call("DeleteCluster", { cluster: "gone" });
  return account;
}

test.each([
  [{ clusterArn: "c" }, []],
  [{}, { $: "any" }],
])("%o lists no daemon but those of others (DA1)", (input, daemonSummariesList) => {
  expect(clusters().call("ListDaemons", input)).toEqual({ daemonSummariesList });
});

test.each([
  ["CL13", { clusterArn: "ghost" }],
  ["LI1", { clusterArn: "c", maxResults: 101 }],
  ["LI2", { clusterArn: "c", nextToken: "x" }],
] as const)("ListDaemons is refused by %s", (rule, input) => {
  expect(clusters().answers("ListDaemons", input)).toEqual([rule]);
});

test("an INACTIVE cluster may still be read (CL19)", () => {
  expect(clusters().answers("ListDaemons", { clusterArn: "gone" }).sort()).toEqual(["CL19", "accepted"]);
});
