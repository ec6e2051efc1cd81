import type { JsonObject } from "../clients/client.ts";
import { Latencies } from "../scenarios/kit/load/latencies.ts";
import { type Figures, figureOf } from "./baseline.ts";
import type { Calibration } from "./calibration.ts";
import type { Bench } from "./load.ts";
import { median } from "./measure.ts";

const rounds = 9;
const callsARound = 30;

/** The response times of one operation over all rounds. */
export interface Response {
  readonly latencies: Latencies;
  /** For each round: its median as a multiple of the calibration's. */
  readonly ratios: number[];
  /** Calls that were refused, or during which the server crashed. */
  failed: number;
}

/**
 * Response times of a target, one call after the other: for each operation, the median of a round as a multiple of a
 * plain round trip right before. The first round only warms up.
 */
export async function measureResponses(bench: Bench, calibration: Calibration): Promise<Map<string, Response>> {
  const found = new Map<string, Response>();
  const calls = await prepared(bench);
  for (let round = 0; round <= rounds; round++) {
    for (const [operation, input] of calls) {
      const bare = median(await repeated(() => calibration.once()));
      const times = await repeated(async (index) => (await bench.call(operation, input(round, index)))?.milliseconds);
      if (round === 0) continue;
      const response = found.get(operation) ?? { latencies: new Latencies(), ratios: [], failed: 0 };
      found.set(operation, response);
      for (const time of times) response.latencies.record(time);
      if (times.length > 0) response.ratios.push(median(times) / bare);
      response.failed += callsARound - times.length;
    }
  }
  return found;
}

/** The figures of the operations that got replies. */
export const figuresOf = (responses: ReadonlyMap<string, Response>): Figures =>
  Object.fromEntries(
    [...responses].flatMap(([operation, { ratios }]) => (ratios.length === 0 ? [] : [[operation, figureOf(ratios)]])),
  );

async function repeated(work: (index: number) => Promise<number | undefined>): Promise<number[]> {
  const times: number[] = [];
  for (let index = 0; index < callsARound; index++) {
    const time = await work(index);
    if (time !== undefined) times.push(time);
  }
  return times;
}

type Call = readonly [operation: string, input: (round: number, index: number) => JsonObject];

/** The calls that are measured, on a cluster with a service and a few revisions. */
async function prepared(bench: Bench): Promise<readonly Call[]> {
  const { prefix } = bench;
  const [cluster, service] = [`${prefix}c`, `${prefix}s`];
  await bench.call("CreateCluster", { clusterName: cluster });
  await bench.call("RegisterTaskDefinition", bench.definition("f"));
  const created = await bench.call("CreateService", bench.service(cluster, service, "f"));
  const { serviceArn = "" } = (created?.output.service ?? {}) as { serviceArn?: string };
  return [
    ["CreateCluster", (round, index) => ({ clusterName: `${prefix}c${round}-${index}` })],
    ["DescribeClusters", () => ({ clusters: [cluster] })],
    ["ListClusters", () => ({ maxResults: 10 })],
    ["DeleteCluster", (round, index) => ({ cluster: `${prefix}c${round}-${index}` })],
    ["RegisterTaskDefinition", () => bench.definition("g")],
    ["DescribeTaskDefinition", () => ({ taskDefinition: `${prefix}f` })],
    ["ListTaskDefinitions", () => ({ familyPrefix: `${prefix}g`, maxResults: 10 })],
    ["CreateService", (round, index) => bench.service(cluster, `${prefix}s${round}-${index}`, "f")],
    ["DescribeServices", () => ({ cluster, services: [service] })],
    ["UpdateService", (_, index) => ({ cluster, service, desiredCount: index % 2 })],
    ["ListServices", () => ({ cluster, maxResults: 10 })],
    ["DeleteService", (round, index) => ({ cluster, service: `${prefix}s${round}-${index}` })],
    ["RunTask", () => ({ cluster, taskDefinition: `${prefix}f`, count: 1, ...bench.placed })],
    ["ListTasks", () => ({ cluster, maxResults: 10 })],
    ["TagResource", (round) => ({ resourceArn: serviceArn, tags: [{ key: "round", value: String(round) }] })],
    ["ListTagsForResource", () => ({ resourceArn: serviceArn })],
  ];
}
