import type { Simulation } from "../simulation.ts";
import type { Task } from "../state/task.ts";

/** For how many more seconds a service ignores failing health checks of a task (DP12). */
export function graceLeft(sim: Simulation, { service, startedAt }: Task): number {
  const seconds = service?.settings.healthCheckGracePeriodSeconds ?? 0;
  if (seconds === 0 || startedAt === undefined) return 0;
  return Math.max(0, startedAt + seconds - sim.clock.now);
}
