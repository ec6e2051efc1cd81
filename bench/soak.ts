import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import type { Client, JsonObject } from "../clients/client.ts";
import { definitionOf, exiting, sleeper } from "../scenarios/kit/definitions.ts";
import { startSimulator } from "../targets/embedded/server.ts";
import { openEndpoint } from "../targets/endpoint/target.ts";
import { advance } from "../targets/virtualTime.ts";
import { line, median } from "./measure.ts";

const hours = 24;
const hourSeconds = 3600;
const servicesOfEachKind = 5;
const tasksAnHour = 250;
/**
 * Hours until everything is full of which the simulator keeps a limited number: above all 2,000 stopped tasks of each
 * service and cluster.
 */
const warmUpHours = 12;

/** One day of the simulator's time: services that run, crash and are redeployed, tasks that start and stop. */
export async function measureSoak(): Promise<string[]> {
  const simulator = await startSimulator({ speed: "manual", seed: 1 });
  const target = await openEndpoint(simulator.url, { allowRemote: false });
  const client = target.client();
  try {
    const began = performance.now();
    const heap: number[] = [];
    await prepare(client);
    for (let hour = 0; hour < hours; hour++) {
      await anHourOfWork(client, hour);
      await advance(simulator.url, hourSeconds);
      heap.push(heapMebibytes());
    }
    const [early, late] = [median(heap.slice(warmUpHours, warmUpHours + 5)), median(heap.slice(-5))];
    return [
      `The simulator over ${hours} h of its own time, ${((performance.now() - began) / 1000).toFixed(1)} s of ours:`,
      line("  heap after each hour, first to last", `${heap[0]?.toFixed(1)} → ${heap.at(-1)?.toFixed(1)} MiB`),
      line(
        `  last five hours to hours ${warmUpHours + 1} to ${warmUpHours + 5}`,
        (late / early).toFixed(2),
        "1.1 at most",
      ),
    ];
  } finally {
    client.close();
    await target.close();
    await simulator.close();
  }
}

const network = { awsvpcConfiguration: { subnets: ["subnet-0a1b2c3d"], securityGroups: ["sg-0a1b2c3d"] } };
const placed = { cluster: "soak", launchType: "FARGATE", networkConfiguration: network };

async function call(client: Client, operation: string, input: object): Promise<void> {
  const exchange = await client.call(operation, input as JsonObject);
  if (exchange.kind === "unanswered" || exchange.status !== 200)
    throw new Error(`${operation}: ${exchange.kind === "unanswered" ? exchange.detail : exchange.text}`);
}

async function prepare(client: Client): Promise<void> {
  await call(client, "CreateCluster", { clusterName: "soak" });
  await call(client, "RegisterTaskDefinition", definitionOf("steady", [sleeper()]));
  await call(client, "RegisterTaskDefinition", definitionOf("crashing", [exiting(1, 10)]));
  await call(client, "RegisterTaskDefinition", definitionOf("job", [exiting(0, 60)]));
  for (const family of ["steady", "crashing"])
    for (let index = 0; index < servicesOfEachKind; index++) {
      const service = { serviceName: `${family}-${index}`, taskDefinition: family, desiredCount: 3 };
      await call(client, "CreateService", { ...placed, ...service });
    }
}

async function anHourOfWork(client: Client, hour: number): Promise<void> {
  for (let index = 0; index < tasksAnHour / 10; index++)
    await call(client, "RunTask", { ...placed, taskDefinition: "job", count: 10 });
  const service = `steady-${hour % servicesOfEachKind}`;
  await call(client, "UpdateService", { cluster: "soak", service, forceNewDeployment: true });
  await call(client, "CreateCluster", { clusterName: `of-hour-${hour}` });
  await call(client, "DeleteCluster", { cluster: `of-hour-${hour}` });
}

/** The heap in use after garbage collection. */
function heapMebibytes(): number {
  setFlagsFromString("--expose-gc");
  runInNewContext("gc")();
  return process.memoryUsage().heapUsed / 2 ** 20;
}
