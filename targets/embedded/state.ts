import type {
  Attachment,
  ClusterConfiguration,
  ContainerDefinition,
  ContainerOverride,
  CreateServiceRequest,
  DeploymentConfiguration,
  NetworkConfiguration,
  ServiceConnectConfiguration,
  ServiceEvent,
  TaskDefinition,
  TaskOverride,
} from "@aws-sdk/client-ecs";
import type { AccountSettings } from "./accountSettings.ts";
import { emptyProviderRegistry, type ProviderRegistry } from "./capacity/providerRegistry.ts";
import type { ClusterAttachments } from "./clusters/clusterAttachments.ts";
import type { ContainerInstance, Fleet } from "./instances/containerInstance.ts";
import type { Reservation } from "./instances/resources.ts";
import { OrderedSet } from "./orderedSet.ts";
import type { ServiceDeployment, ServiceRevision } from "./services/serviceDeployments.ts";
import type { TaskSet } from "./services/taskSets.ts";
import type { Protection } from "./tasks/protection.ts";
import type { ScheduledEvent } from "./time/eventQueue.ts";
import type { Wire } from "./wire.ts";

export type Tags = Map<string, string>;
/** An item of a capacity provider strategy with its defaults filled in (CL22). */
export interface StrategyItem {
  readonly capacityProvider: string;
  readonly weight: number;
  readonly base: number;
}

/** All that a restart forgets. */
export interface State {
  readonly clusters: Map<string, Cluster>;
  readonly activeClusters: OrderedSet<Cluster>;
  readonly inactiveClusters: OrderedSet<Cluster>;
  readonly families: Map<string, Family>;
  /** Names of the families that have a revision, sorted. */
  readonly familyNames: string[];
  readonly runTaskTokens: Map<string, RunTaskToken>;
  readonly providers: ProviderRegistry;
  readonly accountSettings: AccountSettings;
  /** ARNs of the Cloud Map namespaces that were named. */
  readonly namespaces: Set<string>;
}

export function emptyState(): State {
  return {
    clusters: new Map(),
    activeClusters: new OrderedSet(),
    inactiveClusters: new OrderedSet(),
    families: new Map(),
    familyNames: [],
    runTaskTokens: new Map(),
    providers: emptyProviderRegistry(),
    accountSettings: new Map(),
    namespaces: new Set(),
  };
}

export interface Cluster {
  readonly name: string;
  readonly arn: string;
  status: "ACTIVE" | "INACTIVE";
  settings: Map<string, string>;
  configuration: Wire<ClusterConfiguration> | undefined;
  capacityProviders: string[];
  defaultStrategy: StrategyItem[];
  serviceConnectNamespace: string | undefined;
  attachments: ClusterAttachments | undefined;
  fleet: Fleet;
  tags: Tags;
  services: Map<string, Service>;
  activeServices: OrderedSet<Service>;
  inactiveServices: OrderedSet<Service>;
  tasks: Map<string, Task>;
  /** Tasks by desired status, as ListTasks lists them. */
  desiredRunning: OrderedSet<Task>;
  desiredStopped: OrderedSet<Task>;
  /** STOPPED tasks that no service started, oldest first: kept by count. */
  stoppedStandalone: OrderedSet<Task>;
  /** Tasks that are not STOPPED yet. */
  unstoppedTasks: number;
  runningTasks: number;
  pendingTasks: number;
}

export interface Family {
  readonly name: string;
  nextRevision: number;
  /** In ascending order. */
  readonly revisions: Map<number, Revision>;
  /** Numbers of the ACTIVE ones, ascending. */
  activeRevisions: number[];
}

export type RevisionContent = Omit<
  Wire<TaskDefinition>,
  | "family"
  | "revision"
  | "status"
  | "taskDefinitionArn"
  | "registeredAt"
  | "registeredBy"
  | "deregisteredAt"
  | "deleteRequestedAt"
  | "containerDefinitions"
> & { containerDefinitions: Wire<ContainerDefinition>[] };

export interface Revision {
  readonly family: Family;
  readonly number: number;
  readonly arn: string;
  readonly content: RevisionContent;
  readonly registeredAt: number;
  status: "ACTIVE" | "INACTIVE" | "DELETE_IN_PROGRESS";
  deregisteredAt: number | undefined;
  deleteRequestedAt: number | undefined;
  tags: Tags;
  /** How many unstopped tasks and service deployments use it: it cannot vanish before (TD27). */
  users: number;
}

export interface Service {
  readonly cluster: Cluster;
  readonly name: string;
  readonly arn: string;
  readonly createdAt: number;
  readonly creation: { readonly token: string | undefined; readonly request: string };
  readonly schedulingStrategy: "REPLICA" | "DAEMON";
  readonly controller: "ECS" | "EXTERNAL";
  status: "ACTIVE" | "DRAINING" | "INACTIVE";
  desiredCount: number;
  /** An EXTERNAL service has that of its primary task set. */
  plan: DeploymentPlan | undefined;
  /** What the service is made of beside its deployments; shown as it was given. */
  settings: ServiceSettings;
  tags: Tags;
  /** PRIMARY first. */
  deployments: Deployment[];
  /** Only an EXTERNAL service has any. */
  taskSets: TaskSet[];
  /** All that the service has deployed, by id, oldest first (SD1). */
  readonly serviceDeployments: Map<string, ServiceDeployment>;
  readonly serviceRevisions: Map<string, ServiceRevision>;
  events: Wire<ServiceEvent>[];
  /** Tasks that should run. */
  readonly liveTasks: OrderedSet<Task>;
  /** Tasks that should stop, STOPPED ones too: the latest are kept, by count. */
  readonly endingTasks: OrderedSet<Task>;
  /** How many should stop and are not yet STOPPING: a DRAINING service waits for them (SV30). */
  drainingTasks: number;
  lastCompleted: ServiceRevision | undefined;
  launches: LaunchBackOff;
  steady: boolean;
  nextReconcile: ScheduledEvent | undefined;
  /** Told of what happens to its tasks. */
  readonly observe: (task: Task, event: TaskEvent) => void;
}

/** `failed`: it never ran; `exited`: it ran and ended by itself; `stopping`: somebody stops it; `drained`: it is STOPPING. */
export type TaskEvent = "healthy" | "unhealthy" | "failed" | "exited" | "stopping" | "drained";

/** Delays new launches after tasks that ended by themselves (DP10). */
interface LaunchBackOff {
  failedStarts: number;
  earlyExits: number;
  notBefore: number;
}

export interface ServiceSettings {
  deploymentConfiguration: Wire<DeploymentConfiguration> & { maximumPercent: number; minimumHealthyPercent: number };
  placementConstraints: NonNullable<Wire<CreateServiceRequest>["placementConstraints"]>;
  placementStrategy: NonNullable<Wire<CreateServiceRequest>["placementStrategy"]>;
  serviceRegistries: NonNullable<Wire<CreateServiceRequest>["serviceRegistries"]>;
  healthCheckGracePeriodSeconds: number | undefined;
  availabilityZoneRebalancing: string;
  enableECSManagedTags: boolean;
  enableExecuteCommand: boolean;
  propagateTags: string;
}

/** What a deployment runs: a change of it makes a new deployment (SV22). */
export interface DeploymentPlan {
  readonly revision: Revision;
  readonly launchType: string | undefined;
  readonly strategy: readonly StrategyItem[];
  readonly platformVersion: string | undefined;
  readonly networkConfiguration: Wire<NetworkConfiguration> | undefined;
  readonly serviceConnect?: Wire<ServiceConnectConfiguration> | undefined;
}

export interface Deployment {
  readonly id: string;
  readonly plan: DeploymentPlan;
  readonly serviceRevision: ServiceRevision;
  readonly createdAt: number;
  readonly rollback: boolean;
  status: "PRIMARY" | "ACTIVE";
  updatedAt: number;
  desiredCount: number;
  runningCount: number;
  pendingCount: number;
  /** Tasks failed since the last healthy one: what the circuit breaker counts (DP7). */
  failedTasks: number;
  rolloutState: "IN_PROGRESS" | "COMPLETED" | "FAILED";
  rolloutStateReason: string;
}

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
  /** Where it runs, and what it takes there, unless it runs on Fargate. */
  readonly instance: ContainerInstance | undefined;
  readonly reservation: Reservation | undefined;
  readonly platformVersion: string | undefined;
  readonly overrides: TaskOverrides;
  readonly enableExecuteCommand: boolean;
  readonly createdAt: number;
  readonly containers: ContainerState[];
  readonly attachment: Wire<Attachment> | undefined;
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
  /** A service counts it as healthy (DP4). */
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
  startedAt: number | undefined;
  exitCode: number | undefined;
  reason: string | undefined;
  nextExit: ScheduledEvent | undefined;
  nextHealth: ScheduledEvent | undefined;
}

/** What a client token of RunTask stands for (TK5). */
interface RunTaskToken {
  readonly request: string;
  readonly tasks: readonly Task[];
}
