import { type Answer, type SimulatorClient, start } from "./simulatorClient.ts";

export const c = { cluster: "c" };
export const gone = "0".repeat(32);

export function resources(cpu: number, memory: number, ports: string[] = []) {
  return [
    { name: "CPU", type: "INTEGER", integerValue: cpu },
    { name: "MEMORY", type: "INTEGER", integerValue: memory },
    { name: "PORTS", type: "STRINGSET", stringSetValue: ports },
  ];
}

export function definition(client: SimulatorClient, container: object = {}, more: object = {}): Promise<Answer> {
  const containerDefinitions = [{ name: "web", image: "nginx", cpu: 256, memory: 256, ...container }];
  return client.call("RegisterTaskDefinition", { family: "f", containerDefinitions, ...more });
}

/** A simulator with the cluster `c`, the family `f` and as many instances. */
export async function fleet(count: number, cpu = 1024, memory = 1024, container: object = {}) {
  const client = await start();
  await client.call("CreateCluster", { clusterName: "c" });
  await definition(client, container);
  const arns: string[] = [];
  for (let index = 0; index < count; index++)
    arns.push(await register(client, { totalResources: resources(cpu, memory) }));
  return { client, arns };
}

export async function register(client: SimulatorClient, more: object = {}): Promise<string> {
  const { containerInstance } = await client.call("RegisterContainerInstance", { ...c, ...more });
  return containerInstance.containerInstanceArn;
}

export async function instance(client: SimulatorClient, arn: string | undefined): Promise<Answer> {
  return (await client.call("DescribeContainerInstances", { ...c, containerInstances: [arn] })).containerInstances[0];
}

export function remaining(shown: Answer, name: string): Answer {
  const found = shown.remainingResources.find((resource: Answer) => resource.name === name);
  return found.stringSetValue ?? found.integerValue;
}

export const run = (client: SimulatorClient, more: object = {}): Promise<Answer> =>
  client.call("RunTask", { ...c, taskDefinition: "f", launchType: "EC2", ...more });

export const serve = (client: SimulatorClient, more: object = {}): Promise<Answer> =>
  client.call("CreateService", {
    ...c,
    serviceName: "s",
    taskDefinition: "f",
    desiredCount: 2,
    launchType: "EC2",
    ...more,
  });

export async function serviceTasks(client: SimulatorClient): Promise<Answer[]> {
  const { taskArns } = await client.call("ListTasks", { ...c, serviceName: "s" });
  return taskArns.length === 0 ? [] : (await client.call("DescribeTasks", { ...c, tasks: taskArns })).tasks;
}
