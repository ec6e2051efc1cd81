import { showTags } from "../requests/tags.ts";
import type { Simulation } from "../simulation.ts";
import type { ContainerState, Task } from "../state/task.ts";
import { showAttachment, showInterfaces } from "./attachment.ts";
import { healthOf } from "./containers.ts";

/** A task as replies show it (TK3), with tags only if the operation shows them (T8). */
export function showTask(sim: Simulation, task: Task, withTags: boolean) {
  const { content } = task.revision;
  const fargate = task.platformVersion !== undefined;
  // Recorded on Fargate: replies show what the agent reports only from RUNNING on, or when the task stops (LC5).
  const reported = fargate && unreported.includes(task.lastStatus) ? undefined : task;
  const ephemeralStorage =
    task.overrides.ephemeralStorage ?? content.ephemeralStorage ?? (fargate ? { sizeInGiB: 20 } : undefined);
  return {
    attachments: task.attachment ? [showAttachment(task.attachment)] : [],
    attributes: [{ name: "ecs.cpu-architecture", value: "x86_64" }],
    availabilityZone: "us-east-1a",
    capacityProviderName: task.capacityProvider,
    clusterArn: task.cluster.arn,
    containerInstanceArn: task.instance?.arn,
    connectivity: reported?.connectivityAt === undefined ? undefined : "CONNECTED",
    connectivityAt: reported?.connectivityAt,
    containers: task.containers.map((container) => showContainer(task, container)),
    cpu: task.overrides.cpu ?? content.cpu ?? amount(task.reservation?.cpu),
    createdAt: task.createdAt,
    desiredStatus: task.desiredStatus,
    enableExecuteCommand: task.enableExecuteCommand,
    executionStoppedAt: task.executionStoppedAt,
    group: task.group,
    healthStatus: healthOf(sim, task),
    lastStatus: task.lastStatus,
    launchType: task.launchType,
    memory: task.overrides.memory ?? content.memory ?? amount(task.reservation?.memory),
    overrides: task.overrides,
    platformVersion: task.platformVersion,
    platformFamily: fargate ? "Linux" : undefined,
    pullStartedAt: reported?.pullStartedAt,
    pullStoppedAt: reported?.pullStoppedAt,
    startedAt: task.startedAt,
    startedBy: task.startedBy,
    stopCode: task.stopCode,
    stoppedAt: task.stoppedAt,
    stoppedReason: task.stoppedReason,
    stoppingAt: task.stoppingAt,
    tags: withTags ? showTags(task.tags) : [],
    taskArn: task.arn,
    taskDefinitionArn: task.revision.arn,
    version: task.version,
    ephemeralStorage,
    // TK31.
    fargateEphemeralStorage: fargate ? ephemeralStorage : undefined,
  };
}

const unreported: readonly string[] = ["PROVISIONING", "PENDING", "ACTIVATING"];

/** A task in the reply to a call that starts or stops it: without its health (TK31). */
export function showChangedTask(sim: Simulation, task: Task, withTags: boolean) {
  const { healthStatus: _, containers, ...shown } = showTask(sim, task, withTags);
  return { ...shown, containers: containers.map(({ healthStatus: __, ...container }) => container) };
}

/** A task that was already stopping, in the reply to StopTask. */
export function showStoppingTask(sim: Simulation, task: Task) {
  const { attributes: _, overrides, ...shown } = showChangedTask(sim, task, false);
  return { ...shown, attachments: [], containers: [], overrides: { ...overrides, containerOverrides: [] } };
}

function showContainer(task: Task, container: ContainerState) {
  const { definition } = container;
  const override = task.overrides.containerOverrides.find(({ name }) => name === definition.name);
  return {
    containerArn: container.arn,
    taskArn: task.arn,
    name: definition.name,
    image: definition.image,
    runtimeId: container.runtimeId,
    lastStatus: container.lastStatus,
    exitCode: container.exitCode,
    reason: container.reason,
    imageDigest: container.imageDigest,
    // A container that never ran has no such member (TK22).
    networkBindings: container.runtimeId && (task.reservation?.bindings.get(definition.name ?? "") ?? []),
    networkInterfaces: showInterfaces(task),
    managedAgents: task.enableExecuteCommand
      ? [{ name: "ExecuteCommandAgent", lastStatus: container.lastStatus, lastStartedAt: container.startedAt }]
      : undefined,
    healthStatus: container.healthStatus,
    cpu: amount(override?.cpu ?? definition.cpu),
    memory: amount(override?.memory ?? definition.memory),
    memoryReservation: amount(override?.memoryReservation ?? definition.memoryReservation),
  };
}

function amount(value: number | undefined): string | undefined {
  return value === undefined ? undefined : String(value);
}
