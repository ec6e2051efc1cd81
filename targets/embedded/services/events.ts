import { randomUUID } from "node:crypto";
import type { Simulation } from "../simulation.ts";
import type { Service } from "../state/service.ts";
import type { Task } from "../state/task.ts";
import type { TaskSet } from "./taskSets.ts";

const eventsKept = 100;

/** Writes a service event (EV1–EV15), newest first. */
export function writeEvent(sim: Simulation, service: Service, text: string, taskSet?: TaskSet): void {
  sim.rule(addEvent)(sim, service, `(service ${service.name}${taskSet ? `, taskSet ${taskSet.id}` : ""}) ${text}`);
}

/** A text that repeats the previous event is not written again. */
export function addEvent(sim: Simulation, service: Service, message: string): void {
  if (service.events[0]?.message === message) return;
  service.events.unshift({ id: randomUUID(), createdAt: sim.clock.now, message });
  service.events.length = Math.min(service.events.length, eventsKept);
}

/** `(task ID) (task ID)`: tasks as events name them (EV1, EV3). */
export function taskList(tasks: readonly Task[]): string {
  return tasks.map((task) => `(task ${task.id})`).join(" ");
}
