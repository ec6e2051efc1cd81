import type { Simulation } from "../simulation.ts";
import type { Task } from "../state/task.ts";

/** For how many seconds yet a service ignores that the health checks of a task fail (DP12). */
export function graceLeft(sim: Simulation, { service, startedAt }: Task): number {
  const seconds = service?.settings.healthCheckGracePeriodSeconds ?? 0;
  if (seconds === 0 || startedAt === undefined || sim.bugged("health-check-grace-period-ignored")) return 0;
  if (sim.bugged("health-check-grace-period-never-ends")) return Number.POSITIVE_INFINITY;
  return Math.max(0, startedAt + seconds - sim.clock.now);
}
