import type { ContainerDefinition, ContainerOverride, TaskOverride } from "@aws-sdk/client-ecs";
import type { ContainerInstance } from "../instances/containerInstance.ts";
import type { Reservation } from "../instances/resources.ts";
import type { Tags } from "../requests/tags.ts";
import type { TaskSet } from "../services/taskSets.ts";
import type { TaskAttachment } from "../tasks/attachment.ts";
import type { Protection } from "../tasks/protection.ts";
import type { ScheduledEvent } from "../time/eventQueue.ts";
import type { Wire } from "../wire.ts";
import type { Cluster } from "./cluster.ts";
import type { Deployment, Service } from "./service.ts";
import type { Revision } from "./taskDefinition.ts";

export type TaskStatus =
  | "PROVISIONING"
  | "PENDING"
  | "ACTIVATING"
  | "RUNNING"
  | "DEACTIVATING"
  | "STOPPING"
  | "DEPROVISIONING"
  | "STOPPED";

export interface Task {
  readonly id: string;
  readonly arn: string;
  readonly cluster: Cluster;
  readonly revision: Revision;
  readonly service: Service | undefined;
  readonly deployment: Deployment | TaskSet | undefined;
  readonly group: string;
  readonly startedBy: string | undefined;
  readonly launchType: string;
  readonly capacityProvider: string | undefined;
  /** Its instance and the resources it holds there; undefined on Fargate. */
  readonly instance: ContainerInstance | undefined;
  readonly reservation: Reservation | undefined;
  readonly platformVersion: string | undefined;
  readonly overrides: TaskOverrides;
  readonly enableExecuteCommand: boolean;
  readonly createdAt: number;
  readonly containers: ContainerState[];
  readonly attachment: TaskAttachment | undefined;
  readonly privateAddress: string | undefined;
  tags: Tags;
  lastStatus: TaskStatus;
  desiredStatus: "RUNNING" | "STOPPED";
  version: number;
  connectivityAt: number | undefined;
  pullStartedAt: number | undefined;
  pullStoppedAt: number | undefined;
  startedAt: number | undefined;
  stoppingAt: number | undefined;
  executionStoppedAt: number | undefined;
  stoppedAt: number | undefined;
  stopCode: string | undefined;
  stoppedReason: string | undefined;
  /** Its service regards it as healthy (DP4). */
  healthy: boolean;
  protection: Protection | undefined;
  nextMove: ScheduledEvent | undefined;
}

export type TaskOverrides = Wire<TaskOverride> & { readonly containerOverrides: Wire<ContainerOverride>[] };

export interface ContainerState {
  readonly definition: Wire<ContainerDefinition>;
  readonly arn: string;
  lastStatus: "PENDING" | "RUNNING" | "STOPPED";
  healthStatus: "UNKNOWN" | "HEALTHY" | "UNHEALTHY";
  runtimeId: string | undefined;
  imageDigest: string | undefined;
  startedAt: number | undefined;
  exitCode: number | undefined;
  reason: string | undefined;
  nextExit: ScheduledEvent | undefined;
  nextHealth: ScheduledEvent | undefined;
}
