import { expect, test } from "vitest";
import { Account } from "../account.ts";

test.each([
  ["CL23", { logging: "DEFAULT", logConfiguration: { cloudWatchLogGroupName: "g" } }],
  ["CL23", { logConfiguration: { s3BucketName: "b" } }],
  ["CL24", { logging: "OVERRIDE" }],
  ["CL24", { logging: "OVERRIDE", logConfiguration: {} }],
  ["accepted", { logging: "OVERRIDE", logConfiguration: { s3BucketName: "b" } }],
  ["accepted", { logging: "NONE" }],
])("the logging of commands is answered by %s", (answer, executeCommandConfiguration) => {
  const configuration = { executeCommandConfiguration } as never;
  const account = new Account();
  expect(account.answers("CreateCluster", { clusterName: "c", configuration })).toEqual([answer]);
  account.call("CreateCluster", { clusterName: "c" });
  expect(account.answers("UpdateCluster", { cluster: "c", configuration })).toEqual([answer]);
});
