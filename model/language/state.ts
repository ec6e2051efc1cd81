import type * as ecs from "@aws-sdk/client-ecs";
import type { PersistentMap } from "./persistentMap.ts";
import type { ServiceSettings } from "./serviceSettings.ts";

/** The contents of one account in one region, as far as a run knows them. Immutable; steps get an immer draft. */
export interface State {
  clusters: PersistentMap<Cluster>;
  families: PersistentMap<Family>;
  capacityProviders: PersistentMap<CapacityProvider>;
  /** The run's changes of account settings, in order. */
  accountSettings: SettingChange[];
  /** The names of the Cloud Map namespaces that the run's clusters were given: they exist from then on (row CL26). */
  namespaces: string[];
}

export interface Tag {
  key: string;
  value: string;
}

export interface Cluster {
  name: string;
  status: "ACTIVE" | "INACTIVE";
  settings: ecs.ClusterSetting[];
  configuration: ecs.ClusterConfiguration | undefined;
  /** The possible values of Container Insights by the account settings, when the cluster sets none (row CL2). */
  insights: string[] | undefined;
  capacityProviders: string[];
  /** Auto Scaling groups may still be being attached or detached in the background (rows CL6, CL11). */
  attaching: boolean;
  defaultCapacityProviderStrategy: ecs.CapacityProviderStrategyItem[];
  tags: Tag[];
  /** The arguments of the call that created it, to recognize the same call (CL3, CL4). */
  arguments: string;
  services: PersistentMap<Service>;
  tasks: PersistentMap<Task>;
  containerInstances: PersistentMap<ContainerInstance>;
  /** True once a task was started in it, or a service with a desired count above zero. */
  used: boolean;
  /** A request set a namespace for Service Connect. */
  mayHaveNamespace: boolean;
  /** The number of its ACTIVE services. */
  activeServices: number;
  /** RunTask calls by client token (TK5): the arguments and the resulting ids. */
  runTokens: Record<string, { arguments: string; ids: string[] }>;
  /** Tokens of earlier clusters with this name: whether a token remains valid after the deletion is unspecified. */
  earlierTokens: string[];
  /** How often a cluster with this name was created: a re-created cluster is a new and empty one (CL5). */
  incarnation: number;
}

export interface Family {
  name: string;
  /** Index = revision − 1; a deleted revision stays as a record, because its number is never used again (TD2). */
  revisions: Revision[];
}

export interface Revision {
  family: string;
  revision: number;
  status: "ACTIVE" | "INACTIVE" | "DELETE_IN_PROGRESS";
  definition: ecs.RegisterTaskDefinitionRequest;
  tags: Tag[];
}

export interface Deployment {
  /** Symbolic id: `ecs-svc/«deployment:3.0»`. */
  id: string;
  taskDefinition: string;
}

/** A deployment in a service's history: what DescribeServiceDeployments shows (rows SD1, SD2). */
export interface ServiceDeployment {
  /** A placeholder until a reply shows the id, then the literal id. */
  id: string;
  /** The id of the revision that it targets; likewise. */
  revision: string;
  /** `family:revision`. */
  taskDefinition: string;
  /** The last status that a reply showed: it never goes back (row SD2). */
  status: string | undefined;
  /** It was stopped while it was in progress (row SD5). */
  stopped: boolean;
  /** A reply has shown its id. When several have no id yet, it is unknown which is which. */
  named: boolean;
  call: string;
}

/** Part of a service with the EXTERNAL controller, with tasks of its own (rows TS1–TS5). */
export interface TaskSet {
  /** `ecs-svc/«taskSet:3.0»`. */
  id: string;
  status: "ACTIVE" | "PRIMARY" | "DRAINING";
  taskDefinition: string;
  launchType: string | undefined;
  capacityProviderStrategy: ecs.CapacityProviderStrategyItem[];
  networkConfiguration: ecs.NetworkConfiguration | undefined;
  platformVersion: string | undefined;
  externalId: string | undefined;
  /** Per cent of the service's desired count. */
  scale: number;
  tags: Tag[];
  call: string;
}

export interface Service {
  cluster: string;
  name: string;
  /** Who starts its tasks: its own scheduler, or its task sets (row SV2b). */
  controller: "ECS" | "EXTERNAL" | "CODE_DEPLOY";
  /** All its task sets; deleted ones are DRAINING. */
  taskSets: TaskSet[];
  /** In the order of the calls. */
  history: ServiceDeployment[];
  /** Its creation time, in epoch seconds of the target's clock, once a reply has shown it. */
  createdAt?: number;
  /** Ids of its tasks that may be protected from scale-in (row TK15). */
  protectedTasks: string[];
  status: "ACTIVE" | "DRAINING" | "INACTIVE";
  desiredCount: number;
  /** `family:revision`. */
  taskDefinition: string;
  launchType: string | undefined;
  capacityProviderStrategy: ecs.CapacityProviderStrategyItem[];
  schedulingStrategy: string;
  deploymentConfiguration: {
    maximumPercent: number;
    minimumHealthyPercent: number;
    enable: boolean;
    rollback: boolean;
    resetOnHealthyTask: boolean;
    threshold: { type: string | undefined; value: number | undefined };
  };
  monitoring: ecs.MonitoringConfiguration | undefined;
  networkConfiguration: ecs.NetworkConfiguration | undefined;
  platformVersion: string | undefined;
  settings: ServiceSettings;
  tags: Tag[];
  /** The arguments of CreateService without its token (SV7, SV10). */
  arguments: string;
  clientToken: string | undefined;
  /** All its deployments; the newest is PRIMARY (DP1). */
  deployments: Deployment[];
  /**
   * The circuit breaker must trip, because its tasks never start (DP7, DP8). `rollsBackTo` is the last definition that
   * was at rest, if it must roll back (DP9).
   */
  trips: { rollsBackTo: string | undefined } | undefined;
  /** The last definition whose deployment was at rest. */
  completed: string | undefined;
  knowledge: Knowledge;
  bounds: Bounds;
  call: string;
}

/**
 * What a run does not know about a service. ECS makes many changes that no reply reports: when one of these may have
 * happened, its consequences are not judged.
 */
interface Knowledge {
  /** The history may contain one deployment less than is known: an update may have changed nothing. */
  historyOpen: boolean;
  /** A deployment was stopped: what the service runs since then is not predicted (row SD5). */
  rolloutStopped: boolean;
  /** True once INACTIVE was observed, or when it had no tasks: it no longer drains (SV30). */
  drained: boolean;
  /** A deployment replaces tasks of an earlier one, as far as the run has observed. */
  rollingOut: boolean;
  /** The tasks of its current definition end by themselves: its state is not predicted. */
  tasksExit: boolean;
  /** The same for any definition that it ever had. */
  tasksEverExit: boolean;
  /** A circuit breaker with rollback was enabled at some time. */
  everRollsBack: boolean;
  /**
   * An earlier service with this name may have started deployments that no reply showed (SV9): its tasks are not
   * judged.
   */
  mayHaveUnknownTasks: boolean;
  /** A deleted service had this name; its tasks may still be listed. */
  reusesName: boolean;
  /** Its desired count was above zero at some time. */
  everWanted: boolean;
  /** It had enableExecuteCommand at some time (row TK16). */
  everExecutable: boolean;
}

/** Running tasks stay at or above `least`; running and pending ones together at or below `most` (DP3). */
export interface Bounds {
  least: number;
  most: number;
  /** True once the service was observed at rest: only then does `least` hold. */
  observedAtRest: boolean;
}

/** How a task ends without a StopTask; `unknown` when the target does not run real containers. */
export type TaskLifetime =
  | { kind: "runs" }
  | { kind: "exits"; codes: Record<string, number | undefined> }
  | { kind: "fails" }
  | { kind: "unknown" };

export interface Task {
  /** A placeholder (`«task:3.0»`) for a command's task; the literal id for a scheduler's task. */
  id: string;
  cluster: string;
  taskDefinition: string;
  /** The service whose scheduler started it; `?` until a description shows it. */
  service: string | undefined;
  group: string | undefined;
  startedBy: string | undefined;
  launchType: string | undefined;
  overrides: ecs.TaskOverride | undefined;
  cpu: string | undefined;
  memory: string | undefined;
  tags: Tag[];
  /** The container instance it is on; several while it is unknown which; undefined when none is known. */
  placedOn: string[] | undefined;
  /** Its container instance was deregistered by force: it is no longer tracked (row CI4). */
  untracked: boolean;
  lifetime: TaskLifetime;
  /** Index in the life cycle (LC1) of the last observed status: it never goes back. */
  seen: number;
  /** The highest version observed, and the statuses in the first description with it (row LC4). */
  shown: { version: number; statuses: string } | undefined;
  /** True once the desired status STOPPED is certain: requested, or observed (LC2). */
  stopping: boolean;
  /** Whether commands may be executed in it (row TK16); undefined when that depends on its service. */
  enableExecuteCommand?: boolean;
  /** The latest known protection (row TK15) and how long it holds; `lasting` cannot expire within a run. */
  protection?: { word: "none" | "passing" | "lasting" | "unknown"; call: string };
  /** Observed with desired status RUNNING under lasting protection: only a call may stop it now (row TK15). */
  keptByProtection?: boolean;
  /** Set by StopTask. */
  stopped: { reason: string | undefined } | undefined;
  call: string;
}

export const empty: State = { clusters: {}, families: {}, capacityProviders: {}, accountSettings: [], namespaces: [] };

/** A change of an account setting by the run. */
export interface SettingChange {
  name: string;
  /** Whose setting it is: the caller's, everyone's (the default), or a principal's by its ARN. */
  of: string;
  /** Undefined: deleted. */
  value: string | undefined;
}

/** The changeable settings of a provider; an undefined member has its default (row CP2). */
export interface GroupSettings {
  managedScaling: ecs.ManagedScaling | undefined;
  managedTerminationProtection: string | undefined;
  managedDraining: string | undefined;
  /** Members that an update may have kept or reset to their defaults. */
  open: string[];
}

/** An Auto Scaling group on which ECS may place tasks (section 2). */
export interface CapacityProvider {
  name: string;
  autoScalingGroupArn: string;
  settings: GroupSettings;
  /** The settings before its updates: until it is at rest, or if an update failed, they may still apply (row CP6). */
  before: GroupSettings[];
  updated: boolean;
  /** The observed result of the last update. */
  outcome: "complete" | "failed" | undefined;
  tags: Tag[];
  /** The arguments of the call that created it, to recognize the same call (row CP3). */
  arguments: string;
  /** Its deletion was requested: it is deleted, or the deletion must fail because a cluster uses it (row CP5). */
  ending: "deleted" | "failing" | undefined;
  /** Observed to be deleted. */
  gone: boolean;
}

/** A machine on which tasks are placed, as its agent registered it (section 8). */
export interface ContainerInstance {
  /** A placeholder: `«containerInstance:3.0»`. */
  id: string;
  cluster: string;
  status: "ACTIVE" | "DRAINING" | "INACTIVE";
  ec2InstanceId: string | undefined;
  /** The resources that it registered; undefined when it registered none. */
  resources: Resources | undefined;
  versionInfo: VersionInfo | undefined;
  /** The attributes from its registration and those added since; ECS adds some of its own, which begin with `ecs.`. */
  attributes: InstanceAttribute[];
  tags: Tag[];
  /** As last observed: no task is placed when the agent is not connected. */
  agentConnected: boolean | undefined;
  /** How often its agent registered it. */
  registrations: number;
  /** An update of its agent was accepted. */
  updating: boolean;
}

/** CPU units, MiB, and the ports that are reserved from the start. */
export interface Resources {
  cpu: number;
  memory: number;
  ports: string[];
  udpPorts: string[];
}

export interface InstanceAttribute {
  name: string;
  value: string | undefined;
  /** PutAttributes added it. */
  put?: boolean;
}

export interface VersionInfo {
  agentVersion?: string | undefined;
  agentHash?: string | undefined;
  dockerVersion?: string | undefined;
}
