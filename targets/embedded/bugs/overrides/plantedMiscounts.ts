import type { BugName } from "../../bugs.ts";
import { scale } from "../../operations/UpdateService.ts";
import { wantedTasks } from "../../services/reconcile.ts";
import { noteExit, observeTask } from "../../services/scheduler.ts";
import type { Service } from "../../state/service.ts";
import { override } from "./override.ts";
import type { Override } from "./rule.ts";

/** How many tasks a service wrongly counts in addition to those it has; negative: how many it wrongly misses. */
const surplus = new WeakMap<Service, number>();

function countMore(service: Service): void {
  surplus.set(service, (surplus.get(service) ?? 0) + 1);
}

/** A service counts its tasks wrongly until it is scaled; `rescaled` returns the surplus after that. */
function miscount(rescaled: (before: number, after: number) => number, ...more: readonly Override[]): Override[] {
  return [
    override(wantedTasks, (sim, service) => Math.max(0, wantedTasks(sim, service) - (surplus.get(service) ?? 0))),
    override(scale, (sim, service, input) => {
      const before = service.desiredCount;
      scale(sim, service, input);
      if (service.desiredCount !== before) surplus.set(service, rescaled(before, service.desiredCount));
    }),
    ...more,
  ];
}

const correct = () => 0;

export const plantedMiscounts = {
  "scale-out-stops-one-short": [
    override(wantedTasks, (sim, service) => {
      const wanted = wantedTasks(sim, service);
      return wanted >= 3 ? wanted - 1 : wanted;
    }),
  ],
  "scale-in-stops-one-too-many": miscount((before, after) => (before - after >= 2 && after > 0 ? 1 : 0)),
  "scale-to-zero-leaves-one-task": miscount((before, after) => (before > 0 && after === 0 ? -1 : 0)),
  "stopped-service-task-not-replaced": miscount(
    correct,
    override(observeTask, (sim, service, task, event) => {
      if (event === "stopping" && task.stopCode === "UserInitiated") countMore(service);
      observeTask(sim, service, task, event);
    }),
  ),
  "crashed-service-task-not-replaced": miscount(
    correct,
    override(noteExit, (sim, service, task) => {
      countMore(service);
      noteExit(sim, service, task);
    }),
  ),
  "crashed-service-task-replaced-twice": miscount(
    correct,
    override(noteExit, (sim, service, task) => {
      surplus.set(service, -1);
      noteExit(sim, service, task);
    }),
  ),
} satisfies Partial<Record<BugName, readonly Override[]>>;
