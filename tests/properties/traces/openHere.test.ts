import { expect, test } from "vitest";
import type { Exchange, JsonObject } from "../../../clients/client.ts";
import { openHere } from "../../../properties/traces/openHere.ts";
import { trace } from "../../../properties/traces/trace.ts";

const replied = (json: JsonObject, status = 200): Exchange => ({
  kind: "answered",
  status,
  json,
  text: "",
  contentType: "application/x-amz-json-1.1",
  milliseconds: 0,
});

function open(call: object, reply: JsonObject, before: readonly string[] = []): string | undefined {
  const [read] = trace.parse({ id: "t", source: "test", calls: [{ input: {}, status: 200, body: {}, ...call }] }).calls;
  if (read === undefined) throw new Error("the trace has no call");
  return openHere(
    read,
    replied(reply),
    before.map((operation) => ({ operation })),
  );
}

const invalid = (message: string) => ({ status: 400, body: { __type: "InvalidParameterException", message } });

test("a subnet that does not exist is outside ECS, a container that does not exist is not", () => {
  const operation = "RunTask";
  const subnet = "Error retrieving subnet information for [subnet-0]: The subnet ID 'subnet-0' does not exist";
  expect(open({ operation, ...invalid(subnet) }, { tasks: [] })).toMatch(/outside ECS/);
  expect(open({ operation, ...invalid("Override for container named x is not a container") }, {})).toBeUndefined();
});

test("a failure of AWS that no rule explains is no behaviour", () => {
  const failed = {
    status: 500,
    body: { __type: "ServerException", message: "Service Unavailable. Please try again later." },
  };
  expect(open({ operation: "CreateCluster", ...failed }, {})).toMatch(/AWS itself failed/);
  // SD16: recorded twice of a revision that is named twice.
  expect(open({ operation: "DescribeServiceRevisions", ...failed }, {})).toBeUndefined();
});

test("a list of the account is judged only after a call that adds to it", () => {
  const list = { operation: "ListAccountSettings", body: { settings: [{ name: "containerInsights" }] } };
  expect(open(list, { settings: [] })).toMatch(/the trace does not show/);
  expect(open(list, { settings: [] }, ["PutAccountSettingDefault"])).toBeUndefined();
});

test("which items are on a page is open, how many is not, nor is the order of revisions", () => {
  const page = { operation: "ListServices", body: { serviceArns: ["b"], nextToken: "t" } };
  expect(open(page, { serviceArns: ["a"], nextToken: "u" })).toMatch(/on which page/);
  expect(open(page, { serviceArns: ["a", "b"], nextToken: "u" })).toBeUndefined();
  expect(open(page, { serviceArns: ["a"] })).toBeUndefined();
  const sorted = { operation: "ListTaskDefinitions", body: { taskDefinitionArns: ["f:1"], nextToken: "t" } };
  expect(open(sorted, { taskDefinitionArns: ["f:2"], nextToken: "u" })).toBeUndefined();
});

test("whether a task had ended by itself is open, the reason of a stop is not", () => {
  const stop = (stopCode: string) => ({ operation: "StopTask", body: { task: { stopCode } } });
  const stopped = { task: { stopCode: "UserInitiated" } };
  expect(open(stop("EssentialContainerExited"), stopped)).toMatch(/ended by itself/);
  expect(open(stop("UserInitiated"), { task: { stopCode: "EssentialContainerExited" } })).toBeUndefined();
});
