import { randomUUID } from "node:crypto";
import type { VersionInfo } from "@aws-sdk/client-ecs";
import { OrderedSet } from "../orderedSet.ts";
import { showTags, type Tags } from "../requests/tags.ts";
import type { Simulation } from "../simulation.ts";
import type { Cluster } from "../state/cluster.ts";
import type { Task } from "../state/task.ts";
import type { Wire } from "../wire.ts";
import { type Capacity, showCapacity } from "./resources.ts";

const inactiveKept = 1000;

/** A container instance on which tasks are placed (CI1–CI7). */
export interface ContainerInstance {
  readonly id: string;
  readonly arn: string;
  readonly cluster: Cluster;
  readonly ec2InstanceId: string;
  readonly registeredAt: number;
  status: "ACTIVE" | "DRAINING" | "INACTIVE";
  version: number;
  versionInfo: Wire<VersionInfo>;
  capacity: Capacity;
  readonly attributes: Map<string, InstanceAttribute>;
  /** Tasks that are not STOPPED yet: they hold resources. */
  readonly tasks: Set<Task>;
  agentConnected: boolean;
  agentUpdateStatus: string | undefined;
  nextDynamicPort: number;
  tags: Tags;
}

export interface InstanceAttribute {
  readonly value: string | undefined;
  /** Its position in lists among all attributes of the cluster. */
  readonly sequence: number;
}

/** The container instances of a cluster. */
export interface Fleet {
  readonly byId: Map<string, ContainerInstance>;
  /** All that are not INACTIVE. */
  readonly registered: OrderedSet<ContainerInstance>;
  /** Oldest first; a limited number is kept, so that they can still be described. */
  readonly inactive: OrderedSet<ContainerInstance>;
  attributeSequence: number;
  /** Called when tasks may fit that did not fit before, or when some have to leave. */
  readonly changed: () => void;
}

export function emptyFleet(changed: () => void): Fleet {
  return {
    byId: new Map(),
    registered: new OrderedSet(),
    inactive: new OrderedSet(),
    attributeSequence: 0,
    changed,
  };
}

/** What an agent reports when it registers. */
export interface Registration {
  readonly capacity: Capacity;
  readonly versionInfo: Wire<VersionInfo>;
  readonly ec2InstanceId: string | undefined;
  readonly tags: Tags;
}

export function addInstance(sim: Simulation, cluster: Cluster, registration: Registration): ContainerInstance {
  const id = randomUUID().replaceAll("-", "");
  const instance: ContainerInstance = {
    ...registration,
    id,
    arn: sim.arn(`container-instance/${cluster.name}/${id}`),
    cluster,
    ec2InstanceId: registration.ec2InstanceId ?? `i-${randomUUID().replaceAll("-", "").slice(0, 17)}`,
    registeredAt: sim.clock.now,
    status: "ACTIVE",
    version: 1,
    attributes: new Map(),
    tasks: new Set(),
    agentConnected: true,
    agentUpdateStatus: undefined,
    nextDynamicPort: 32_768,
  };
  cluster.fleet.byId.set(id, instance);
  cluster.fleet.registered.add(instance);
  return instance;
}

/** An INACTIVE instance runs no tasks and can still be described (CI4, TK8). */
export function deactivateInstance(sim: Simulation, instance: ContainerInstance): void {
  const { fleet } = instance.cluster;
  instance.status = "INACTIVE";
  instance.version += 1;
  instance.agentConnected = false;
  instance.tags = new Map();
  if (!sim.bugged("deregistered-instance-still-counted")) fleet.registered.delete(instance);
  fleet.inactive.add(instance);
  if (fleet.inactive.size <= inactiveKept) return;
  const oldest = fleet.inactive.first() as ContainerInstance;
  fleet.inactive.delete(oldest);
  fleet.byId.delete(oldest.id);
}

/** CI7: all tasks with the desired status RUNNING count as running. */
export function runningTasks(instance: ContainerInstance): Task[] {
  return [...instance.tasks].filter((task) => task.desiredStatus === "RUNNING");
}

/** An instance as replies show it, with tags and health only if they are included (CI5). */
export function showInstance(instance: ContainerInstance, include: readonly string[]) {
  const running = runningTasks(instance);
  return {
    containerInstanceArn: instance.arn,
    ec2InstanceId: instance.ec2InstanceId,
    version: instance.version,
    versionInfo: instance.versionInfo,
    remainingResources: showCapacity(
      instance.capacity,
      Array.from(instance.tasks, (task) => task.reservation),
    ),
    registeredResources: showCapacity(instance.capacity, []),
    status: instance.status,
    agentConnected: instance.agentConnected,
    runningTasksCount: running.length,
    pendingTasksCount: running.filter((task) => task.lastStatus !== "RUNNING").length,
    agentUpdateStatus: instance.agentUpdateStatus,
    attributes: Array.from(instance.attributes, ([name, { value }]) => ({ name, value })),
    registeredAt: instance.registeredAt,
    attachments: [],
    tags: include.includes("TAGS") ? showTags(instance.tags) : [],
    healthStatus: include.includes("CONTAINER_INSTANCE_HEALTH") ? healthOf(instance) : undefined,
  };
}

function healthOf({ agentConnected }: ContainerInstance) {
  return { overallStatus: agentConnected ? "OK" : "INSUFFICIENT_DATA", details: [] };
}
