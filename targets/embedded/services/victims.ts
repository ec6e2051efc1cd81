import type { Simulation } from "../simulation.ts";
import type { Service } from "../state/service.ts";
import type { Task } from "../state/task.ts";
import { healthOf } from "../tasks/containers.ts";
import { isProtected } from "../tasks/protection.ts";
import { graceLeft } from "./gracePeriod.ts";
import { stopServiceTasks } from "./serviceTasks.ts";

/** Whether the service must replace the task (DP11, DP12). */
export function isUnhealthy(sim: Simulation, task: Task): boolean {
  return (
    failsChecks(sim, task) && sim.rule(graceLeft)(sim, task) === 0 && !sim.bugged("unhealthy-tasks-are-never-replaced")
  );
}

function failsChecks(sim: Simulation, task: Task): boolean {
  return task.lastStatus === "RUNNING" && healthOf(sim, task) === "UNHEALTHY";
}

/** Stops surplus tasks of a service. */
export function scaleIn(sim: Simulation, service: Service, tasks: readonly Task[], surplus: number): void {
  stopServiceTasks(sim, service, scaleInVictims(sim, tasks, surplus));
}

/** The tasks that a scale-in stops: the least useful first, protected tasks never (TK15). */
export function scaleInVictims(sim: Simulation, tasks: readonly Task[], count: number): Task[] {
  return sim
    .anyOrder(tasks)
    .filter((task) => sim.bugged("scale-in-stops-protected-task") || !isProtected(sim, task))
    .sort((a, b) => usefulness(sim, a) - usefulness(sim, b))
    .slice(0, count);
}

/** A rollout does not stop protected tasks of replaced deployments (TK15). */
export function isKept(sim: Simulation, task: Task): boolean {
  return isProtected(sim, task) && !sim.bugged("rollout-stops-protected-task");
}

function usefulness(sim: Simulation, task: Task): number {
  if (task.lastStatus !== "RUNNING") return 0;
  if (failsChecks(sim, task)) return 1;
  return task.healthy ? 3 : 2;
}
