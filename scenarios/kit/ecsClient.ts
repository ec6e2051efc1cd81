import type * as ecs from "@aws-sdk/client-ecs";
import type { Exchange, JsonObject } from "../../clients/client.ts";
import type { Input } from "../../model/language/operation.ts";
import { parseAnswer } from "../../properties/judge/parseAnswer.ts";
import type { Wire } from "../../targets/embedded/wire.ts";
import type { Outputs } from "./outputs.ts";

/** Sends calls to the server: through the SDK or the AWS CLI, with or without judgement by the model. */
export interface Caller {
  call(operation: string, input: JsonObject): Promise<Exchange>;
}

export type Output<O extends keyof Outputs> = Wire<Outputs[O]>;
export type Cluster = Wire<ecs.Cluster>;
export type Service = Wire<ecs.Service>;
export type Task = Wire<ecs.Task>;
export type TaskDefinition = Wire<ecs.TaskDefinition>;

/** The calls that scenarios need. A refusal is thrown as an EcsRefusal; times are numbers, as ECS sends them. */
export interface EcsClient {
  /** Any operation, with its input and output as the API has them. */
  call<O extends keyof Outputs>(operation: O, input: Input<O>): Promise<Output<O>>;

  createCluster(name: string, more?: Omit<ecs.CreateClusterRequest, "clusterName">): Promise<Cluster>;
  /** Undefined when the server does not know the cluster. */
  describeCluster(nameOrArn: string, include?: ecs.ClusterField[]): Promise<Cluster | undefined>;
  /** All pages; the ARNs of others too. */
  listClusters(): Promise<string[]>;
  deleteCluster(nameOrArn: string): Promise<Cluster>;

  registerTaskDefinition(input: ecs.RegisterTaskDefinitionRequest): Promise<TaskDefinition>;
  describeTaskDefinition(familyOrArn: string): Promise<TaskDefinition>;
  deregisterTaskDefinition(familyAndRevisionOrArn: string): Promise<TaskDefinition>;
  listTaskDefinitions(family: string, status?: ecs.TaskDefinitionStatus): Promise<string[]>;
  listTaskDefinitionFamilies(prefix: string, status?: ecs.TaskDefinitionFamilyStatus): Promise<string[]>;

  createService(input: ecs.CreateServiceRequest): Promise<Service>;
  /** Undefined when the server does not know the service. */
  describeService(cluster: string, service: string): Promise<Service | undefined>;
  listServices(cluster: string): Promise<string[]>;
  updateService(input: ecs.UpdateServiceRequest): Promise<Service>;
  deleteService(cluster: string, service: string, force?: boolean): Promise<Service>;

  runTask(input: ecs.RunTaskRequest): Promise<Output<"RunTask">>;
  stopTask(cluster: string, task: string, reason?: string): Promise<Task>;
  describeTasks(cluster: string, tasks: readonly string[]): Promise<Task[]>;
  listTasks(cluster: string, filter?: Omit<ecs.ListTasksRequest, "cluster">): Promise<string[]>;
}

/** The server refused a call with an error of this type. */
export class EcsRefusal extends Error {
  override readonly name = "EcsRefusal";
  readonly operation: string;
  readonly type: string;
  readonly text: string;

  constructor(operation: string, type: string, text: string) {
    super(`${operation} was refused: ${type}: ${text}`);
    this.operation = operation;
    this.type = type;
    this.text = text;
  }
}

/** The server did not reply, or its reply could not come from ECS. */
export class NoAnswer extends Error {
  override readonly name = "NoAnswer";
}

export function ecsClient(caller: Caller): EcsClient {
  async function call<O extends keyof Outputs>(operation: O, input: Input<O>): Promise<Output<O>> {
    const exchange = await caller.call(operation, input as unknown as JsonObject);
    if (exchange.kind === "unanswered") throw new NoAnswer(`${operation} was not answered: ${exchange.detail}`);
    const answer = parseAnswer(exchange);
    if (answer.kind === "refused") throw new EcsRefusal(operation, answer.type, answer.message);
    if (answer.kind === "garbage")
      throw new NoAnswer(`${operation} was answered with ${answer.problem}: ${answer.detail}`);
    return answer.output as Output<O>;
  }

  return {
    call,
    async createCluster(clusterName, more = {}) {
      return there("CreateCluster", (await call("CreateCluster", { clusterName, ...more })).cluster);
    },
    async describeCluster(cluster, include) {
      const input = { clusters: [cluster], ...(include === undefined ? {} : { include }) };
      return (await call("DescribeClusters", input)).clusters?.[0];
    },
    async listClusters() {
      return (await call("ListClusters", {})).clusterArns ?? [];
    },
    async deleteCluster(cluster) {
      return there("DeleteCluster", (await call("DeleteCluster", { cluster })).cluster);
    },
    async registerTaskDefinition(input) {
      return there("RegisterTaskDefinition", (await call("RegisterTaskDefinition", input)).taskDefinition);
    },
    async describeTaskDefinition(taskDefinition) {
      return there("DescribeTaskDefinition", (await call("DescribeTaskDefinition", { taskDefinition })).taskDefinition);
    },
    async deregisterTaskDefinition(taskDefinition) {
      const { taskDefinition: gone } = await call("DeregisterTaskDefinition", { taskDefinition });
      return there("DeregisterTaskDefinition", gone);
    },
    async listTaskDefinitions(familyPrefix, status) {
      const input = { familyPrefix, ...(status === undefined ? {} : { status }) };
      return (await call("ListTaskDefinitions", input)).taskDefinitionArns ?? [];
    },
    async listTaskDefinitionFamilies(familyPrefix, status) {
      const input = { familyPrefix, ...(status === undefined ? {} : { status }) };
      return (await call("ListTaskDefinitionFamilies", input)).families ?? [];
    },
    async createService(input) {
      return there("CreateService", (await call("CreateService", input)).service);
    },
    async describeService(cluster, service) {
      return (await call("DescribeServices", { cluster, services: [service] })).services?.[0];
    },
    async listServices(cluster) {
      return (await call("ListServices", { cluster })).serviceArns ?? [];
    },
    async updateService(input) {
      return there("UpdateService", (await call("UpdateService", input)).service);
    },
    async deleteService(cluster, service, force) {
      const input = { cluster, service, ...(force === undefined ? {} : { force }) };
      return there("DeleteService", (await call("DeleteService", input)).service);
    },
    runTask: (input) => call("RunTask", input),
    async stopTask(cluster, task, reason) {
      const input = { cluster, task, ...(reason === undefined ? {} : { reason }) };
      return there("StopTask", (await call("StopTask", input)).task);
    },
    async describeTasks(cluster, tasks) {
      return (await call("DescribeTasks", { cluster, tasks: [...tasks] })).tasks ?? [];
    },
    async listTasks(cluster, filter = {}) {
      return (await call("ListTasks", { cluster, ...filter })).taskArns ?? [];
    },
  };
}

function there<T>(operation: string, value: T | undefined): T {
  if (value === undefined) throw new NoAnswer(`${operation} was answered without what it is about`);
  return value;
}
