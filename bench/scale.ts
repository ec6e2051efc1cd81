import { inParallel } from "../properties/workers/inParallel.ts";
import { serverProcess, usageOf } from "../targets/usage.ts";
import { Bench } from "./load.ts";
import { line } from "./measure.ts";

const services = 1000;
const tasksEach = 10;
const perCluster = 100;
const atOnce = 16;

/** The simulator with 1,000 services of ten tasks each: the time until all tasks run, and the memory. */
export async function measureScale(): Promise<string[]> {
  const bench = await Bench.at("embedded");
  try {
    const pid = await serverProcess(bench.target);
    const mebibytes = async () => ((pid === undefined ? undefined : await usageOf(pid))?.rssBytes ?? 0) / 2 ** 20;
    const empty = await mebibytes();
    const clusterOf = (index: number) => `${bench.prefix}c${Math.floor(index / perCluster)}`;
    await bench.call("RegisterTaskDefinition", bench.definition("f"));
    for (let index = 0; index < services; index += perCluster)
      await bench.call("CreateCluster", { clusterName: clusterOf(index) });
    const began = performance.now();
    const virtually = (await bench.target.clock?.step(0)) ?? 0;
    await inParallel(atOnce, Array(services).keys(), async (index) => {
      const service = bench.service(clusterOf(index), `${bench.prefix}s${index}`, "f", tasksEach);
      if (!(await bench.call("CreateService", service))) throw new Error("the simulator refuses a service");
    });
    const created = performance.now();
    while ((await running(bench, clusterOf)) < services * tasksEach)
      if (performance.now() - created > 120_000) throw new Error("the simulator does not come to rest");
    const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(1)} s`;
    const virtual = ((await bench.target.clock?.step(0)) ?? 0) - virtually;
    return [
      `The simulator with ${services} services of ${tasksEach} tasks:`,
      line("  all created after", seconds(created - began)),
      line("  all running after", seconds(performance.now() - began)),
      line("    of its own time at most", `${virtual.toFixed(0)} s`),
      line("  memory", `${empty.toFixed(0)} → ${(await mebibytes()).toFixed(0)} MiB`),
    ];
  } finally {
    await bench.close();
  }
}

async function running(bench: Bench, clusterOf: (index: number) => string): Promise<number> {
  const clusters = Array.from({ length: services / perCluster }, (_, index) => clusterOf(index * perCluster));
  const answer = await bench.call("DescribeClusters", { clusters });
  const described = (answer?.output.clusters ?? []) as { runningTasksCount?: number }[];
  return described.reduce((sum, { runningTasksCount = 0 }) => sum + runningTasksCount, 0);
}
