import type {
  CreateServiceRequest,
  DeploymentConfiguration,
  NetworkConfiguration,
  ServiceConnectConfiguration,
  ServiceEvent,
} from "@aws-sdk/client-ecs";
import type { OrderedSet } from "../orderedSet.ts";
import type { Tags } from "../requests/tags.ts";
import type { ServiceDeployment, ServiceRevision } from "../services/serviceDeployments.ts";
import type { TaskSet } from "../services/taskSets.ts";
import type { ScheduledEvent } from "../time/eventQueue.ts";
import type { Wire } from "../wire.ts";
import type { Cluster, StrategyItem } from "./cluster.ts";
import type { Task } from "./task.ts";
import type { Revision } from "./taskDefinition.ts";

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
