import { any, type Expected, either, type Mark, time, view, within } from "../language/expectation.ts";
import { get } from "../language/persistentMap.ts";
import type { Cluster, Task } from "../language/state.ts";
import { mayRunIt, taskArn } from "./task.ts";

type Protection = NonNullable<Task["protection"]>;

/** Row TK15: the limits of the duration of protection, in minutes. */
export const [leastMinutes, mostMinutes] = [1, 2880];
const defaultMinutes = 120;

/** Protection of this duration cannot expire within a run, however fast the target's clock is. */
const lastingMinutes = 2000;

/** Which tasks replies return as failures: those of no service, and those that do not exist (row TK15). */
export const isProtectable = (task: Task): boolean => task.service !== undefined;

/**
 * Protects a service's task, or removes the protection; `unknown` when the reply leaves open which tasks were accepted.
 */
export function protect(cluster: Cluster, task: Task, word: Protection["word"], call: string): void {
  task.protection = { word, call };
  task.keptByProtection = false;
  for (const service of mayRunIt(cluster, task)) {
    const others = service.protectedTasks.filter((id) => id !== task.id);
    service.protectedTasks = word === "none" ? others : [...others, task.id];
  }
}

export const wordFor = (enabled: boolean, minutes = defaultMinutes): Protection["word"] =>
  !enabled ? "none" : minutes >= lastingMinutes ? "lasting" : "passing";

/**
 * A task's protection as replies show it (row TK15): with the expiry of the call that requested it, which no clock
 * reaches within the run, or with the earliest possible expiry.
 */
export function viewProtection(task: Task, earliest?: number): Mark {
  return view("protection", `${task.cluster}/${task.id}`, { taskArn: taskArn(task), ...flags(task, earliest) });
}

function flags({ protection }: Task, earliest: number | undefined): Record<string, Expected> {
  if (protection === undefined || protection.word === "none") return { protectionEnabled: false };
  if (earliest !== undefined) return { protectionEnabled: true, expirationDate: within(earliest, 1e12, "immediate") };
  if (protection.word === "lasting")
    return { protectionEnabled: true, expirationDate: time(`«time:protected/${protection.call}»`) };
  return { protectionEnabled: either(true, false), expirationDate: any };
}

/**
 * The earliest expiry, in epoch seconds, of a protection that is requested now: the task is younger than its service.
 */
export function earliestEnd(cluster: Cluster, task: Task, minutes = defaultMinutes): number {
  const service = task.service === undefined ? undefined : get(cluster.services, task.service);
  return (service?.createdAt ?? 0) + minutes * 60 - 1;
}

/** A task as a failure: one of no service, or one that does not exist, or no longer (row TK15). */
export const asFailure = (arn: Expected, ...reasons: string[]): Expected => ({ arn, reason: either(...reasons) });
