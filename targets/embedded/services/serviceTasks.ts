import { nextProvider } from "../capacityProviders.ts";
import { resolvedPlatform } from "../placement.ts";
import type { Simulation } from "../simulation.ts";
import type { Deployment, Service, Tags, Task } from "../state.ts";
import { launchTask } from "../tasks/launch.ts";
import { stopTask } from "../tasks/lifeCycle.ts";
import { taskList, writeEvent } from "./events.ts";

/** Stops tasks on behalf of the service (EV3, LC7). */
export function stopServiceTasks(sim: Simulation, service: Service, tasks: readonly Task[], reason?: string): void {
  if (tasks.length === 0) return;
  for (const task of tasks) {
    const text = reason ?? `Scaling activity initiated by (deployment ${task.deployment?.id})`;
    stopTask(sim, task, "ServiceSchedulerInitiated", text);
  }
  writeEvent(sim, service, `has stopped ${tasks.length} running tasks: ${taskList(tasks)}.`);
}

/** Starts a task as the deployment wants it (A5). */
export function launchServiceTask(sim: Simulation, service: Service, deployment: Deployment): Task {
  const { plan } = deployment;
  const containers = plan.revision.content.containerDefinitions;
  return launchTask(sim, {
    cluster: service.cluster,
    revision: plan.revision,
    service,
    deployment,
    group: `service:${service.name}`,
    startedBy: deployment.id,
    launchType: "FARGATE",
    capacityProvider: chosenProvider(service, deployment),
    platformVersion: resolvedPlatform(plan),
    networkConfiguration: plan.networkConfiguration,
    overrides: {
      containerOverrides: containers.map(({ name }) => ({ name })),
      inferenceAcceleratorOverrides: [],
    },
    enableExecuteCommand: service.settings.enableExecuteCommand,
    tags: propagatedTags(service, plan.revision.tags),
  });
}

function propagatedTags(service: Service, revisionTags: Tags): Tags {
  const { enableECSManagedTags, propagateTags } = service.settings;
  return new Map([
    ...(enableECSManagedTags
      ? [["aws:ecs:clusterName", service.cluster.name] as const, ["aws:ecs:serviceName", service.name] as const]
      : []),
    ...(propagateTags === "SERVICE" ? service.tags : []),
    ...(propagateTags === "TASK_DEFINITION" ? revisionTags : []),
  ]);
}

function chosenProvider(service: Service, deployment: Deployment): string | undefined {
  const { strategy } = deployment.plan;
  if (strategy.length === 0) return undefined;
  const placed = [...service.liveTasks].filter((task) => task.deployment === deployment);
  return nextProvider(
    strategy,
    placed.map((task) => task.capacityProvider ?? ""),
  );
}
