import type { ClusterConfiguration } from "@aws-sdk/client-ecs";
import type { ClusterAttachments } from "../clusters/clusterAttachments.ts";
import type { Fleet } from "../instances/containerInstance.ts";
import type { OrderedSet } from "../orderedSet.ts";
import type { Tags } from "../requests/tags.ts";
import type { Wire } from "../wire.ts";
import type { Service } from "./service.ts";
import type { Task } from "./task.ts";

/** An item of a capacity provider strategy with its defaults (CL22). */
export interface StrategyItem {
  readonly capacityProvider: string;
  readonly weight: number;
  readonly base: number;
}

/** The request and the tasks of a client token. */
interface RunTaskToken {
  readonly request: string;
  readonly tasks: readonly Task[];
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
  /** STOPPED tasks without a service, oldest first; a limited number is kept. */
  stoppedStandalone: OrderedSet<Task>;
  /** The client tokens of RunTask, oldest first (TK5). */
  readonly runTaskTokens: Map<string, RunTaskToken>;
  /** Tasks that are not STOPPED yet. */
  unstoppedTasks: number;
  runningTasks: number;
  pendingTasks: number;
}
