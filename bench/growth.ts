import type { JsonObject } from "../clients/client.ts";
import { serverProcess, usageOf } from "../targets/usage.ts";
import type { Bench } from "./load.ts";
import { median } from "./measure.ts";
import { slope } from "./slope.ts";

/** Services alive when a target is measured; a cluster for each hundred of them. */
const sizes = [10, 30, 100, 300, 1000, 3000];
/** So many creations in a row that are refused or meet a crash: there is nothing to measure. */
const mostRefusals = 50;
const perCluster = 100;
const samples = 15;
/** How much of the curve is looked at: where little lives what a call costs anyway hides what grows. */
const fitted = 4;

/** What one call, or the memory, does as more is alive. */
export interface Growth {
  readonly what: string;
  /** At the first and the last size: milliseconds, or MiB. */
  readonly few: number;
  readonly many: number;
  /** One call costs as many resources to this power. */
  readonly exponent: number;
}

export interface GrowthResult {
  /** How many services lived in the end; fewer than asked for where time was up, or no more were accepted. */
  readonly most: number;
  readonly growths: readonly Growth[];
}

/** Times calls while ever more services live, up to so many or until time is up. */
export async function measureServerGrowth(bench: Bench, upTo: number, seconds: number): Promise<GrowthResult> {
  const pid = await serverProcess(bench.target);
  const deadline = performance.now() + seconds * 1000;
  const seen = new Map<string, { size: number; value: number }[]>();
  const note = (what: string, size: number, value: number) =>
    seen.set(what, [...(seen.get(what) ?? []), { size, value }]);
  await bench.call("RegisterTaskDefinition", bench.definition("f"));
  let alive = 0;
  let most = 0;
  for (const size of [...sizes.filter((each) => each < upTo), upTo]) {
    const created: number[] = [];
    for (let refused = 0; alive < size && performance.now() < deadline && refused < mostRefusals; ) {
      const milliseconds = await addService(bench, alive);
      if (milliseconds === undefined) refused += 1;
      else {
        refused = 0;
        alive += 1;
        created.push(milliseconds);
      }
    }
    if (alive < size) break;
    most = size;
    note("CreateService", size, median(created.slice(-samples)));
    for (const [operation, input] of timed(bench)) {
      const times: number[] = [];
      for (let index = 0; index < samples; index++) {
        const answer = await bench.call(operation, input(`${size}-${index}`));
        if (answer !== undefined) times.push(answer.milliseconds);
      }
      if (times.length > 0) note(operation, size, median(times));
    }
    const usage = pid === undefined ? undefined : await usageOf(pid);
    if (usage !== undefined) note("memory", size, usage.rssBytes / 2 ** 20);
  }
  const growths = [...seen].flatMap(([what, points]) => {
    const upper = points.slice(-fitted);
    const [first, last] = [points[0], points.at(-1)];
    if (first === undefined || last === undefined || upper.length < 2) return [];
    return [
      { what, few: first.value, many: last.value, exponent: slope(upper.map(({ size, value }) => [size, value])) },
    ];
  });
  return { most, growths };
}

/** Milliseconds of its creation; undefined where that was refused or met a crash. */
async function addService(bench: Bench, index: number): Promise<number | undefined> {
  const cluster = `${bench.prefix}c${Math.floor(index / perCluster)}`;
  if (index % perCluster === 0) await bench.call("CreateCluster", { clusterName: cluster });
  const answer = await bench.call("CreateService", bench.service(cluster, `${bench.prefix}s${index}`, "f"));
  return answer?.milliseconds;
}

type Call = readonly [operation: string, input: (unique: string) => JsonObject];

function timed(bench: Bench): readonly Call[] {
  const { prefix } = bench;
  const [cluster, service] = [`${prefix}c0`, `${prefix}s0`];
  return [
    ["CreateCluster", (unique) => ({ clusterName: `${prefix}new-${unique}` })],
    ["DescribeClusters", () => ({ clusters: [cluster] })],
    ["ListClusters", () => ({ maxResults: 10 })],
    ["DescribeServices", () => ({ cluster, services: [service] })],
    ["ListServices", () => ({ cluster, maxResults: 10 })],
    ["UpdateService", () => ({ cluster, service, healthCheckGracePeriodSeconds: 5 })],
    ["RegisterTaskDefinition", () => bench.definition("g")],
    ["DescribeTaskDefinition", () => ({ taskDefinition: `${prefix}f` })],
    ["RunTask", () => ({ cluster, taskDefinition: `${prefix}f`, count: 1, ...bench.placed })],
    ["ListTasks", () => ({ cluster, maxResults: 10 })],
  ];
}
