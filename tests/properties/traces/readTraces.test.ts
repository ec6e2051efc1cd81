import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { readTraces } from "../../../properties/traces/readTraces.ts";
import { UsageError } from "../../../targets/usageError.ts";

const folder = mkdtempSync(join(tmpdir(), "kecs-fuzz-test-traces-"));
afterAll(() => rmSync(folder, { recursive: true }));

function file(content: unknown): string {
  const path = join(folder, "recorded.json");
  writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
  return path;
}

const call = { operation: "ListClusters", input: {}, status: 200, body: { clusterArns: [] } };

describe("a trace", () => {
  test("may omit members that have a default", () => {
    const [read] = readTraces(file([{ id: "a", source: "here", calls: [call] }]));
    expect(read).toMatchObject({
      given: [],
      calls: [{ complete: true, inputComplete: true, absent: [], inferred: [] }],
    });
  });
});

describe("a HAR archive", () => {
  const entry = (startedDateTime: string, target: string, text: string, body: string, encoding?: string) => ({
    startedDateTime,
    request: { method: "POST", headers: [{ name: "X-Amz-Target", value: target }], postData: { text } },
    response: { status: 200, content: { text: body, ...(encoding === undefined ? {} : { encoding }) } },
  });
  const ecs = (name: string) => `AmazonEC2ContainerServiceV20141113.${name}`;

  test("yields the ECS calls in order, with the times between them", () => {
    const encoded = Buffer.from('{"cluster":{"clusterName":"c1"}}').toString("base64");
    const [read] = readTraces(
      file({
        log: {
          entries: [
            entry("2026-11-30T10:00:02.500Z", ecs("DescribeClusters"), '{"clusters":["c1"]}', '{"clusters":[]}'),
            entry("2026-11-30T10:00:00.000Z", ecs("CreateCluster"), '{"clusterName":"c1"}', encoded, "base64"),
            entry("2026-11-30T10:00:01.000Z", "AmazonSSM.GetParameter", "{}", "{}"),
          ],
        },
      }),
    );
    expect(read?.calls.map(({ operation, afterSeconds }) => [operation, afterSeconds])).toEqual([
      ["CreateCluster", undefined],
      ["DescribeClusters", 2.5],
    ]);
    expect(read?.calls[0]?.body).toEqual({ cluster: { clusterName: "c1" } });
    expect(read).toMatchObject({ id: "recorded", weight: "recorded" });
  });
});

describe("a CloudTrail log", () => {
  const record = { eventSource: "ecs.amazonaws.com", eventTime: "2026-11-30T10:00:00Z" };

  test("yields the logged calls: omitted members are unknown, and times become epoch seconds", () => {
    const [read] = readTraces(
      file({
        Records: [
          {
            ...record,
            eventName: "CreateService",
            requestParameters: { serviceName: "s" },
            responseElements: { service: { serviceName: "s", createdAt: "Nov 30, 2026 10:00:00 AM UTC" } },
          },
          { ...record, eventName: "StopTask", errorCode: "InvalidParameterException", errorMessage: "no" },
          { ...record, eventName: "DescribeTasks", responseElements: null },
          { eventSource: "ec2.amazonaws.com", eventName: "RunInstances", eventTime: "2026-11-30T10:00:00Z" },
        ],
      }),
    );
    expect(read?.calls).toMatchObject([
      { complete: false, inputComplete: false, body: { service: { createdAt: Date.UTC(2026, 10, 30, 10) / 1000 } } },
      { status: 400, body: { __type: "InvalidParameterException", message: "no" } },
      { status: 200, body: {} },
    ]);
  });
});

describe("a file without valid traces yields an error of one line", () => {
  const twice = { id: "a", source: "b", calls: [call] };
  test.each<[unknown, RegExp]>([
    ["{", /it is not JSON/],
    [{ a: 1 }, /give a JSON array of traces, a HAR archive/],
    [[], /the array is empty/],
    [[{ id: "a", source: "b", calls: [] }], /0\.calls/],
    [[{ id: "a", source: "b", calls: [{ ...call, status: 9 }] }], /0\.calls\.0\.status/],
    [[{ id: "a", source: "b", calls: [{ ...call, more: 9 }] }], /0\.calls\.0/],
    [[twice, twice], /two traces have the id a/],
    [{ log: { entries: [] } }, /no call of ECS/],
    [{ Records: [{ eventSource: "ec2.amazonaws.com" }] }, /no event of ECS/],
    [{ Records: [{ eventSource: "ecs.amazonaws.com" }] }, /Records\.0\.eventName/],
  ])("%j", (content, why) => {
    const path = file(content);
    let thrown: unknown;
    try {
      readTraces(path);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(UsageError);
    const { message } = thrown as Error;
    expect(message).toMatch(why);
    expect(message).toContain(path);
    expect(message).not.toContain("\n");
  });

  test("a missing file", () => {
    expect(() => readTraces(join(folder, "nowhere.json"))).toThrow(/nowhere\.json cannot be read: no such file/);
  });
});
