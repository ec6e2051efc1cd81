import { nextProvider } from "../capacityProviders.ts";
import { placesOnFargate, resolvedPlatform } from "../placement.ts";
import type { Simulation } from "../simulation.ts";
import type { Deployment, Service, Tags, Task, TaskEvent } from "../state.ts";
import { healthOf } from "../tasks/containers.ts";
import { launchTask } from "../tasks/launch.ts";
import { stopTask } from "../tasks/lifeCycle.ts";
import { boundsOf } from "./bounds.ts";
import { countFailure, countSuccess } from "./circuitBreaker.ts";
import { primaryOf, retireDeployments } from "./deployments.ts";
import { taskList, writeEvent } from "./events.ts";
import { deactivateService } from "./services.ts";
import { noteUserStop, wantedTasks } from "./shortfall.ts";

const reaction = 0.5;
const longestThrottle = 900;
const longestExitDelay = 60;
const longRun = 60;

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
  const deployment = task.deployment as Deployment;
  switch (event) {
    case "healthy":
      countSuccess(service, deployment);
      service.launches.failedStarts = 0;
      break;
    case "unhealthy":
      countFailure(sim, service, deployment);
      break;
    case "failed":
      service.launches.failedStarts += 1;
      delayLaunches(sim, service, Math.min(longestThrottle, 2 ** service.launches.failedStarts));
      countFailure(sim, service, deployment);
      if (service.launches.failedStarts > 1) {
        writeEvent(sim, service, "is unable to consistently start tasks successfully.");
      }
      break;
    case "exited": {
      const ranLong = sim.clock.now - (task.startedAt ?? sim.clock.now) >= longRun;
      service.launches.earlyExits = ranLong ? 0 : service.launches.earlyExits + 1;
      if (service.launches.earlyExits > 1) {
        delayLaunches(sim, service, Math.min(longestExitDelay, 2 ** service.launches.earlyExits));
      }
      break;
    }
    case "stopping":
      if (task.stopCode === "UserInitiated") noteUserStop(sim, service);
      break;
    case "drained":
      if (service.status === "ACTIVE") return;
      break;
  }
  wakeScheduler(sim, service);
}

/** DP10. */
function delayLaunches(sim: Simulation, service: Service, seconds: number): void {
  service.launches.notBefore = sim.clock.now + seconds;
}

function reconcile(sim: Simulation, service: Service): void {
  if (service.status === "DRAINING") drain(sim, service);
  else if (service.status === "ACTIVE") new Round(sim, service).run();
}

/** SV30. */
function drain(sim: Simulation, service: Service): void {
  stopServiceTasks(sim, service, [...service.liveTasks]);
  if (service.drainingTasks > 0 || sim.bugged("deleted-service-stays-draining")) return;
  deactivateService(sim, service);
}

function stopServiceTasks(sim: Simulation, service: Service, tasks: readonly Task[], reason?: string): void {
  if (tasks.length === 0) return;
  for (const task of tasks) {
    const text = reason ?? `Scaling activity initiated by (deployment ${task.deployment?.id})`;
    stopTask(sim, task, "ServiceSchedulerInitiated", text);
  }
  writeEvent(sim, service, `has stopped ${tasks.length} running tasks: ${taskList(tasks)}.`);
}

/** One look of the scheduler at an ACTIVE service: it stops what is too much and starts what is missing (DP3, DP11). */
class Round {
  readonly #sim: Simulation;
  readonly #service: Service;
  readonly #primary: Deployment;
  readonly #wanted: number;
  readonly #lower: number;
  readonly #upper: number;

  constructor(sim: Simulation, service: Service) {
    this.#sim = sim;
    this.#service = service;
    this.#primary = primaryOf(service);
    this.#wanted = wantedTasks(sim, service);
    const { lower, upper } = boundsOf(sim, service, service.deployments.length > 1);
    this.#lower = lower;
    this.#upper = upper;
  }

  run(): void {
    if (this.#primary.rolloutState === "FAILED") {
      this.#stopSurplus([...this.#own(), ...this.#old()]);
      this.#retire();
      return;
    }
    this.#stopSurplus(this.#own().filter((task) => !isUnhealthy(task)));
    this.#stopUnhealthy();
    this.#stopOld();
    this.#retire();
    const started = this.#startMissing();
    this.#noteBlockade(started);
    this.#noteSteadyState();
  }

  #own(): Task[] {
    return [...this.#service.liveTasks].filter((task) => task.deployment === this.#primary);
  }

  #old(): Task[] {
    return [...this.#service.liveTasks].filter((task) => task.deployment !== this.#primary);
  }

  #running(): number {
    return [...this.#service.liveTasks].filter((task) => task.lastStatus === "RUNNING").length;
  }

  #healthy(): number {
    return [...this.#service.liveTasks].filter((task) => task.healthy).length;
  }

  /** Scale-in takes first what serves least. */
  #stopSurplus(tasks: readonly Task[]): void {
    const surplus = tasks.length - this.#wanted;
    if (surplus <= 0) return;
    const victims = [...this.#sim.anyOrder(tasks)].sort((a, b) => usefulness(a) - usefulness(b)).slice(0, surplus);
    stopServiceTasks(this.#sim, this.#service, victims);
    if (this.#sim.bugged("scale-in-stops-standalone-task")) this.#stopStandalone();
  }

  #stopStandalone(): void {
    const bystander = [...this.#service.cluster.desiredRunning].find((task) => !task.service);
    if (bystander) stopTask(this.#sim, bystander, "ServiceSchedulerInitiated", "Scaling activity");
  }

  /** An unhealthy task goes when its replacement is there, or when there is no room for one (DP11). */
  #stopUnhealthy(): void {
    const unhealthy = this.#own().filter(isUnhealthy);
    for (const task of unhealthy) {
      const replaced = this.#own().filter((other) => other.healthy).length >= this.#wanted;
      const noRoom = this.#missing() > 0 && this.#service.liveTasks.size >= this.#upper;
      if (!replaced && !noRoom) return;
      stopServiceTasks(this.#sim, this.#service, [task], "Task failed container health checks");
    }
  }

  /** Tasks of replaced deployments go as far as the lower bound allows. */
  #stopOld(): void {
    const victims: Task[] = [];
    let healthy = this.#healthy();
    let running = this.#running();
    for (const task of this.#sim.anyOrder(this.#old())) {
      if (task.lastStatus === "RUNNING") {
        if (running <= this.#lower || (task.healthy && healthy <= this.#lower)) continue;
        running -= 1;
        if (task.healthy) healthy -= 1;
      }
      victims.push(task);
    }
    stopServiceTasks(this.#sim, this.#service, victims);
  }

  #retire(): void {
    const old = this.#old();
    for (const deployment of this.#service.deployments) {
      deployment.desiredCount =
        deployment === this.#primary
          ? this.#service.desiredCount
          : old.filter((task) => task.deployment === deployment).length;
    }
    if (this.#sim.bugged("old-deployment-never-leaves")) return;
    retireDeployments(
      this.#sim,
      this.#service,
      (deployment) => deployment !== this.#primary && !old.some((task) => task.deployment === deployment),
    );
  }

  #missing(): number {
    return this.#wanted - this.#own().filter((task) => !isUnhealthy(task)).length;
  }

  /** Answers whether nothing is missing or something was started. */
  #startMissing(): boolean {
    const missing = this.#missing();
    if (missing <= 0) return true;
    if (!placesOnFargate(this.#primary.plan)) {
      writeEvent(
        this.#sim,
        this.#service,
        "was unable to place a task because no container instance met all of its requirements. Reason: No Container Instances were found in your cluster. For more information, see the Troubleshooting section of the Amazon ECS Developer Guide.",
      );
      return true;
    }
    const delay = this.#service.launches.notBefore - this.#sim.clock.now;
    if (delay > 0) {
      wakeScheduler(this.#sim, this.#service, delay);
      return true;
    }
    const count = Math.min(missing, this.#upper - this.#service.liveTasks.size);
    if (count <= 0) return false;
    const started: Task[] = [];
    for (let index = 0; index < count; index++)
      started.push(launchServiceTask(this.#sim, this.#service, this.#primary));
    writeEvent(this.#sim, this.#service, `has started ${count} tasks: ${taskList(started)}.`);
    return true;
  }

  /** DP3: when nothing can be started or stopped and nothing is under way, the configuration is at fault. */
  #noteBlockade(started: boolean): void {
    if (started || [...this.#service.liveTasks].some((task) => !task.healthy && !isUnhealthy(task))) return;
    writeEvent(
      this.#sim,
      this.#service,
      "was unable to stop or start tasks during a deployment because of the service deployment configuration. Update the minimumHealthyPercent or maximumPercent value and try again.",
    );
  }

  /** DP5. */
  #noteSteadyState(): void {
    const own = this.#own();
    const steady = own.length === this.#wanted && own.every((task) => task.healthy) && this.#old().length === 0;
    const reached = steady && !this.#service.steady;
    this.#service.steady = steady;
    if (!reached) return;
    if (this.#primary.rolloutState === "IN_PROGRESS") {
      this.#primary.rolloutState = "COMPLETED";
      this.#primary.rolloutStateReason = `ECS deployment ${this.#primary.id} completed.`;
      this.#primary.updatedAt = this.#sim.clock.now;
      this.#service.lastCompleted = this.#primary.plan;
      writeEvent(this.#sim, this.#service, `(deployment ${this.#primary.id}) deployment completed.`);
    }
    writeEvent(this.#sim, this.#service, "has reached a steady state.");
  }
}

function isUnhealthy(task: Task): boolean {
  return task.lastStatus === "RUNNING" && healthOf(task) === "UNHEALTHY";
}

function usefulness(task: Task): number {
  if (task.lastStatus !== "RUNNING") return 0;
  if (isUnhealthy(task)) return 1;
  return task.healthy ? 3 : 2;
}

function launchServiceTask(sim: Simulation, service: Service, deployment: Deployment): Task {
  const { plan } = deployment;
  const placed = [...service.liveTasks]
    .filter((task) => task.deployment === deployment)
    .map((task) => task.capacityProvider ?? "");
  const containers = plan.revision.content.containerDefinitions;
  return launchTask(sim, {
    cluster: service.cluster,
    revision: plan.revision,
    service,
    deployment,
    group: `service:${service.name}`,
    startedBy: deployment.id,
    launchType: "FARGATE",
    capacityProvider: nextProvider(plan.strategy, placed),
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
