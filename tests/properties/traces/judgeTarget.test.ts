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

  test("replies with the subnet that it received in place of the recorded one", async () => {
    const network = (subnet: string) => ({ networkConfiguration: { awsvpcConfiguration: { subnets: [subnet] } } });
    const create = {
      operation: "CreateService",
      input: { cluster: "c", serviceName: "s", ...network("subnet-0a") },
      status: 200,
      body: { service: network("subnet-0a") },
    };
    const given = [{ operation: "CreateCluster", input: { clusterName: "c" } }];
    const fixtures = { subnets: ["subnet-own"], securityGroups: [] };
    const replying = (subnet: string) =>
      judged(() => ({ body: { service: network(subnet) } }), [create], { given }, fixtures);
    expect((await replying("subnet-own")).verdicts).toEqual(["agrees"]);
    expect((await replying("subnet-0a")).verdicts).toEqual(["contradicts"]);
  });

  test("receives a foreign region as it was recorded", async () => {
    const foreign = arn("service/c/s").replace("us-east-1", "us-west-2");
    const list = (resourceArn: string, status = 200) => ({
      operation: "ListTagsForResource",
      input: { resourceArn },
      status,
      body: { tags: [] },
    });
    const given = [{ operation: "CreateCluster", input: { clusterName: "c" } }];
    const { asked } = await judged(
      () => ({ body: { tags: [] } }),
      [list(arn("service/c/s")), list(arn("service/c/s")), list(foreign, 400)],
      { given },
    );
    const [own, other] = asked.slice(-2).map(([, { resourceArn }]) => String(resourceArn));
    expect(own).toMatch(/^arn:aws:ecs:eu-west-1:000000000000:service/);
    expect(other).toMatch(/^arn:aws:ecs:us-west-2:000000000000:service/);
  });

  test("receives its own page token, and an id that was made up as it is", async () => {
    const list = (input: object, body: object) => ({
      operation: "ListTaskDefinitions",
      input: { familyPrefix: "f", ...input },
      status: 200,
      body,
    });
    const pages = [list({}, { taskDefinitionArns: [], nextToken: "theirs" }), list({ nextToken: "theirs" }, {})];
    const given = [{ operation: "RegisterTaskDefinition", input: { family: "f", containerDefinitions: [] } }];
    const paging: Answer = () => ({ body: { taskDefinitionArns: [], nextToken: "ours" } });
    expect((await judged(paging, pages, { given })).asked.at(-1)?.[1].nextToken).toBe("ours");
    const [, second] = pages;
    expect((await judged(paging, [second ?? {}], { given })).verdicts).toEqual(["unknown"]);

    const serviceRevisionArns = [arn("service-revision/c/s/1")];
    const describe = { operation: "DescribeServiceRevisions", input: { serviceRevisionArns }, status: 400, body: {} };
    const inCluster = { given: [{ operation: "CreateCluster", input: { clusterName: "c" } }] };
    const { asked } = await judged(failing, [describe], inCluster);
    expect(JSON.stringify(asked.at(-1)?.[1])).toMatch(/service-revision\/k[\w-]+c\/k[\w-]+s\/1"/);
  });

  test("receives each accepted write, also one that is not judged", async () => {
    const given = [{ operation: "RegisterTaskDefinition", input: { family: "f", containerDefinitions: [] } }];
    const input = { taskDefinitions: ["f:1", "unseen:1"] };
    const deletion = { operation: "DeleteTaskDefinitions", input, status: 200, body: {} };
    const { verdicts, asked } = await judged(registers, [deletion], { given });
    expect(verdicts).toEqual(["unknown"]);
    expect(asked.at(-1)?.[0]).toBe("DeleteTaskDefinitions");
    expect((await judged(registers, [{ ...deletion, inputComplete: false }], { given })).asked).toHaveLength(2);
  });

  test("is judged on the containers of a task by their names, and on the PRIMARY deployment alone", async () => {
    const id = "0a".repeat(16);
    const uuid = (digit: string) => `${digit.repeat(8)}-${`${digit.repeat(4)}-`.repeat(3)}${digit.repeat(12)}`;
    const task = (containers: JsonObject[], digit: string, place = there) => ({
      tasks: [{ taskArn: place(`task/c/${id}`), attachments: [{ id: uuid(digit) }], containers }],
    });
    const [web, side] = [
      { name: "web", image: "nginx", cpu: "0" },
      { name: "side", image: "busybox", cpu: "1" },
    ];
    const run = { operation: "RunTask", input: { cluster: "c" }, status: 200, body: task([web, side], "a", arn) };
    const given = [{ operation: "CreateCluster", input: { clusterName: "c" } }];
    const verdictOf = async (call: object, body: JsonObject) =>
      (await judged(() => ({ body }), [call], { given })).verdicts;
    expect(await verdictOf(run, task([side, web], "b"))).toEqual(["agrees"]);
    expect(await verdictOf(run, task([side, { ...web, cpu: "2" }], "b"))).toEqual(["contradicts"]);
    expect(await verdictOf(run, task([web], "b"))).toEqual(["contradicts"]);

    const primary = { id: `ecs-svc/${"1".repeat(19)}`, status: "PRIMARY", launchType: "FARGATE" };
    const older = { id: `ecs-svc/${"2".repeat(19)}`, status: "ACTIVE", launchType: "FARGATE" };
    const service = (...deployments: JsonObject[]) => ({ services: [{ serviceName: "s", deployments }] });
    const describe = { operation: "DescribeServices", input: { cluster: "c", services: ["s"] }, status: 200 };
    const recorded = { ...describe, body: service(primary, older) };
    expect(await verdictOf(recorded, service(primary))).toEqual(["agrees"]);
    expect(await verdictOf(recorded, service({ ...primary, launchType: "EC2" }, older))).toEqual(["contradicts"]);
    expect(await verdictOf(recorded, service())).toEqual(["contradicts"]);
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
