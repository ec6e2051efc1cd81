import type { Simulation } from "../simulation.ts";
import type { Deployment, Service, TaskEvent } from "../state/service.ts";
import type { Task } from "../state/task.ts";
import { countFailure, countSuccess } from "./circuitBreaker.ts";
import { writeEvent } from "./events.ts";
import { noteCrash, noteUserStop } from "./plantedMiscounts.ts";
import { Round } from "./reconcile.ts";
import { reconcileTaskSets } from "./reconcileTaskSets.ts";
import { advanceServiceDeployment } from "./rollback.ts";
import { deactivateService } from "./services.ts";
import { stopServiceTasks } from "./serviceTasks.ts";

const reaction = 0.5;
const longestThrottle = 900;
const longestExitDelay = 60;
const longRun = 60;
const inconsistent = "is unable to consistently start tasks successfully.";

/** Lets the scheduler look at a service soon, or after so many seconds. */
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

/** What a service makes of the fate of its tasks. */
export function observeTask(sim: Simulation, service: Service, task: Task, event: TaskEvent): void {
  const deployment = listedDeployment(service, task);
  switch (event) {
    case "healthy":
      if (deployment) countSuccess(service, deployment);
      service.launches.failedStarts = 0;
      break;
    case "unhealthy":
      if (deployment && !sim.bugged("failed-health-checks-not-counted")) countFailure(sim, service, deployment);
      break;
    case "failed":
      noteFailedStart(sim, service);
      if (deployment && !sim.bugged("failed-starts-not-counted")) countFailure(sim, service, deployment);
      break;
    case "exited": {
      noteCrash(sim, service);
      if (deployment && sim.bugged("crashes-trip-circuit-breaker")) countFailure(sim, service, deployment);
      const ranLong = sim.clock.now - (task.startedAt ?? sim.clock.now) >= longRun;
      service.launches.earlyExits = ranLong ? 0 : service.launches.earlyExits + 1;
      if (service.launches.earlyExits > 1) {
        if (sim.bugged("crashes-told-as-failed-starts")) writeEvent(sim, service, inconsistent);
        delayLaunches(sim, service, Math.min(longestExitDelay, 2 ** service.launches.earlyExits));
      }
      break;
    }
    case "stopping":
      if (task.stopCode === "UserInitiated") noteUserStop(sim, service);
      break;
    case "drained":
      if (service.status === "ACTIVE" && service.controller === "ECS") return;
      break;
  }
  wakeScheduler(sim, service);
}

/** The deployment whose rollout a task is part of: a task set has none. */
function listedDeployment(service: Service, task: Task): Deployment | undefined {
  return service.controller === "ECS" ? (task.deployment as Deployment | undefined) : undefined;
}

/** Each failure makes the delay longer (DP10). */
function noteFailedStart(sim: Simulation, service: Service): void {
  const { launches } = service;
  launches.failedStarts += 1;
  const longest = sim.bugged("throttling-grows-without-end") ? Number.POSITIVE_INFINITY : longestThrottle;
  if (!sim.bugged("failed-starts-never-throttled")) {
    delayLaunches(sim, service, Math.min(longest, 2 ** launches.failedStarts));
  }
  if (launches.failedStarts > 1 && !sim.bugged("throttling-not-told")) writeEvent(sim, service, inconsistent);
}

/** DP10. */
function delayLaunches(sim: Simulation, service: Service, seconds: number): void {
  service.launches.notBefore = sim.clock.now + seconds;
}

function reconcile(sim: Simulation, service: Service): void {
  if (service.status === "DRAINING") drain(sim, service);
  if (service.status !== "ACTIVE") return;
  if (service.controller === "ECS") advanceServiceDeployment(sim, service);
  const seconds = service.controller === "ECS" ? new Round(sim, service).run() : reconcileTaskSets(sim, service);
  if (seconds !== undefined) wakeScheduler(sim, service, seconds);
}

/** SV30. */
function drain(sim: Simulation, service: Service): void {
  stopServiceTasks(sim, service, [...service.liveTasks]);
  if (service.drainingTasks > 0 || sim.bugged("deleted-service-stays-draining")) return;
  deactivateService(sim, service);
}
