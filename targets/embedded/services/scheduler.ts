import type { Simulation } from "../simulation.ts";
import type { Deployment, Service, TaskEvent } from "../state/service.ts";
import type { Task } from "../state/task.ts";
import { countFailure, countSuccess } from "./circuitBreaker.ts";
import { writeEvent } from "./events.ts";
import { Reconciliation } from "./reconcile.ts";
import { reconcileTaskSets } from "./reconcileTaskSets.ts";
import { advanceServiceDeployment } from "./rollback.ts";
import { deactivateService } from "./services.ts";
import { stopServiceTasks } from "./serviceTasks.ts";

const reaction = 0.5;
const longestThrottle = 900;
const longestExitDelay = 60;
const longRun = 60;
export const inconsistent = "is unable to consistently start tasks successfully.";

/** Schedules the next round of a service: soon, or after this many seconds. */
export function wakeScheduler(sim: Simulation, service: Service, seconds = reaction): void {
  if (service.status === "INACTIVE") return;
  const planned = service.nextReconcile;
  if (planned && planned.due <= sim.clock.now + seconds) return;
  if (planned) planned.cancelled = true;
  service.nextReconcile = sim.after(seconds, () => {
    service.nextReconcile = undefined;
    reconcile(sim, service);
  });
}

/** Handles an event of a task of a service. */
export function observeTask(sim: Simulation, service: Service, task: Task, event: TaskEvent): void {
  if (event === "drained" && service.status === "ACTIVE" && service.controller !== "EXTERNAL") return;
  const deployment = listedDeployment(service, task);
  if (event === "healthy") {
    if (deployment) countSuccess(service, deployment);
    service.launches.failedStarts = 0;
  }
  if (event === "failed") sim.rule(noteFailedStart)(sim, service);
  if (deployment && sim.rule(isFailure)(event)) countFailure(sim, service, deployment);
  if (event === "exited") sim.rule(noteExit)(sim, service, task);
  wakeScheduler(sim, service);
}

/** Which events count as a failed task: a failed start or health check, but not an exit (DP8). */
export function isFailure(event: TaskEvent): boolean {
  return event === "failed" || event === "unhealthy";
}

/** The deployment whose rollout the task belongs to; task sets have no rollouts. */
function listedDeployment(service: Service, task: Task): Deployment | undefined {
  return service.controller !== "EXTERNAL" ? (task.deployment as Deployment | undefined) : undefined;
}

export function noteFailedStart(sim: Simulation, service: Service): void {
  const { launches } = service;
  launches.failedStarts += 1;
  delayLaunches(sim, service, sim.rule(throttleSeconds)(launches.failedStarts));
  if (launches.failedStarts > 1 && !sim.bugged("throttling-not-told")) writeEvent(sim, service, inconsistent);
}

/** Each failed start makes the delay longer (DP10). */
export function throttleSeconds(failedStarts: number): number {
  return Math.min(longestThrottle, 2 ** failedStarts);
}

/** DP10. */
export function noteExit(sim: Simulation, service: Service, { startedAt }: Task): void {
  const { launches } = service;
  const ranLong = sim.clock.now - (startedAt ?? sim.clock.now) >= longRun;
  launches.earlyExits = ranLong ? 0 : launches.earlyExits + 1;
  if (launches.earlyExits > 1) delayLaunches(sim, service, Math.min(longestExitDelay, 2 ** launches.earlyExits));
}

/** DP10. */
function delayLaunches(sim: Simulation, service: Service, seconds: number): void {
  service.launches.notBefore = sim.clock.now + seconds;
}

function reconcile(sim: Simulation, service: Service): void {
  if (service.status === "DRAINING") drain(sim, service);
  if (service.status !== "ACTIVE") return;
  if (service.controller !== "EXTERNAL") advanceServiceDeployment(sim, service);
  const seconds =
    service.controller !== "EXTERNAL" ? new Reconciliation(sim, service).run() : reconcileTaskSets(sim, service);
  if (seconds !== undefined) wakeScheduler(sim, service, seconds);
}

/** SV30. */
function drain(sim: Simulation, service: Service): void {
  if (service.deletion === "waits") return;
  stopServiceTasks(sim, service, [...service.liveTasks]);
  if (service.deletion !== "ends" || service.drainingTasks > 0 || sim.bugged("deleted-service-stays-draining")) return;
  sim.rule(deactivateService)(sim, service);
}
