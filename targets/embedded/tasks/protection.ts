import type { Simulation } from "../simulation.ts";
import type { Task } from "../state/task.ts";
import type { ScheduledEvent } from "../time/eventQueue.ts";

/** Prevents scale-in and deployments from stopping a task until it expires (TK15). */
export interface Protection {
  readonly until: number;
  readonly expiry: ScheduledEvent;
}

export function isProtected(sim: Simulation, task: Task): boolean {
  return task.protection !== undefined && task.protection.until > sim.clock.now;
}

/** Starts or restarts the protection. Replies show the time of expiry, so jitter does not apply. */
export function protectTask(sim: Simulation, task: Task, minutes: number, expired: () => void): void {
  unprotectTask(task);
  const seconds = minutes * (sim.bugged("task-protection-lasts-seconds") ? 1 : 60);
  task.protection = {
    until: sim.clock.now + seconds,
    expiry: sim.clock.after(seconds + 0.001, () => {
      task.protection = undefined;
      expired();
    }),
  };
}

export function unprotectTask(task: Task): void {
  if (task.protection) task.protection.expiry.cancelled = true;
  task.protection = undefined;
}

export function showProtection(sim: Simulation, task: Task) {
  const held = isProtected(sim, task);
  return {
    taskArn: task.arn,
    protectionEnabled: held,
    expirationDate: held ? task.protection?.until : undefined,
  };
}
