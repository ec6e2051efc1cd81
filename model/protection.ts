import { any, type Expected, either, type Mark, time, view } from "./expectation.ts";
import { values } from "./shelf.ts";
import type { Cluster, Task } from "./state.ts";
import { taskArn } from "./task.ts";

type Protection = NonNullable<Task["protection"]>;

/** Row TK15: how many minutes protection lasts. */
export const [leastMinutes, mostMinutes, defaultMinutes] = [1, 2880, 120];

/** Protection for so many minutes holds until the run is over, however fast the target's clock goes. */
const lastingMinutes = 2000;

/** Which tasks replies tell as failures: those of no service, and those that are not there (row TK15). */
export const isProtectable = (task: Task): boolean => task.service !== undefined;

/** Protects a service's task, or frees it; where the reply leaves open which tasks it took, that is `unknown`. */
export function protect(cluster: Cluster, task: Task, word: Protection["word"], call: string): void {
  task.protection = { word, call };
  task.kept = false;
  for (const service of values(cluster.services)) {
    if (task.service !== "?" && task.service !== service.name) continue;
    const others = service.shielded.filter((id) => id !== task.id);
    service.shielded = word === "none" ? others : [...others, task.id];
  }
}

export const wordFor = (enabled: boolean, minutes = defaultMinutes): Protection["word"] =>
  !enabled ? "none" : minutes >= lastingMinutes ? "lasting" : "passing";

/** A task's protection as replies show it (row TK15); `told` by the call that asked for it, which no clock outruns. */
export function viewProtection(task: Task, told = false): Mark {
  return view("protection", `${task.cluster}/${task.id}`, { taskArn: taskArn(task), ...flags(task, told) });
}

function flags({ protection }: Task, told: boolean): Record<string, Expected> {
  if (protection === undefined || protection.word === "none") return { protectionEnabled: false };
  const expirationDate = time(`«time:protected/${protection.call}»`);
  if (protection.word === "lasting" || (told && protection.word === "passing"))
    return { protectionEnabled: true, expirationDate };
  return { protectionEnabled: either(true, false), expirationDate: any };
}

/** A task told as a failure: one of no service, or one that is not there, or no more (row TK15). */
export const asFailure = (arn: Expected, ...reasons: string[]): Expected => ({ arn, reason: either(...reasons) });
