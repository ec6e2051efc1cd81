import { onFargate } from "./simulatorClient.ts";

/** An operation with its input, or so many seconds to wait. A text `$3.tasks.0.taskArn` points into the third answer. */
export type Step = readonly [operation: string, input: object, how?: Unlike] | number;

/** How a request is sent otherwise than a client of ECS would. */
export interface Unlike {
  readonly method?: string;
  readonly target?: string;
  readonly body?: string;
  readonly chunked?: boolean;
}

export const c = { cluster: "c" };
export const createC: Step = ["CreateCluster", { clusterName: "c" }];
export const createD: Step = ["CreateCluster", { clusterName: "d" }];
export const deleteC: Step = ["DeleteCluster", c];
export const describeC: Step = ["DescribeClusters", { clusters: ["c"], include: ["TAGS", "SETTINGS"] }];
export const tag = (resourceArn: string, ...keys: string[]): Step => [
  "TagResource",
  { resourceArn, tags: keys.map((key) => ({ key, value: "v" })) },
];

export function registered(family = "f", container: object = {}, others: object[] = []): Step {
  const containerDefinitions = [{ name: "web", image: "nginx", ...container }, ...others];
  return ["RegisterTaskDefinition", { family, networkMode: "awsvpc", cpu: "256", memory: "512", containerDefinitions }];
}

/** A definition for container instances. */
export const forInstances: Step = [
  "RegisterTaskDefinition",
  { family: "f", containerDefinitions: [{ name: "web", image: "nginx", memory: 64 }] },
];

export function created(desiredCount: number, more: object = {}): Step {
  return ["CreateService", { ...c, serviceName: "s", taskDefinition: "f:1", desiredCount, ...onFargate, ...more }];
}

export function updated(more: object): Step {
  return ["UpdateService", { ...c, service: "s", ...more }];
}

export function run(more: object = {}): Step {
  return ["RunTask", { ...c, taskDefinition: "f", ...onFargate, ...more }];
}

export const describeS: Step = ["DescribeServices", { ...c, services: ["s"] }];
export const describeT: Step = ["DescribeTasks", { ...c, tasks: ["$3.tasks.0.taskArn"] }];
export const deregister = (taskDefinition: string): Step => ["DeregisterTaskDefinition", { taskDefinition }];
export const describe = (taskDefinition: string): Step => ["DescribeTaskDefinition", { taskDefinition }];
export const serviceOf = (desiredCount: number, more: object = {}): Step[] => [
  createC,
  registered(),
  created(desiredCount, more),
  20,
];
export const namesakes: Step[] = [
  createC,
  createD,
  registered(),
  created(1),
  ["CreateService", { cluster: "d", serviceName: "s", taskDefinition: "f", desiredCount: 1, ...onFargate }],
  20,
];
export const describeNamesake: Step = ["DescribeServices", { cluster: "d", services: ["s"] }];
export const brokenImage = registered("f", { image: "no-such-image" });
export const breaker = { deploymentConfiguration: { deploymentCircuitBreaker: { enable: true, rollback: true } } };
export const rollout = (minimumHealthyPercent: number, maximumPercent: number, desiredCount: number): Step[] => [
  ...serviceOf(desiredCount, { deploymentConfiguration: { minimumHealthyPercent, maximumPercent } }),
  updated({ forceNewDeployment: true }),
  ...Array.from({ length: 12 }, () => [1, describeS] as const).flat(),
];
