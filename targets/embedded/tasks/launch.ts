import { randomUUID } from "node:crypto";
import type { NetworkConfiguration } from "@aws-sdk/client-ecs";
import type { ContainerInstance } from "../instances/containerInstance.ts";
import type { Reservation } from "../instances/resources.ts";
import type { Tags } from "../requests/tags.ts";
import type { TaskSet } from "../services/taskSets.ts";
import type { Simulation } from "../simulation.ts";
import type { Cluster } from "../state/cluster.ts";
import type { Deployment, Service } from "../state/service.ts";
import type { ContainerState, Task, TaskOverrides } from "../state/task.ts";
import type { Revision } from "../state/taskDefinition.ts";
import type { Wire } from "../wire.ts";
import { newAttachment } from "./attachment.ts";
import { enterTask } from "./ledger.ts";
import { beginTask } from "./lifeCycle.ts";

/** The properties of a new task. */
export interface Launch {
  readonly cluster: Cluster;
  readonly revision: Revision;
  readonly service?: Service;
  readonly deployment?: Deployment | TaskSet;
  readonly group: string;
  readonly startedBy: string | undefined;
  readonly launchType: string;
  readonly capacityProvider: string | undefined;
  readonly instance: ContainerInstance | undefined;
  readonly reservation: Reservation | undefined;
  readonly platformVersion: string | undefined;
  readonly networkConfiguration: Wire<NetworkConfiguration> | undefined;
  readonly overrides: TaskOverrides;
  readonly enableExecuteCommand: boolean;
  readonly tags: Tags;
}

/** Starts a task (TK3). */
export function launchTask(sim: Simulation, launch: Launch): Task {
  const { networkConfiguration, ...rest } = launch;
  const id = newId();
  const subnet = networkConfiguration?.awsvpcConfiguration?.subnets?.[0];
  const address = subnet === undefined ? undefined : (sim.traffic?.newAddress() ?? newAddress());
  const task: Task = {
    ...rest,
    service: launch.service,
    deployment: launch.deployment,
    id,
    arn: sim.arn(`task/${launch.cluster.name}/${id}`),
    createdAt: sim.clock.now,
    containers: launch.revision.content.containerDefinitions.map(
      (definition): ContainerState => ({
        definition,
        arn: sim.arn(`container/${launch.cluster.name}/${id}/${randomUUID()}`),
        lastStatus: "PENDING",
        healthStatus: "UNKNOWN",
        runtimeId: undefined,
        imageDigest: undefined,
        startedAt: undefined,
        exitCode: undefined,
        reason: undefined,
        nextExit: undefined,
        nextHealth: undefined,
      }),
    ),
    attachment: subnet === undefined ? undefined : newAttachment(subnet, address ?? ""),
    privateAddress: address,
    lastStatus: launch.instance && subnet === undefined ? "PENDING" : "PROVISIONING",
    desiredStatus: "RUNNING",
    version: 1,
    connectivityAt: undefined,
    pullStartedAt: undefined,
    pullStoppedAt: undefined,
    startedAt: sim.bugged("task-starts-when-it-is-created") ? sim.clock.now : undefined,
    stoppingAt: undefined,
    executionStoppedAt: undefined,
    stoppedAt: undefined,
    stopCode: undefined,
    stoppedReason: undefined,
    healthy: false,
    protection: undefined,
    nextMove: undefined,
  };
  enterTask(task);
  beginTask(sim, task);
  return task;
}

let addresses = 0;

function newAddress(): string {
  addresses = (addresses + 1) % 0xffff;
  return `10.0.${addresses >> 8}.${addresses & 255}`;
}

function newId(): string {
  return randomUUID().replaceAll("-", "");
}
