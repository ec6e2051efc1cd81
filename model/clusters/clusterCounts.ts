import { at, type Expected, within } from "../language/expectation.ts";
import { values } from "../language/persistentMap.ts";
import type { Cluster, Service } from "../language/state.ts";
import type { Context } from "../language/step.ts";
import { usesNoFixedCapacity } from "../placement/placement.ts";

/** Does it run tasks that end, are protected or cannot be placed, or those of task sets? Then its count is unknown. */
const isOpen = (service: Service): boolean =>
  service.knowledge.tasksExit ||
  service.controller !== "ECS" ||
  service.protectedTasks.length > 0 ||
  usesNoFixedCapacity(service.launchType, service.capacityProviderStrategy);

/**
 * A cluster's running and pending tasks. Zero for a cluster that never had a task or a service; otherwise they follow
 * the tasks (row CC6). They are exact only at rest, and only when every task's end is known.
 */
export function clusterTaskCounts(cluster: Cluster, context: Context): Record<string, Expected> {
  if (!cluster.used) return { runningTasksCount: 0, pendingTasksCount: 0 };
  const free = { runningTasksCount: within(0, 1e6), pendingTasksCount: within(0, 1e6) };
  if (!context.rest || !context.tasks) return free;
  const services = [...values(cluster.services)];
  const tasks = [...values(cluster.tasks)];
  if (services.some(isOpen)) return free;
  const standalone = tasks.filter((task) => task.service === undefined);
  if (!standalone.every((task) => task.stopping || task.lifetime.kind === "runs")) return free;
  const expected =
    standalone.filter((task) => !task.stopping).length +
    services.reduce((sum, service) => sum + (service.status === "ACTIVE" ? service.desiredCount : 0), 0);
  return { runningTasksCount: at("converges", expected), pendingTasksCount: at("converges", 0) };
}
