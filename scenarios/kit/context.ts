import type {
  ContainerDefinition,
  CreateServiceRequest,
  NetworkConfiguration,
  RegisterTaskDefinitionRequest,
  RunTaskRequest,
} from "@aws-sdk/client-ecs";
import type { Target } from "../../targets/target.ts";
import { brief } from "./brief.ts";
import { definitionOf } from "./definitions.ts";
import { type EcsClient, ecsClient, type Service, type Task } from "./ecsClient.ts";
import type { JudgedCaller } from "./judgedCaller.ts";
import type { LoadMetrics } from "./load/metricsCollector.ts";
import type { Pace } from "./pace.ts";
import { TaskStatusChecker } from "./taskStatusChecker.ts";
import { ScenarioFailure, type Waiting } from "./waiting.ts";
import { ofService, Watched } from "./watched.ts";

/** The context of a scenario: a client, a cluster of its own, and functions to wait and to watch. */
export class ScenarioContext {
  readonly target: Target;
  readonly ecs: EcsClient;
  /** Sends the calls of `ecs`, and those of other programs of the scenario. */
  readonly caller: JudgedCaller;
  readonly pace: Pace;
  readonly waiting: Waiting;
  readonly tasks: TaskStatusChecker;
  /** This scenario's own cluster, ACTIVE and empty at the start. */
  readonly cluster: string;
  /** For tasks and services in awsvpc. */
  readonly networkConfiguration: NetworkConfiguration;
  /** A name that no other scenario uses; the same for the same word. */
  readonly unique: (word: string) => string;
  /** The measurements of a load, for the report. */
  measured: LoadMetrics | undefined;
  /** Resources unknown to the model that the server did not remove. */
  readonly left: string[] = [];

  constructor(target: Target, prefix: string, caller: JudgedCaller, waiting: Waiting) {
    this.target = target;
    this.unique = (word) => `${prefix}${word}`;
    this.caller = caller;
    this.ecs = ecsClient(caller);
    this.waiting = waiting;
    this.pace = waiting.pace;
    this.tasks = new TaskStatusChecker(this.ecs, waiting);
    caller.listen((_, exchange) => this.tasks.see(exchange));
    this.cluster = this.unique("cluster");
    const { subnets, securityGroups } = target.fixtures;
    this.networkConfiguration = {
      awsvpcConfiguration: { subnets: [...subnets.slice(0, 1)], securityGroups: [...securityGroups.slice(0, 1)] },
    };
  }

  /** Registers a revision for Fargate in this scenario's family `word`; returns `family:revision`. */
  async define(
    word: string,
    containers: ContainerDefinition[],
    more: Partial<RegisterTaskDefinitionRequest> = {},
  ): Promise<string> {
    const input = definitionOf(this.unique(word), containers, more);
    const { family, revision } = await this.ecs.registerTaskDefinition(input);
    return `${family}:${revision}`;
  }

  /** Starts tasks on Fargate in this scenario's cluster; follows each from the reply on. */
  async run(taskDefinition: string, more: Partial<RunTaskRequest> = {}): Promise<Task[]> {
    const { cluster, networkConfiguration } = this;
    const input = { cluster, taskDefinition, launchType: "FARGATE" as const, networkConfiguration, ...more };
    const { tasks = [], failures = [] } = await this.ecs.runTask(input);
    if (failures.length > 0) throw new ScenarioFailure(`RunTask returned failures: ${brief(failures)}`);
    return tasks;
  }

  /** Like `run`, for one task. */
  async runOne(taskDefinition: string, more: Partial<RunTaskRequest> = {}): Promise<Task & { taskArn: string }> {
    const [task, ...others] = await this.run(taskDefinition, more);
    if (task?.taskArn === undefined || others.length > 0)
      throw new ScenarioFailure(`RunTask should have started one task, but returned ${brief([task, ...others])}`);
    return { ...task, taskArn: task.taskArn };
  }

  /**
   * Creates a service on Fargate in this scenario's cluster, and follows its tasks; returns the service in
   * CreateService's reply.
   */
  async serve(
    word: string,
    taskDefinition: string,
    desiredCount: number,
    more: Partial<CreateServiceRequest> = {},
  ): Promise<Service & { serviceName: string }> {
    const { cluster, networkConfiguration } = this;
    const serviceName = this.unique(word);
    const service = await this.ecs.createService({
      cluster,
      serviceName,
      taskDefinition,
      desiredCount,
      launchType: "FARGATE",
      networkConfiguration,
      ...more,
    });
    await this.tasks.watchService(cluster, serviceName);
    return { ...service, serviceName };
  }

  /** The service as it is now; fails when it does not exist. */
  async service(name: string): Promise<Service> {
    const service = await this.ecs.describeService(this.cluster, name);
    if (service === undefined) throw new ScenarioFailure(`service ${name} does not exist`);
    return service;
  }

  /** Waits until a condition on a service holds. */
  untilService(name: string, awaited: string, isSo: (service: Service) => boolean, patience = 1): Promise<Service> {
    return this.waiting.until(`service ${name} to ${awaited}`, () => this.service(name), isSo, patience);
  }

  /** Records a number of a service at every step of time from now on. */
  watchService(name: string, what: string, number: (service: Service) => number): Promise<Watched> {
    return this.watch(`${what} of service ${name}`, ofService(this.ecs, this.cluster, name, number));
  }

  /** Records a number at every step of time from now on. */
  watch(what: string, look: () => Promise<number>): Promise<Watched> {
    return Watched.begin(what, this.waiting, look);
  }
}
