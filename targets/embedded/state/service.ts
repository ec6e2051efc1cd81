import type {
  CreateServiceRequest,
  DeploymentConfiguration,
  MonitoringConfiguration,
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
  readonly controller: "ECS" | "EXTERNAL" | "CODE_DEPLOY";
  status: "ACTIVE" | "DRAINING" | "INACTIVE";
  /** The progress of its deletion: it waits, then stops its tasks, and ends (INACTIVE) after another wait. */
  deletion: "none" | "waits" | "stops tasks" | "ends";
  desiredCount: number;
  /** For an EXTERNAL service, that of its PRIMARY task set. */
  plan: DeploymentPlan | undefined;
  /** The members that are not part of the plan; replies show them as given. */
  settings: ServiceSettings;
  tags: Tags;
  /** PRIMARY first. Replies show that of a CODE_DEPLOY service as a task set (CD4). */
  deployments: Deployment[];
  /** Only an EXTERNAL service has any. */
  taskSets: TaskSet[];
  /** All that the service has deployed, by id, oldest first (SD1). */
  readonly serviceDeployments: Map<string, ServiceDeployment>;
  readonly serviceRevisions: Map<string, ServiceRevision>;
  events: Wire<ServiceEvent>[];
  /** Tasks with the desired status RUNNING. */
  readonly liveTasks: OrderedSet<Task>;
  /** Tasks with the desired status STOPPED; a limited number of STOPPED ones is kept. */
  readonly endingTasks: OrderedSet<Task>;
  /** How many tasks are DEACTIVATING: a DRAINING service waits for them (SV30). */
  drainingTasks: number;
  lastCompleted: ServiceRevision | undefined;
  launches: LaunchBackOff;
  steady: boolean;
  nextReconcile: ScheduledEvent | undefined;
  /** Called when something happens to one of its tasks. */
  readonly observe: (task: Task, event: TaskEvent) => void;
}

/**
 * `failed`: it never ran; `exited`: it ran and exited by itself; `stopping`: it is being stopped; `drained`: it is
 * STOPPING.
 */
export type TaskEvent = "healthy" | "unhealthy" | "failed" | "exited" | "stopping" | "drained";

/** Delays launches after tasks that failed to start or exited (DP10). */
interface LaunchBackOff {
  failedStarts: number;
  earlyExits: number;
  notBefore: number;
}

export interface ServiceSettings {
  deploymentConfiguration: Wire<DeploymentConfiguration> & { maximumPercent: number; minimumHealthyPercent: number };
  placementConstraints: NonNullable<Wire<CreateServiceRequest>["placementConstraints"]>;
  placementStrategy: NonNullable<Wire<CreateServiceRequest>["placementStrategy"]>;
  loadBalancers: NonNullable<Wire<CreateServiceRequest>["loadBalancers"]>;
  serviceRegistries: NonNullable<Wire<CreateServiceRequest>["serviceRegistries"]>;
  healthCheckGracePeriodSeconds: number | undefined;
  availabilityZoneRebalancing: string;
  enableECSManagedTags: boolean;
  enableExecuteCommand: boolean;
  propagateTags: string;
}

/** What a deployment runs: a changed plan needs a new deployment (SV22). */
export interface DeploymentPlan {
  readonly revision: Revision;
  readonly launchType: string | undefined;
  readonly strategy: readonly StrategyItem[];
  readonly platformVersion: string | undefined;
  readonly networkConfiguration: Wire<NetworkConfiguration> | undefined;
  readonly monitoring?: Wire<MonitoringConfiguration> | undefined;
  readonly serviceConnect?: Wire<ServiceConnectConfiguration> | undefined;
}

export interface Deployment {
  readonly id: string;
  readonly plan: DeploymentPlan;
  readonly serviceRevision: ServiceRevision;
  readonly createdAt: number;
  readonly rollback: boolean;
  status: "PRIMARY" | "ACTIVE" | "DRAINING";
  updatedAt: number;
  desiredCount: number;
  runningCount: number;
  pendingCount: number;
  /** Tasks that failed since the last healthy one, for the circuit breaker (DP7). */
  failedTasks: number;
  rolloutState: "IN_PROGRESS" | "COMPLETED" | "FAILED";
  rolloutStateReason: string;
}
