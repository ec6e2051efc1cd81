import type { Simulation } from "../simulation.ts";
import type { Service } from "../state/service.ts";

/** Tasks that a service with a planted fault wrongly believes to have; fewer than none: wrongly misses. */
const missed = new WeakMap<Service, number>();

/** How many tasks the scheduler goes for: the desired count, unless a fault of the category `convergence` is planted. */
export function wantedTasks(sim: Simulation, service: Service): number {
  if (sim.bugged("scale-out-stops-one-short") && service.desiredCount >= 3) return service.desiredCount - 1;
  return Math.max(0, service.desiredCount - (missed.get(service) ?? 0));
}

export function noteUserStop(sim: Simulation, service: Service): void {
  if (sim.bugged("stopped-service-task-not-replaced")) missed.set(service, (missed.get(service) ?? 0) + 1);
}

export function noteCrash(sim: Simulation, service: Service): void {
  if (sim.bugged("crashed-service-task-not-replaced")) missed.set(service, (missed.get(service) ?? 0) + 1);
  if (sim.bugged("crashed-service-task-replaced-twice")) missed.set(service, -1);
}

export function noteScaling(sim: Simulation, service: Service, before: number): void {
  missed.delete(service);
  const removed = before - service.desiredCount;
  if (sim.bugged("scale-in-stops-one-too-many") && removed >= 2 && service.desiredCount > 0) missed.set(service, 1);
  if (sim.bugged("scale-to-zero-leaves-one-task") && before > 0 && service.desiredCount === 0) missed.set(service, -1);
}
