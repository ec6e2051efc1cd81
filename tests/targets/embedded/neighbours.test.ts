import { expect, test } from "vitest";
import { start } from "./simulatorClient.ts";

async function ask(headers: Record<string, string>, body: string) {
  const { url } = await start();
  const response = await fetch(url, { method: "POST", headers, body });
  return { status: response.status, type: response.headers.get("content-type"), text: await response.text() };
}

const json = (target: string, input: object) => ask({ "x-amz-target": target }, JSON.stringify(input));
const form = (fields: Record<string, string>) =>
  ask({ "content-type": "application/x-www-form-urlencoded; charset=utf-8" }, new URLSearchParams(fields).toString());

test("nothing scales by itself, and no parameter or secret is there", async () => {
  const scaling = await json("AnyScaleFrontendService.DescribeScalableTargets", { ServiceNamespace: "ecs" });
  expect([scaling.status, JSON.parse(scaling.text)]).toEqual([200, { ScalableTargets: [] }]);
  const parameters = await json("AmazonSSM.GetParameters", { Names: ["a"] });
  expect(JSON.parse(parameters.text)).toEqual({ Parameters: [], InvalidParameters: ["a"] });
  const secret = await json("secretsmanager.GetSecretValue", { SecretId: "a" });
  expect([secret.status, JSON.parse(secret.text).__type]).toEqual([400, "ResourceNotFoundException"]);
});

test("logs are kept in their groups and streams, and told on from a token", async () => {
  const { url } = await start();
  const logs = async (operation: string, input: object) => {
    const headers = { "x-amz-target": `Logs_20140328.${operation}` };
    const response = await fetch(url, { method: "POST", headers, body: JSON.stringify(input) });
    return (await response.json()) as { __type?: string; events?: object[]; nextForwardToken?: string };
  };
  const stream = { logGroupName: "g", logStreamName: "s" };
  expect((await logs("CreateLogStream", stream)).__type).toBe("ResourceNotFoundException");
  await logs("CreateLogGroup", stream);
  expect((await logs("CreateLogGroup", stream)).__type).toBe("ResourceAlreadyExistsException");
  expect((await logs("GetLogEvents", stream)).__type).toBe("ResourceNotFoundException");
  await logs("CreateLogStream", stream);
  const [one, two] = [1, 2].map((timestamp) => ({ timestamp, message: `at ${timestamp}` }));
  await logs("PutLogEvents", { ...stream, logEvents: [one] });
  const { events, nextForwardToken } = await logs("GetLogEvents", stream);
  expect(events).toEqual([one]);
  await logs("PutLogEvents", { ...stream, logEvents: [two] });
  expect((await logs("GetLogEvents", { ...stream, nextToken: nextForwardToken })).events).toEqual([two]);
  expect((await logs("GetLogEvents", { ...stream, startTime: 2 })).events).toEqual([two]);
});

test("roles are there and trust tasks, but the caller may not take one", async () => {
  const role = await form({ Action: "GetRole", RoleName: "<r>" });
  expect([role.status, role.type]).toEqual([200, "text/xml"]);
  expect(role.text).toContain("<RoleName>&lt;r&gt;</RoleName>");
  const [, document = ""] = /<AssumeRolePolicyDocument>(.*)<\/AssumeRolePolicyDocument>/.exec(role.text) ?? [];
  expect(JSON.parse(decodeURIComponent(document)).Statement[0].Principal.Service).toBe("ecs-tasks.amazonaws.com");
  const assumed = await form({ Action: "AssumeRole", RoleArn: "arn:aws:iam::123456789012:role/r" });
  expect([assumed.status, /<Code>(\w+)/.exec(assumed.text)?.[1]]).toEqual([403, "AccessDenied"]);
  expect((await form({ Action: "GetCallerIdentity" })).text).toContain("<Account>123456789012</Account>");
  const groups = await form({ Action: "DescribeTargetGroups", "TargetGroupArns.member.1": "arn" });
  expect([groups.status, groups.text]).toEqual([400, expect.stringContaining("TargetGroupNotFound")]);
});

test.for([
  ["Logs_20140328.Frobnicate", "{}", "UnknownOperationException"],
  ["Logs_20140328.__proto__", "{}", "UnknownOperationException"],
  ["Logs_20140328.CreateLogGroup", "[", "SerializationException"],
  ["Frobnicator.ListClusters", "{}", "UnknownOperationException"],
] as const)("%s with %s is %s", async ([target, body, type]) => {
  const { status, text } = await ask({ "x-amz-target": target }, body);
  expect([status, JSON.parse(text).__type]).toEqual([400, type]);
});

test("a form that no service knows is no operation", async () => {
  expect((await form({ Action: "Frobnicate" })).status).toBe(400);
});
