import { createHash, randomUUID } from "node:crypto";
import { digits } from "../ids.ts";
import type { Simulation } from "../simulation.ts";
import type { ContainerState, Task } from "../state/task.ts";
import { healthCheckOf } from "./healthCheck.ts";
import { type Process, type ProcessExit, processOf, wordsOf } from "./process.ts";

const shortestRun = 0.2;

/** What containers report to the task they belong to. */
export interface ContainerObserver {
  changed(task: Task, change: () => void): void;
  exited(task: Task, container: ContainerState): void;
  cannotStart(task: Task, container: ContainerState, reason: string): void;
  healthChanged(task: Task): void;
}

/** Starts each container whose dependencies allow it. */
export function startContainers(sim: Simulation, task: Task, observer: ContainerObserver): void {
  for (let progress = true; progress; ) {
    progress = false;
    for (const container of sim.anyOrder(task.containers)) {
      if (container.lastStatus !== "PENDING" || task.desiredStatus === "STOPPED") continue;
      const readiness = dependencies(task, container);
      if (readiness === "never") {
        observer.cannotStart(task, container, `A dependency of container ${container.definition.name} has failed`);
        return;
      }
      if (readiness === "met") {
        startContainer(sim, task, container, observer);
        progress = true;
      }
    }
  }
}

function dependencies(task: Task, container: ContainerState): "met" | "open" | "never" {
  let result: "met" | "open" = "met";
  for (const { containerName, condition } of container.definition.dependsOn ?? []) {
    const other = task.containers.find((candidate) => candidate.definition.name === containerName);
    const state = other ? dependency(other, condition ?? "START") : "never";
    if (state === "never") return "never";
    if (state === "open") result = "open";
  }
  return result;
}

function dependency(other: ContainerState, condition: string): "met" | "open" | "never" {
  const stopped = other.lastStatus === "STOPPED";
  switch (condition) {
    case "COMPLETE":
      return stopped ? "met" : "open";
    case "SUCCESS":
      if (!stopped) return "open";
      return other.exitCode === 0 ? "met" : "never";
    case "HEALTHY":
      if (other.healthStatus === "HEALTHY") return "met";
      return stopped || other.healthStatus === "UNHEALTHY" ? "never" : "open";
    default:
      return other.lastStatus === "PENDING" ? "open" : "met";
  }
}

function startContainer(sim: Simulation, task: Task, container: ContainerState, observer: ContainerObserver): void {
  const process = sim.rule(processIn)(task, container);
  if (process.kind === "cannot-start") {
    observer.cannotStart(task, container, process.reason);
    return;
  }
  observer.changed(task, () => {
    container.lastStatus = "RUNNING";
    container.runtimeId = newRuntimeId(task);
    container.imageDigest ??= digestOf(container.definition.image ?? "");
    container.startedAt = sim.clock.now;
  });
  if (process.kind === "runs" && process.serves) sim.traffic?.open(task, container);
  scheduleExit(sim, task, container, process, observer);
  scheduleHealth(sim, task, container, observer);
}

/** TK22: on Fargate it begins with the id of the task. */
function newRuntimeId({ id, instance }: Task): string {
  return instance ? randomUUID().replaceAll("-", "") : `${id}-${digits(10)}`;
}

/** The digest that the name of an image contains, otherwise a hash of the name. */
function digestOf(image: string): string {
  return /sha256:[0-9a-f]{64}$/.exec(image)?.[0] ?? `sha256:${createHash("sha256").update(image).digest("hex")}`;
}

/** What a container of a task runs. */
export function processIn(task: Task, { definition }: ContainerState): Process {
  return processOf(definition, overrideOf(task, definition));
}

export function overrideOf(
  task: Task,
  definition: ContainerState["definition"],
): Task["overrides"]["containerOverrides"][number] | undefined {
  return task.overrides.containerOverrides.find(({ name }) => name === definition.name);
}

function scheduleExit(
  sim: Simulation,
  task: Task,
  container: ContainerState,
  process: Process,
  observer: ContainerObserver,
): void {
  if (process.kind !== "exits") return;
  container.nextExit = sim.after(Math.max(shortestRun, process.seconds), () => {
    if (container.nextHealth) container.nextHealth.cancelled = true;
    if (sim.rule(isRestarted)(sim, container, process.code)) {
      startContainer(sim, task, container, observer);
      return;
    }
    observer.changed(task, () => sim.rule(recordExit)(container, process));
    observer.exited(task, container);
  });
}

/** Records how the process of a container ended. */
export function recordExit(container: ContainerState, { code, reason }: ProcessExit): void {
  container.lastStatus = "STOPPED";
  container.exitCode = code;
  container.reason = reason;
}

/** A container is restarted only after it ran for the whole attempt period (TD11). */
export function isRestarted(sim: Simulation, container: ContainerState, code: number): boolean {
  const policy = container.definition.restartPolicy;
  if (!policy?.enabled || policy.ignoredExitCodes?.includes(code)) return false;
  return sim.clock.now - (container.startedAt ?? sim.clock.now) >= (policy.restartAttemptPeriod ?? 300);
}

/**
 * A container is UNHEALTHY after as many failed checks as `retries`, and HEALTHY after one that passes (LC10). Checks
 * stop when their result cannot change.
 */
function scheduleHealth(sim: Simulation, task: Task, container: ContainerState, observer: ContainerObserver): void {
  const { definition } = container;
  if (!definition.healthCheck?.command) return;
  const check = healthCheckOf(definition.healthCheck.command, wordsOf(definition, overrideOf(task, definition)));
  const { interval = 30, retries = 3, startPeriod = 0 } = definition.healthCheck;
  let failures = 0;
  const look = () => {
    const seconds = sim.clock.now - (container.startedAt ?? sim.clock.now);
    const passes = check.passes(seconds);
    failures = passes || seconds <= startPeriod ? 0 : failures + 1;
    const found = passes ? "HEALTHY" : "UNHEALTHY";
    const settled = passes || failures >= retries;
    if (!settled || seconds < check.settlesAfterSeconds) container.nextHealth = sim.after(interval, look);
    if (!settled || found === container.healthStatus) return;
    observer.changed(task, () => {
      container.healthStatus = found;
    });
    observer.healthChanged(task);
  };
  container.nextHealth = sim.after(interval, look);
}

/** Cancels the exits and health checks of all containers. */
export function freezeContainers(task: Task): void {
  for (const { nextExit, nextHealth } of task.containers) {
    if (nextExit) nextExit.cancelled = true;
    if (nextHealth) nextHealth.cancelled = true;
  }
}

/** HEALTHY if all essential containers are, UNHEALTHY if one of them is, otherwise UNKNOWN (LC10). */
export function healthOf(sim: Simulation, task: Task): "HEALTHY" | "UNHEALTHY" | "UNKNOWN" {
  const looked = sim.bugged("task-health-follows-its-first-container") ? task.containers.slice(0, 1) : task.containers;
  const essential = looked.filter(({ definition }) => definition.essential !== false);
  const checked = essential.filter(({ definition }) => definition.healthCheck);
  if (checked.some(({ healthStatus }) => healthStatus === "UNHEALTHY")) return "UNHEALTHY";
  const healthy =
    checked.length === essential.length && checked.every(({ healthStatus }) => healthStatus === "HEALTHY");
  return healthy ? "HEALTHY" : "UNKNOWN";
}
