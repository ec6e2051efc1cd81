import type { Simulation } from "../simulation.ts";
import type { Service } from "../state/service.ts";
import type { Task } from "../state/task.ts";
import { hasToLeave } from "./daemons.ts";
import { writeEvent } from "./events.ts";
import { startServiceTasks, stopServiceTasks, stopUnhealthyTasks } from "./serviceTasks.ts";
import { computedDesiredCount, isSteady, retireTaskSets, type TaskSet, tasksOf } from "./taskSets.ts";
import { isUnhealthy, scaleInVictims } from "./victims.ts";

/**
 * One round of the scheduler for an EXTERNAL service. Returns after how many seconds the next round is due, if launches
 * are delayed.
 */
export function reconcileTaskSets(sim: Simulation, service: Service): number | undefined {
  const delay = service.launches.notBefore - sim.clock.now;
  let throttled = false;
  for (const taskSet of sim.anyOrder(service.taskSets)) {
    const wanted = computedDesiredCount(sim, taskSet);
    if (taskSet.status === "DRAINING") stopServiceTasks(sim, service, tasksOf(taskSet));
    stopSurplus(sim, taskSet, wanted);
    stopReplaced(sim, taskSet, wanted);
    const missing = wanted - soundTasks(sim, taskSet).length;
    if (missing > 0 && delay > 0) throttled = true;
    else if (missing > 0) startServiceTasks(sim, service, taskSet, missing);
    noteSteadiness(sim, taskSet);
  }
  if (!sim.bugged("deleted-task-set-stays-draining")) {
    retireTaskSets(sim, service, (taskSet) => taskSet.status === "DRAINING" && !hasUnstoppedTasks(taskSet));
  }
  return throttled ? delay : undefined;
}

/** Tasks that need no replacement. */
function soundTasks(sim: Simulation, taskSet: TaskSet): Task[] {
  return tasksOf(taskSet).filter((task) => !isUnhealthy(sim, task) && !leaves(taskSet, task));
}

/** CI3. */
function leaves(taskSet: TaskSet, task: Task): boolean {
  return hasToLeave(taskSet.service, taskSet.plan, task);
}

function stopSurplus(sim: Simulation, taskSet: TaskSet, wanted: number): void {
  const tasks = soundTasks(sim, taskSet);
  if (tasks.length > wanted && !sim.bugged("task-set-never-scales-in")) {
    stopServiceTasks(sim, taskSet.service, scaleInVictims(sim, tasks, tasks.length - wanted));
  }
}

/** Stops tasks that are unhealthy or have to leave, once their replacements are healthy (DP11). */
function stopReplaced(sim: Simulation, taskSet: TaskSet, wanted: number): void {
  if (soundTasks(sim, taskSet).filter((task) => task.healthy).length < wanted) return;
  const unhealthy = tasksOf(taskSet).filter((task) => isUnhealthy(sim, task));
  stopUnhealthyTasks(sim, taskSet.service, unhealthy);
  const leaving = tasksOf(taskSet).filter((task) => leaves(taskSet, task));
  stopServiceTasks(sim, taskSet.service, leaving);
}

function noteSteadiness(sim: Simulation, taskSet: TaskSet): void {
  const steady = isSteady(sim, taskSet);
  if (steady === taskSet.steady) return;
  taskSet.steady = steady;
  taskSet.steadyAt = sim.clock.now;
  // EV15.
  if (steady) writeEvent(sim, taskSet.service, "updated state to STEADY_STATE.", taskSet);
}

function hasUnstoppedTasks(taskSet: TaskSet): boolean {
  const { liveTasks, endingTasks } = taskSet.service;
  return [...liveTasks, ...endingTasks].some((task) => task.deployment === taskSet && task.lastStatus !== "STOPPED");
}
