import { graceLeft } from "../services/gracePeriod.ts";
import type { Simulation } from "../simulation.ts";
import type { ContainerState, Task, TaskStatus } from "../state/task.ts";
import { attach, deleteAttachment, detach } from "./attachment.ts";
import { type ContainerObserver, freezeContainers, healthOf, startContainers } from "./containers.ts";
import { changeTask } from "./ledger.ts";
import { imageExists, terminatedCode } from "./process.ts";

/** Virtual seconds that a task spends in each state. */
const provisioning = 1;
const pulling = 1;
const activating = 0.5;
const deactivating = 0.3;
const stopping = 0.7;
const deprovisioning = 0.5;
/** Virtual seconds after which a service regards a RUNNING task without health checks as healthy (DP4, shortened). */
const untilHealthy = 1;

const essentialExit = "Essential container in task exited";

/** Starts the life cycle of a new task: PROVISIONING → PENDING → ACTIVATING → RUNNING (LC1). */
export function beginTask(sim: Simulation, task: Task): void {
  if (task.lastStatus === "PENDING") {
    beginPulling(sim, task);
    return;
  }
  next(sim, task, provisioning, () => sim.rule(endProvisioning)(sim, task));
}

export function endProvisioning(sim: Simulation, task: Task): void {
  changeTask(sim, task, () => {
    task.lastStatus = "PENDING";
    attach(task);
  });
  beginPulling(sim, task);
}

function beginPulling(sim: Simulation, task: Task): void {
  task.connectivityAt = sim.clock.now;
  task.pullStartedAt = sim.clock.now;
  next(sim, task, pulling, () => sim.rule(pull)(sim, task));
}

/** Stops a task whose capacity provider has no capacity (LC7). */
export function abandonTask(sim: Simulation, task: Task): void {
  if (task.nextMove) task.nextMove.cancelled = true;
  next(sim, task, provisioning, () => {
    stopTask(sim, task, "TaskFailedToStart", "TaskFailedToStart: EMPTY CAPACITY PROVIDER");
  });
}

export function pull(sim: Simulation, task: Task): void {
  const missing = task.containers.find(({ definition }) => !imageExists(definition.image ?? ""));
  if (missing) {
    sim.rule(failToPull)(sim, task, missing);
    return;
  }
  changeTask(sim, task, () => {
    task.lastStatus = "ACTIVATING";
    task.pullStoppedAt = sim.clock.now;
  });
  next(sim, task, activating, () => sim.rule(startAll)(sim, task));
}

/** LC7. */
export function failToPull(sim: Simulation, task: Task, container: ContainerState): void {
  const { image } = container.definition;
  const reason = `CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref ${image}: not found`;
  failToStart(sim, task, container, reason);
}

/** Starts the containers whose dependencies allow it; the task is RUNNING when all of them have started. */
export function startAll(sim: Simulation, task: Task): void {
  startContainers(sim, task, observerOf(sim));
  if (task.desiredStatus === "STOPPED" || task.lastStatus !== "ACTIVATING") return;
  if (task.containers.some(({ lastStatus }) => lastStatus === "PENDING")) return;
  changeTask(sim, task, () => {
    task.lastStatus = "RUNNING";
    task.startedAt ??= sim.clock.now;
  });
  if (!task.service) return;
  if (hasHealthCheck(task) && !sim.bugged("health-checks-are-not-waited-for")) judgeHealth(sim, task);
  else next(sim, task, untilHealthy, () => becomeHealthy(task));
}

function hasHealthCheck(task: Task): boolean {
  return task.containers.some(({ definition }) => definition.healthCheck && definition.essential !== false);
}

function becomeHealthy(task: Task): void {
  if (task.healthy || task.desiredStatus === "STOPPED") return;
  task.healthy = true;
  task.service?.observe(task, "healthy");
}

/** A service considers only containers that have a health check (DP4). */
function judgeHealth(sim: Simulation, task: Task): void {
  if (!task.service || task.lastStatus !== "RUNNING") return;
  if (healthOf(sim, task) === "UNHEALTHY") {
    task.healthy = false;
    const grace = sim.rule(graceLeft)(sim, task);
    if (grace === 0) task.service.observe(task, "unhealthy");
    else if (Number.isFinite(grace)) next(sim, task, grace, () => judgeHealth(sim, task));
    return;
  }
  const waiting = task.containers.some(
    ({ definition, healthStatus }) =>
      definition.healthCheck && definition.essential !== false && healthStatus === "UNKNOWN",
  );
  if (!waiting) next(sim, task, 0, () => becomeHealthy(task));
}

function observerOf(sim: Simulation): ContainerObserver {
  return {
    changed: (task, change) => changeTask(sim, task, change),
    cannotStart: (task, container, reason) => sim.rule(failToStart)(sim, task, container, reason),
    healthChanged: (task) => {
      if (task.lastStatus === "ACTIVATING") startAll(sim, task);
      else judgeHealth(sim, task);
    },
    exited: (task, container) => {
      if (sim.rule(exitStopsTask)(task, container)) {
        const wrongCode = sim.bugged("essential-exit-reported-as-user-stop");
        stopTask(sim, task, wrongCode ? "UserInitiated" : "EssentialContainerExited", essentialExit);
      } else if (task.lastStatus === "ACTIVATING") startAll(sim, task);
    },
  };
}

/** LC9. Only planted bugs need to know the task. */
export function exitStopsTask(_: Task, { definition }: ContainerState): boolean {
  return definition.essential !== false;
}

export function failToStart(sim: Simulation, task: Task, container: ContainerState, reason: string): void {
  container.reason = reason;
  const wrongCode = sim.bugged("failed-start-reported-as-essential-exit");
  stopTask(sim, task, wrongCode ? "EssentialContainerExited" : "TaskFailedToStart", reason);
}

/** Stops a task: → DEACTIVATING → STOPPING → DEPROVISIONING → STOPPED (LC1). A second call has no effect. */
export function stopTask(sim: Simulation, task: Task, stopCode: string, reason: string): void {
  if (task.desiredStatus === "STOPPED") return;
  const started = task.lastStatus === "RUNNING" || task.lastStatus === "ACTIVATING";
  const ran = task.lastStatus === "RUNNING";
  if (task.nextMove) task.nextMove.cancelled = true;
  freezeContainers(task);
  changeTask(sim, task, () => {
    task.desiredStatus = "STOPPED";
    task.stoppingAt = sim.clock.now;
    task.stopCode = stopCode;
    task.stoppedReason = reason;
    task.lastStatus = started ? "DEACTIVATING" : "DEPROVISIONING";
    if (!started) detach(task);
  });
  if (started) next(sim, task, deactivating, () => terminate(sim, task));
  else next(sim, task, deprovisioning, () => sim.rule(finish)(sim, task));
  const byItself = stopCode === "EssentialContainerExited" || stopCode === "TaskFailedToStart";
  task.service?.observe(task, byItself ? (ran ? "exited" : "failed") : "stopping");
}

/** A task whose instance was deregistered is STOPPED immediately, since no agent reports it any more (CI4). */
export function loseTask(sim: Simulation, task: Task, stopCode: string, reason: string): void {
  if (task.nextMove) task.nextMove.cancelled = true;
  freezeContainers(task);
  const wasAsked = task.desiredStatus === "STOPPED";
  changeTask(sim, task, () => {
    if (!wasAsked) {
      task.stoppingAt = sim.clock.now;
      task.stopCode = stopCode;
      task.stoppedReason = reason;
    }
    for (const container of task.containers) {
      sim.traffic?.close(container);
      container.lastStatus = "STOPPED";
    }
    deleteAttachment(task);
    task.desiredStatus = "STOPPED";
    task.stoppedAt = sim.clock.now;
    task.lastStatus = "STOPPED";
  });
  if (!wasAsked) task.service?.observe(task, "stopping");
  task.service?.observe(task, "drained");
}

function terminate(sim: Simulation, task: Task): void {
  move(sim, task, "STOPPING");
  task.service?.observe(task, "drained");
  next(sim, task, stopping, () => {
    changeTask(sim, task, () => {
      for (const container of task.containers) endContainer(sim, container);
      task.executionStoppedAt = sim.clock.now;
      task.lastStatus = "DEPROVISIONING";
      detach(task);
    });
    next(sim, task, deprovisioning, () => sim.rule(finish)(sim, task));
  });
}

function endContainer(sim: Simulation, container: ContainerState): void {
  sim.traffic?.close(container);
  if (container.lastStatus === "RUNNING") container.exitCode = terminatedCode(container.definition);
  container.lastStatus = "STOPPED";
}

export function finish(sim: Simulation, task: Task): void {
  task.nextMove = undefined;
  changeTask(sim, task, () => {
    for (const container of task.containers) endContainer(sim, container);
    deleteAttachment(task);
    task.stoppedAt = sim.clock.now;
    task.lastStatus = "STOPPED";
  });
  task.service?.observe(task, "drained");
}

function move(sim: Simulation, task: Task, status: TaskStatus): void {
  changeTask(sim, task, () => {
    task.lastStatus = status;
  });
}

function next(sim: Simulation, task: Task, seconds: number, action: () => void): void {
  task.nextMove = sim.after(seconds, action);
}
