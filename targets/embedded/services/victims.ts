import type { Simulation } from "../simulation.ts";
import type { Task } from "../state.ts";
import { healthOf } from "../tasks/containers.ts";
import { isProtected } from "../tasks/protection.ts";

export function isUnhealthy(task: Task): boolean {
  return task.lastStatus === "RUNNING" && healthOf(task) === "UNHEALTHY";
}

/** The tasks that a scale-in takes: those that serve least first, protected ones never (TK15). */
export function scaleInVictims(sim: Simulation, tasks: readonly Task[], count: number): Task[] {
  return sim
    .anyOrder(tasks)
    .filter((task) => sim.bugged("scale-in-stops-protected-task") || !isProtected(sim, task))
    .sort((a, b) => usefulness(a) - usefulness(b))
    .slice(0, count);
}

/** A rollout leaves protected tasks of replaced deployments alone (TK15). */
export function isKept(sim: Simulation, task: Task): boolean {
  return isProtected(sim, task) && !sim.bugged("rollout-stops-protected-task");
}

function usefulness(task: Task): number {
  if (task.lastStatus !== "RUNNING") return 0;
  if (isUnhealthy(task)) return 1;
  return task.healthy ? 3 : 2;
}
