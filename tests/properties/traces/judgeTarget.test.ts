import { describe, expect, test } from "vitest";
import type { Client, Exchange, JsonObject } from "../../../clients/client.ts";
import { judgeTarget } from "../../../properties/traces/judgeTarget.ts";
import { trace } from "../../../properties/traces/trace.ts";
import type { Fixtures } from "../../../targets/target.ts";

const arn = (path: string) => `arn:aws:ecs:us-east-1:123456789012:${path}`;
const there = (path: string) => `arn:aws:ecs:eu-west-1:000000000000:${path}`;

type Answer = (operation: string, input: JsonObject) => { status?: number; body: JsonObject };

/** A server that replies by a function, and the calls that it received. */
function server(answer: Answer): { client: Client; asked: [string, JsonObject][] } {
  const asked: [string, JsonObject][] = [];
  const call = (operation: string, input: JsonObject): Promise<Exchange> => {
    asked.push([operation, input]);
    const { status = 200, body } = answer(operation, input);
    const contentType = "application/x-amz-json-1.1";
    return Promise.resolve({
      kind: "answered",
      status,
      json: body,
      text: JSON.stringify(body),
      contentType,
      milliseconds: 0,
    });
  };
  return { client: { call, close: () => {} } as unknown as Client, asked };
}

const failing: Answer = () => ({ body: { failures: [{ arn: there("cluster/x"), reason: "MISSING" }] } });

async function judged(answer: Answer, calls: readonly object[], more: object = {}, fixtures = none) {
  const { client, asked } = server((operation, input) =>
    operation === "DescribeClusters" && JSON.stringify(input).includes("none")
      ? failing(operation, input)
      : answer(operation, input),
  );
  const read = trace.parse({ id: "t", source: "test", calls, ...more });
  const verdicts = await judgeTarget(read, { client, fixtures });
  return { verdicts: verdicts.map(({ verdict }) => verdict), reasons: verdicts.map(({ reason }) => reason), asked };
}

const none: Fixtures = { subnets: [], securityGroups: [] };

const register = (revision: number) => ({
  operation: "RegisterTaskDefinition",
  input: { family: "f", containerDefinitions: [] },
  status: 200,
  body: { taskDefinition: { taskDefinitionArn: arn(`task-definition/f:${revision}`), revision } },
});

const registers: Answer = (_, { family }) => ({
  body: { taskDefinition: { taskDefinitionArn: there(`task-definition/${String(family)}:1`), revision: 1 } },
});

describe("a target", () => {
  test("keeps no account setting of a trace", async () => {
    const setting = { name: "containerInsights", value: "enabled" };
    const put = { operation: "PutAccountSetting", input: setting, status: 200, body: { setting } };
    const given = [{ operation: "PutAccountSetting", input: { ...setting, principalArn: "p" }, before: 0 }];
    const { verdicts, asked } = await judged(() => ({ body: { setting } }), [put], { given });
    expect(verdicts).toEqual(["agrees"]);
    expect(asked.slice(-2)).toEqual([
      ["DeleteAccountSetting", { name: "containerInsights", principalArn: "p" }],
      ["DeleteAccountSetting", { name: "containerInsights" }],
    ]);
  });

  test("receives the number of the revision that it registered itself", async () => {
    const described = { operation: "DescribeTaskDefinition", input: { taskDefinition: "" }, status: 200, body: {} };
    const named = { ...described, input: { taskDefinition: arn("task-definition/f:7") } };
    const { verdicts, asked } = await judged(registers, [register(7), named]);
    expect(verdicts).toEqual(["agrees", "agrees"]);
    expect(asked.at(-1)?.[1].taskDefinition).toMatch(
      /^arn:aws:ecs:eu-west-1:000000000000:task-definition\/k[\w-]+f:1$/,
    );
  });

  test("receives each given call before the recorded call that it precedes", async () => {
    const given = [{ operation: "CreateCluster", input: { clusterName: "c" }, before: 1 }];
    const described = {
      operation: "DescribeClusters",
      input: { clusters: ["c"] },
      status: 200,
      body: { failures: [{ arn: arn("cluster/c"), reason: "MISSING" }] },
    };
    const { asked } = await judged(failing, [described, { ...described, body: {} }], { given });
    expect(asked.map(([operation]) => operation)).toEqual([
      "DescribeClusters",
      "DescribeClusters",
      "CreateCluster",
      "DescribeClusters",
    ]);
  });

  test("runs tasks in one of its own subnets, except for a subnet that ECS refused", async () => {
    const run = (subnet: string, status: number) => ({
      operation: "RunTask",
      input: { cluster: "c", networkConfiguration: { awsvpcConfiguration: { subnets: [subnet] } } },
      status,
      body: {},
    });
    const given = [{ operation: "CreateCluster", input: { clusterName: "c" } }];
    const fixtures = { subnets: ["subnet-own"], securityGroups: [] };
    const { asked } = await judged(
      () => ({ body: {} }),
      [run("subnet-0a", 200), run("subnet-0b", 400)],
      { given },
      fixtures,
    );
    expect(JSON.stringify(asked.slice(-2))).toMatch(/subnet-own.*subnet-0b/);
  });

  test("receives client tokens within the legal length", async () => {
    const token = "x".repeat(36);
    const call = { operation: "CreateCluster", input: { clientToken: token }, status: 200, body: {} };
    const { asked } = await judged(() => ({ body: {} }), [call, { ...call, input: { clientToken: `${token}x` } }]);
    const lengths = asked.slice(-2).map(([, { clientToken }]) => String(clientToken).length);
    expect(lengths[0]).toBeLessThanOrEqual(36);
    expect(lengths[1]).toBeGreaterThan(36);
  });

  test("is not judged on a resource that it refused to create", async () => {
    const update = { operation: "UpdateService", input: { cluster: "c", service: "s" }, status: 200, body: {} };
    const create = { operation: "CreateService", input: { cluster: "c", serviceName: "s" }, status: 200, body: {} };
    const list = { operation: "ListServices", input: { cluster: "c" }, status: 200, body: {} };
    const given = [{ operation: "CreateCluster", input: { clusterName: "c" } }];
    const refusing: Answer = (operation) =>
      operation === "CreateService" ? { status: 400, body: { __type: "ServerException" } } : { body: {} };
    const { verdicts, reasons } = await judged(refusing, [create, update, list], { given });
    expect(verdicts).toEqual(["contradicts", "unknown", "agrees"]);
    expect(reasons[1]).toMatch(/CreateService, which ECS accepted, was not accepted here/);
  });

  test("must delete a service that ECS refused to create", async () => {
    const input = { cluster: "c", serviceName: "s" };
    const create = { operation: "CreateService", input, status: 400, body: { __type: "InvalidParameterException" } };
    const given = [{ operation: "CreateCluster", input: { clusterName: "c" } }];
    const list = { operation: "ListServices", input: { cluster: "c" }, status: 200, body: {} };
    const { verdicts, asked } = await judged(() => ({ body: {} }), [create, list], { given });
    expect(verdicts).toEqual(["contradicts", "agrees"]);
    expect(asked.some(([operation, { force }]) => operation === "DeleteService" && force === true)).toBe(true);
    const stubborn: Answer = (operation) => ({ status: operation === "DeleteService" ? 400 : 200, body: {} });
    expect((await judged(stubborn, [create, list], { given })).verdicts).toEqual(["contradicts", "unknown"]);
  });

  test("is judged on a refusal for a missing resource, not on a reply about it", async () => {
    const refused = {
      operation: "DeleteService",
      input: { cluster: "c", service: "s" },
      status: 400,
      body: { __type: "ClusterNotFoundException" },
    };
    const refusing: Answer = () => ({ status: 400, body: { __type: "ClusterNotFoundException" } });
    expect((await judged(refusing, [refused])).verdicts).toEqual(["agrees"]);
    expect((await judged(refusing, [{ ...refused, status: 200, body: {} }])).verdicts).toEqual(["unknown"]);
  });
});
