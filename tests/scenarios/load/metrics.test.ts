import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import type { Client, Exchange } from "../../../clients/client.ts";
import { GoneError } from "../../../properties/run/runContext.ts";
import { prometheusText } from "../../../reports/prometheus.ts";
import { ServerCrash } from "../../../scenarios/kit/crash.ts";
import { Latencies } from "../../../scenarios/kit/load/latencies.ts";
import { assertNothingLost, inGroups, Load } from "../../../scenarios/kit/load/load.ts";
import { MetricsCollector } from "../../../scenarios/kit/load/metricsCollector.ts";
import { listenerOn, usageOf } from "../../../targets/usage.ts";
import { answer } from "../../answer.ts";

test("percentiles are those of the times, to three digits", () => {
  const latencies = new Latencies();
  expect(latencies.percentiles()).toEqual({ count: 0, min: 0, p50: 0, p90: 0, p99: 0, max: 0 });
  for (let milliseconds = 1; milliseconds <= 1000; milliseconds++) latencies.record(milliseconds);
  const { count, min, p50, p90, p99, max } = latencies.percentiles();
  expect(count).toBe(1000);
  for (const [found, exact] of [
    [min, 1],
    [p50, 500],
    [p90, 900],
    [p99, 990],
    [max, 1000],
  ] as const)
    expect(Math.abs(found - exact) / exact).toBeLessThan(0.002);
});

const loadOn = (call: Client["call"], alive = true): Load =>
  new Load({ call, close: () => {} }, { alive: async () => alive }, new AbortController().signal);

test("warm-up calls do not count, refused ones count as failed", async () => {
  const load = loadOn(async (operation) => answer(operation === "ListTasks" ? 400 : 200, {}));
  await load.warmUp(() => load.ecs.call("ListClusters", {}));
  await load.times(3, 2, () => load.ecs.call("ListClusters", {}));
  await expect(load.ecs.call("ListTasks", {})).rejects.toThrow();
  const { operations } = load.metrics.export();
  expect(operations.ListClusters).toMatchObject({ count: 3, failed: 0 });
  expect(operations.ListTasks).toMatchObject({ count: 1, failed: 1 });
});

test("the number of simultaneous calls is limited, all calls are made, and in order", async () => {
  const load = loadOn(async () => answer(200, {}));
  let [now, most] = [0, 0];
  const done = await load.times(20, 4, async (index) => {
    most = Math.max(most, ++now);
    await new Promise(setImmediate);
    now -= 1;
    return index;
  });
  expect(done).toEqual(Array.from({ length: 20 }, (_, index) => index));
  expect(most).toBe(4);
});

test("all pages of a list are read", async () => {
  const pages = [
    { serviceArns: ["a", "b"], nextToken: "1" },
    { serviceArns: ["c"], nextToken: null },
  ];
  const load = loadOn(async (_, { nextToken }) => answer(200, pages[Number(nextToken ?? 0)] ?? {}));
  expect(await load.list("ListServices", {})).toEqual(["a", "b", "c"]);
});

test("a page that repeats is reported", async () => {
  const load = loadOn(async () => answer(200, { serviceArns: ["a"], nextToken: "1" }));
  await expect(load.list("ListServices", {})).rejects.toThrow("returns the page 1 repeatedly");
});

test("after a failure no more calls begin, and the running ones end first", async () => {
  const load = loadOn(async () => answer(200, {}));
  let [begun, ended] = [0, 0];
  const failing = load.times(100, 4, async (index) => {
    begun += 1;
    if (index === 1) throw new Error("enough");
    await new Promise((resolve) => setTimeout(resolve, 5));
    ended += 1;
  });
  await expect(failing).rejects.toThrow("enough");
  expect([begun, ended]).toEqual([4, 3]);
});

test("a crash under load, or an unavailable server, is a failure that no ledger can expect", async () => {
  const reset: Exchange = { kind: "unanswered", cause: "reset", detail: "ECONNRESET", milliseconds: 1 };
  await expect(loadOn(async () => reset).ecs.call("ListClusters", {})).rejects.toThrow(ServerCrash);
  await expect(loadOn(async () => reset, false).ecs.call("ListClusters", {})).rejects.toThrow(GoneError);
});

test("a load that loses something, or adds to it, has failed", () => {
  assertNothingLost("services", ["a", "b"], ["b", "a"]);
  expect(() => assertNothingLost("services", ["a", "b"], ["b"])).toThrow('lost 1 ["a"]');
  expect(() => assertNothingLost("services", ["a"], ["a", "x"])).toThrow('strange 1 ["x"]');
  expect(() => assertNothingLost("services", ["a"], ["a", "a"])).toThrow("2 are listed");
  expect(() => assertNothingLost("services", ["a", "a"], ["a"])).toThrow("some are identical");
  expect(inGroups([1, 2, 3], 2)).toEqual([[1, 2], [3]]);
});

test("the phases of a task's start use its own timestamps, and phases without timestamps are omitted", () => {
  const metrics = new MetricsCollector();
  metrics.started({ taskArn: "t1", createdAt: 10, pullStartedAt: 11, startedAt: 13 });
  metrics.started({ taskArn: "t2", createdAt: 10, startedAt: 15 });
  const { tasks, startup } = metrics.export();
  expect(tasks).toEqual({
    t1: { "created → pending": 1, "pending → running": 2, "created → running": 3 },
    t2: { "created → running": 5 },
  });
  expect(startup["created → pending"]?.count).toBe(1);
  expect(startup["created → running"]?.max).toBeCloseTo(5000, -1);
});

test("the resource usage of a process, and the process that listens on a port, are found", async () => {
  const server = createServer();
  onTestFinished(() => void server.close());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const pid = process.platform === "linux" ? await listenerOn(port) : process.pid;
  expect(pid).toBe(process.pid);
  const usage = await usageOf(process.pid);
  expect(usage?.rssBytes).toBeGreaterThan(1e7);
  expect(await usageOf(2 ** 22 + 1)).toBeUndefined();
  const metrics = new MetricsCollector();
  await metrics.look({ url: `http://127.0.0.1:${port}` });
  expect(metrics.export().resources.server).toHaveLength(1);
  expect(metrics.export().resources.tester).toHaveLength(1);
});

test("the Prometheus text has a type for each family, seconds, and escaped labels", () => {
  const metrics = new MetricsCollector();
  metrics.call("CreateService", 250, false);
  metrics.call("CreateService", 250, true);
  const text = prometheusText("moto", [{ scenario: 'a "b"\n\\', metrics: metrics.export() }]);
  const labels = 'target="moto",scenario="a \\"b\\"\\n\\\\",operation="CreateService"';
  expect(text).toContain("# TYPE kecs_fuzz_api_response_seconds summary\n");
  expect(text).toContain(`kecs_fuzz_api_response_seconds_count{${labels}} 2\n`);
  expect(text).toContain(`kecs_fuzz_api_failures_total{${labels}} 1\n`);
  const [, half] = /quantile="0.5"} (\S+)/.exec(text) ?? [];
  expect(Number(half)).toBeCloseTo(0.25, 3);
  for (const line of text.trimEnd().split("\n"))
    expect(line).toMatch(/^(# (HELP|TYPE) \S+ .+|[a-z_]+\{.*\} -?[\d.e-]+)$/);
});
