import type { Client, JsonObject } from "../../../clients/client.ts";
import type { ScenarioContext } from "../context.ts";
import type { Service, Task } from "../ecsClient.ts";

const mostEvents = 8;

/** The text that explains a failure: every task's history, how tasks ended, and each service with its events. */
export async function diagnosis(context: ScenarioContext, client: Client): Promise<string[]> {
  const { cluster } = context;
  const ask = async <Output>(operation: string, input: JsonObject): Promise<Partial<Output>> => {
    const exchange = await client.call(operation, input);
    return exchange.kind === "answered" && exchange.status === 200 ? (exchange.json as Partial<Output>) : {};
  };
  const lines = context.tasks.report();
  const ended = context.tasks.tasks.slice(0, 100);
  if (ended.length > 0) {
    const { tasks = [] } = await ask<{ tasks: Task[] }>("DescribeTasks", { cluster, tasks: ended });
    for (const { taskArn = "", stopCode, stoppedReason } of tasks)
      if (stopCode !== undefined)
        lines.push(`task ${taskArn.split("/").at(-1)?.slice(0, 8)}: ${stopCode}: ${stoppedReason}`);
  }
  const { serviceArns = [] } = await ask<{ serviceArns: string[] }>("ListServices", { cluster });
  if (serviceArns.length === 0) return lines;
  const { services = [] } = await ask<{ services: Service[] }>("DescribeServices", {
    cluster,
    services: serviceArns.slice(0, 10),
  });
  for (const service of services) lines.push(...describeService(service));
  return lines;
}

function describeService({
  serviceName,
  status,
  desiredCount,
  runningCount,
  pendingCount,
  deployments,
  events,
}: Service) {
  const rollouts = (deployments ?? []).map((each) => `${each.status} ${each.rolloutState}, ${each.failedTasks} failed`);
  return [
    `service ${serviceName}: ${status}, desired ${desiredCount}, running ${runningCount}, pending ${pendingCount}; ` +
      `deployments: ${rollouts.join("; ")}`,
    ...(events ?? []).slice(0, mostEvents).map(({ message }) => `  event: ${message}`),
  ];
}
