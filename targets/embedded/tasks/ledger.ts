import type { OrderedSet } from "../orderedSet.ts";
import type { Simulation } from "../simulation.ts";
import type { Task } from "../state/task.ts";
import { releaseRevision, useRevision } from "../taskDefinitions/families.ts";

/**
 * How many STOPPED tasks are kept per service, and per cluster without its services: more than stop within a virtual
 * hour.
 */
const mostStopped = 2000;

/** Adds a new task to all counts and lists. */
export function enterTask(task: Task): void {
  const { cluster, service, deployment } = task;
  cluster.tasks.set(task.id, task);
  cluster.desiredRunning.add(task);
  cluster.unstoppedTasks += 1;
  cluster.pendingTasks += 1;
  service?.liveTasks.add(task);
  if (deployment) deployment.pendingCount += 1;
  useRevision(task.revision);
  if (!task.instance) return;
  task.instance.tasks.add(task);
  task.instance.version += 1;
}

/** Changes a task, increments its version (LC4), and updates all counts and lists. */
export function changeTask(sim: Simulation, task: Task, change: () => void): void {
  const before = standing(task);
  const wasDraining = isDraining(task);
  const wasStopped = task.lastStatus === "STOPPED";
  const desiredBefore = task.desiredStatus;
  change();
  if (!(sim.bugged("task-version-stands-still") && task.desiredStatus === "STOPPED")) task.version += 1;
  count(sim, task, before, -1);
  count(sim, task, standing(task), 1);
  const { service } = task;
  if (service) service.drainingTasks += Number(isDraining(task)) - Number(wasDraining);
  if (desiredBefore === "RUNNING" && task.desiredStatus === "STOPPED") moveToEnding(task);
  if (!wasStopped && task.lastStatus === "STOPPED") closeTask(sim, task);
}

/** How the task is counted: only tasks with the desired status RUNNING are (DP14). */
function standing(task: Task): "running" | "pending" | "neither" {
  if (task.desiredStatus === "STOPPED") return "neither";
  return task.lastStatus === "RUNNING" ? "running" : "pending";
}

function isDraining(task: Task): boolean {
  return task.desiredStatus === "STOPPED" && task.lastStatus === "DEACTIVATING";
}

function count(sim: Simulation, task: Task, as: "running" | "pending" | "neither", amount: number): void {
  const { cluster, deployment } = task;
  if (as === "running") cluster.runningTasks += amount;
  if (as === "pending") cluster.pendingTasks += amount;
  if (!deployment) return;
  const forgotten =
    sim.bugged("running-count-forgets-scale-in") && amount < 0 && task.stopCode === "ServiceSchedulerInitiated";
  if (as === "running" && !forgotten) deployment.runningCount += amount;
  if (as === "pending") deployment.pendingCount += amount;
}

function moveToEnding(task: Task): void {
  const { cluster, service } = task;
  cluster.desiredRunning.delete(task);
  cluster.desiredStopped.add(task);
  service?.liveTasks.delete(task);
  service?.endingTasks.add(task);
}

/** A STOPPED task can be described until enough later tasks have stopped (TK12). */
function closeTask(sim: Simulation, task: Task): void {
  const { cluster, service } = task;
  cluster.unstoppedTasks -= 1;
  releaseRevision(sim, task.revision);
  leaveInstance(sim, task);
  if (!service) cluster.stoppedStandalone.add(task);
  const kept = service ? service.endingTasks : cluster.stoppedStandalone;
  const oldest = kept.first();
  if (kept.size > mostStopped && oldest?.lastStatus === "STOPPED") forget(oldest, kept);
}

/** Releases the resources that the task held. */
function leaveInstance(sim: Simulation, task: Task): void {
  const { instance } = task;
  if (!instance) return;
  if (!sim.bugged("stopped-task-keeps-its-resources")) instance.tasks.delete(task);
  instance.version += 1;
  instance.cluster.fleet.changed();
}

function forget(task: Task, kept: OrderedSet<Task>): void {
  kept.delete(task);
  task.cluster.desiredStopped.delete(task);
  task.cluster.tasks.delete(task.id);
}
