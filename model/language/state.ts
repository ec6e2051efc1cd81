import type * as ecs from "@aws-sdk/client-ecs";
import type { PersistentMap } from "./persistentMap.ts";
import type { ServiceSettings } from "./serviceSettings.ts";

/** Everything one account holds in one region, as far as a run knows it. Immutable; steps get an immer draft. */
export interface State {
  clusters: PersistentMap<Cluster>;
  families: PersistentMap<Family>;
  capacityProviders: PersistentMap<CapacityProvider>;
  /** What the run did to account settings, in order. */
  accountSettings: SettingChange[];
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
  /** What Container Insights may be where nobody said, as the account settings had it (row CL2). */
  insights: string[] | undefined;
  capacityProviders: string[];
  /** Auto Scaling groups may still be being attached or detached in the background (rows CL6, CL11). */
  attaching: boolean;
  defaultCapacityProviderStrategy: ecs.CapacityProviderStrategyItem[];
  tags: Tag[];
  /** The arguments of the call that made it, to recognise the same call (CL3, CL4). */
  arguments: string;
  services: PersistentMap<Service>;
  tasks: PersistentMap<Task>;
  containerInstances: PersistentMap<ContainerInstance>;
  /** True once it was asked for a task or for a service that wants tasks. */
  used: boolean;
  /** How many ACTIVE services it holds. */
  activeServices: number;
  /** RunTask calls by client token (TK5): the arguments and the ids they led to. */
  runTokens: Record<string, { arguments: string; ids: string[] }>;
  /** Tokens of the clusters of this name before it: whether they outlive a cluster is not written down. */
  earlierTokens: string[];
  /** How often an incarnation of this name began: a revived cluster is a new and empty one (CL5). */
  incarnation: number;
}

export interface Family {
  name: string;
  /** Index = revision − 1; a deleted revision stays as a record, its number is never used again (TD2). */
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
  /** A hole until a reply names it, then the literal id. */
  id: string;
  /** The id of the revision it targets; likewise. */
  revision: string;
  /** `family:revision`. */
  taskDefinition: string;
  /** The last status a reply showed: it never goes back (row SD2). */
  status: string | undefined;
  /** It was asked to stop while it went on (row SD5). */
  stopped: boolean;
  /** A reply named it: which of several nobody has named yet is which is not known. */
  named: boolean;
  call: string;
}

/** Part of a service under the EXTERNAL controller, with tasks of its own (rows TS1–TS5). */
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
  /** Who starts its tasks: its own scheduler, or the task sets somebody else makes (row SV2b). */
  controller: "ECS" | "EXTERNAL";
  /** Every one it had; what was deleted is DRAINING. */
  taskSets: TaskSet[];
  /** In the order they were asked for. */
  history: ServiceDeployment[];
  /** When it was made, in epoch seconds of the target's clock, once a reply has told. */
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
    /** A circuit breaker was asked for: only then must replies show one. */
    breaker: boolean;
  };
  monitoring: ecs.MonitoringConfiguration | undefined;
  networkConfiguration: ecs.NetworkConfiguration | undefined;
  platformVersion: string | undefined;
  settings: ServiceSettings;
  tags: Tag[];
  /** The arguments of CreateService without its token (SV7, SV10). */
  arguments: string;
  clientToken: string | undefined;
  /** Every one it had; the newest is PRIMARY (DP1). */
  deployments: Deployment[];
  /**
   * The circuit breaker must trip: its tasks never start (DP7, DP8). `rollsBackTo` is the last definition that came to
   * rest, where it is to roll back (DP9).
   */
  trips: { rollsBackTo: string | undefined } | undefined;
  /** The last definition whose deployment came to rest. */
  completed: string | undefined;
  knowledge: Knowledge;
  bounds: Bounds;
  call: string;
}

/**
 * How far a run can know a service. ECS does much by itself that no reply reports: where one of these may have led to
 * it, what follows from it is not judged.
 */
interface Knowledge {
  /** The history may hold a deployment less than is known: an update may have changed nothing. */
  historyOpen: boolean;
  /** A deployment was asked to stop: what the service runs since then is not predicted (row SD5). */
  rolloutStopped: boolean;
  /** True once INACTIVE was seen, or when it had no tasks: DRAINING is over (SV30). */
  drained: boolean;
  /** A deployment replaces tasks of an earlier one, as far as the run has seen. */
  rollingOut: boolean;
  /** Its present definition's tasks end by themselves: what it is doing then is not predicted. */
  tasksExit: boolean;
  /** So did those of a definition it had. */
  tasksEverExit: boolean;
  /** A circuit breaker was to roll back, now or earlier. */
  everRollsBack: boolean;
  /** An earlier service of this name may have started deployments nobody saw (SV9): its tasks are not judged. */
  mayHaveUnknownTasks: boolean;
  /** An earlier service of this name was: its tasks may still be listed. */
  reusesName: boolean;
  /** It was asked for tasks at some time. */
  everWanted: boolean;
  /** Its tasks were to take commands at some time (row TK16). */
  everExecutable: boolean;
}

/** Running tasks stay at or above `least`; running and pending ones together at or below `most` (DP3). */
export interface Bounds {
  least: number;
  most: number;
  /** True once the service was seen at rest: only then is `least` reached at all. */
  observedAtRest: boolean;
}

/** How a task goes on when nobody touches it; `unknown` where the target runs no containers of its own. */
export type TaskLifetime =
  | { kind: "runs" }
  | { kind: "exits"; codes: Record<string, number | undefined> }
  | { kind: "fails" }
  | { kind: "unknown" };

export interface Task {
  /** A hole (`«task:3.0»`) for a task a command started; the literal id for one the scheduler did. */
  id: string;
  cluster: string;
  taskDefinition: string;
  /** The service whose scheduler started it; `?` until a description tells. */
  service: string | undefined;
  group: string | undefined;
  startedBy: string | undefined;
  launchType: string | undefined;
  overrides: ecs.TaskOverride | undefined;
  cpu: string | undefined;
  memory: string | undefined;
  tags: Tag[];
  /** The container instance it is on; several while nobody saw which; undefined for tasks of no known instance. */
  placedOn: string[] | undefined;
  /** Its container instance was deregistered by force: it is no longer tracked (row CI4). */
  untracked: boolean;
  lifetime: TaskLifetime;
  /** Index in the life cycle (LC1) of the last status seen: it never goes back. */
  seen: number;
  /** The highest version seen, and the statuses it was first seen with (row LC4). */
  shown: { version: number; statuses: string } | undefined;
  /** True once desiredStatus STOPPED is certain: asked for, or seen (LC2). */
  stopping: boolean;
  /** Whether commands may be run in it (row TK16); undefined where only its service would know. */
  enableExecuteCommand?: boolean;
  /** The last word on its protection (row TK15), and whose: `lasting` holds until the run is over. */
  protection?: { word: "none" | "passing" | "lasting" | "unknown"; call: string };
  /** It was seen to be wanted RUNNING under lasting protection: only a command may stop it now (row TK15). */
  keptByProtection?: boolean;
  /** Set by StopTask. */
  stopped: { reason: string | undefined } | undefined;
  call: string;
}

export const empty: State = { clusters: {}, families: {}, capacityProviders: {}, accountSettings: [] };

/** What a run did to an account setting. */
export interface SettingChange {
  name: string;
  /** Whose it is: the caller's, everyone's (the default), or a principal's by its ARN. */
  of: string;
  /** Undefined: deleted. */
  value: string | undefined;
}

/** What can be changed of a provider; a member that is undefined has its default (row CP2). */
export interface GroupSettings {
  managedScaling: ecs.ManagedScaling | undefined;
  managedTerminationProtection: string | undefined;
  managedDraining: string | undefined;
  /** Members an update may have kept or put back to their defaults. */
  open: string[];
}

/** An Auto Scaling group that ECS may place tasks on (section 2). */
export interface CapacityProvider {
  name: string;
  autoScalingGroupArn: string;
  settings: GroupSettings;
  /** The settings before its updates: until all rests, or where an update failed, they may still hold (row CP6). */
  before: GroupSettings[];
  updated: boolean;
  /** How the last update was seen to end. */
  outcome: "complete" | "failed" | undefined;
  tags: Tag[];
  /** The arguments of the call that made it, to recognise the same call (row CP3). */
  arguments: string;
  /** Asked to go: it is deleted, or, since a cluster has it, the deletion must fail (row CP5). */
  ending: "deleted" | "failing" | undefined;
  /** Seen to be deleted. */
  gone: boolean;
}

/** A machine that tasks are placed on, as its agent registered it (section 8). */
export interface ContainerInstance {
  /** A hole: `«containerInstance:3.0»`. */
  id: string;
  cluster: string;
  status: "ACTIVE" | "DRAINING" | "INACTIVE";
  ec2InstanceId: string | undefined;
  /** What it said it has; undefined where it said nothing. */
  resources: Resources | undefined;
  versionInfo: VersionInfo | undefined;
  /** Those it registered with and those put on it since; ECS adds some of its own, which begin with `ecs.`. */
  attributes: InstanceAttribute[];
  tags: Tag[];
  /** As last seen: a task is not placed where the agent is not connected. */
  agentConnected: boolean | undefined;
  /** How often its agent registered it. */
  registrations: number;
  /** An update of its agent was accepted. */
  updating: boolean;
}

/** CPU units, MiB, and the ports that are taken from the start. */
export interface Resources {
  cpu: number;
  memory: number;
  ports: string[];
  udpPorts: string[];
}

export interface InstanceAttribute {
  name: string;
  value: string | undefined;
  /** PutAttributes made it. */
  put?: boolean;
}

export interface VersionInfo {
  agentVersion?: string | undefined;
  agentHash?: string | undefined;
  dockerVersion?: string | undefined;
}
