import type { JsonObject } from "../clients/client.ts";
import { serverProcess, usageOf } from "../targets/usage.ts";
import type { Bench } from "./load.ts";
import { median } from "./measure.ts";
import { slope } from "./slope.ts";

/** The numbers of existing services at which a target is measured; a cluster for each hundred of them. */
const sizes = [10, 30, 100, 300, 1000, 3000];
/** After this many failed creations in a row the measurement ends. */
const mostRefusals = 50;
const perCluster = 100;
const samples = 15;
/** How many points of the curve the fit uses: with few services, the constant cost of a call hides its growth. */
const fitted = 4;

/** How the duration of one call, or the memory, grows with the number of services. */
export interface Growth {
  readonly what: string;
  /** At the first and the last size: milliseconds, or MiB. */
  readonly few: number;
  readonly many: number;
  /** The duration is proportional to the number of services to this power. */
  readonly exponent: number;
}

export interface GrowthResult {
  /** The number of services at the end; less than requested when the time was over, or the server accepted no more. */
  readonly most: number;
  readonly growths: readonly Growth[];
}

/** Measures calls while the number of services grows, up to a limit or until the time is over. */
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

/** Milliseconds of its creation; undefined when it was refused or the server crashed. */
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
