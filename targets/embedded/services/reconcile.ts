import type { Simulation } from "../simulation.ts";
import type { Deployment, Service } from "../state/service.ts";
import type { Task } from "../state/task.ts";
import { boundsOf } from "./bounds.ts";
import { daemonInstances, hasToLeave } from "./daemons.ts";
import { primaryOf, retireDeployments } from "./deployments.ts";
import { writeEvent } from "./events.ts";
import { noteCompletion } from "./serviceDeployments.ts";
import { startServiceTasks, stopServiceTasks, stopUnhealthyTasks } from "./serviceTasks.ts";
import { isKept, isUnhealthy, scaleIn } from "./victims.ts";

/** DP3. */
const blocked =
  "was unable to stop or start tasks during a deployment because of the service deployment configuration. Update the minimumHealthyPercent or maximumPercent value and try again.";

/** A REPLICA service runs its desired count of tasks, a DAEMON service one task on each matching instance (DP13). */
export function wantedTasks(sim: Simulation, service: Service): number {
  if (service.schedulingStrategy === "DAEMON") {
    service.desiredCount = daemonInstances(sim, service, primaryOf(service).plan).length;
  }
  return service.desiredCount;
}

/** One round of the scheduler for an ACTIVE service: stops surplus tasks and starts missing ones (DP3, DP11). */
export class Reconciliation {
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
    this.#wanted = sim.rule(wantedTasks)(sim, service);
    const { lower, upper } = sim.rule(boundsOf)(service);
    this.#lower = lower;
    this.#upper = upper;
  }

  /** Returns after how many seconds the next round is due, when launches are delayed. */
  run(): number | undefined {
    if (this.#primary.rolloutState === "FAILED" && !this.#sim.bugged("failed-deployment-starts-more-tasks")) {
      this.#stopSurplus([...this.#own(), ...this.#old()]);
      this.#followCounts();
      this.#retire();
      return undefined;
    }
    this.#stopSurplus(this.#own().filter((task) => !isUnhealthy(this.#sim, task)));
    this.#stopUnhealthy();
    this.#stopOld();
    this.#followCounts();
    const delay = this.#service.launches.notBefore - this.#sim.clock.now;
    const throttled = delay > 0 && this.#missing() > 0;
    if (!throttled) this.#startMissing();
    this.#noteSteadyState();
    this.#retire();
    return throttled ? delay : undefined;
  }

  #own(): Task[] {
    return [...this.#service.liveTasks].filter((task) => this.#isOwn(task));
  }

  #old(): Task[] {
    return [...this.#service.liveTasks].filter((task) => !this.#isOwn(task));
  }

  /** Tasks that have to leave their instance are replaced like tasks of old deployments (CI3). */
  #isOwn(task: Task): boolean {
    return task.deployment === this.#primary && !hasToLeave(this.#service, this.#primary.plan, task);
  }

  #running(): number {
    return [...this.#service.liveTasks].filter((task) => task.lastStatus === "RUNNING").length;
  }

  #healthy(): number {
    return [...this.#service.liveTasks].filter((task) => task.healthy).length;
  }

  #stopSurplus(tasks: readonly Task[]): void {
    const surplus = tasks.length - this.#wanted;
    if (surplus > 0) this.#sim.rule(scaleIn)(this.#sim, this.#service, tasks, surplus);
  }

  /**
   * An unhealthy task is stopped when its replacement is healthy, or when the upper bound allows no replacement (DP11).
   */
  #stopUnhealthy(): void {
    const unhealthy = this.#own().filter((task) => isUnhealthy(this.#sim, task));
    for (const task of unhealthy) {
      const replaced = this.#own().filter((other) => other.healthy).length >= this.#wanted;
      const noRoom = this.#missing() > 0 && this.#service.liveTasks.size >= this.#upper;
      if (!replaced && !noRoom && !this.#sim.bugged("unhealthy-tasks-are-stopped-first")) return;
      this.#sim.rule(stopUnhealthyTasks)(this.#sim, this.#service, [task]);
    }
  }

  /** Stops as many tasks of replaced deployments as the lower bound allows. */
  #stopOld(): void {
    const victims: Task[] = [];
    let healthy = this.#healthy();
    let running = this.#running();
    for (const task of this.#sim.anyOrder(this.#old())) {
      if (isKept(this.#sim, task)) continue;
      if (task.lastStatus === "RUNNING") {
        if (running <= this.#lower || (task.healthy && healthy <= this.#lower)) continue;
        running -= 1;
        if (task.healthy) healthy -= 1;
      }
      victims.push(task);
    }
    stopServiceTasks(this.#sim, this.#service, victims);
  }

  /** Each deployment gets the count of the tasks that it is to have (SV25). */
  #followCounts(): void {
    const old = this.#old();
    for (const deployment of this.#service.deployments) {
      deployment.desiredCount =
        deployment === this.#primary
          ? this.#service.desiredCount
          : old.filter((task) => task.deployment === deployment).length;
    }
  }

  /** A superseded deployment is listed as long as the new one is IN_PROGRESS or it has tasks itself (DP1). */
  #retire(): void {
    if (this.#primary.rolloutState === "IN_PROGRESS" || this.#sim.bugged("old-deployment-never-leaves")) return;
    const old = this.#old();
    retireDeployments(
      this.#sim,
      this.#service,
      (deployment) => deployment !== this.#primary && !old.some((task) => task.deployment === deployment),
    );
  }

  #missing(): number {
    return this.#wanted - this.#own().filter((task) => !isUnhealthy(this.#sim, task)).length;
  }

  #startMissing(): void {
    const missing = this.#missing();
    if (missing <= 0) return;
    const count = Math.min(missing, this.#upper - this.#service.liveTasks.size);
    if (count <= 0) {
      this.#noteBlockade();
      return;
    }
    startServiceTasks(this.#sim, this.#service, this.#primary, count);
  }

  /** DP3: the configuration is reported when no task can be started or stopped and none is starting. */
  #noteBlockade(): void {
    const underWay = [...this.#service.liveTasks].some((task) => !task.healthy && !isUnhealthy(this.#sim, task));
    if (!underWay) writeEvent(this.#sim, this.#service, blocked);
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
      this.#service.lastCompleted = this.#primary.serviceRevision;
      noteCompletion(this.#sim, this.#service);
      writeEvent(this.#sim, this.#service, `(deployment ${this.#primary.id}) deployment completed.`);
    }
    writeEvent(this.#sim, this.#service, "has reached a steady state.");
  }
}
