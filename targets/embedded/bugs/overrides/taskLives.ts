import type { BugName } from "../../bugs.ts";
import type { ContainerState } from "../../state/task.ts";
import { isRestarted, overrideOf, processIn, recordExit } from "../../tasks/containers.ts";
import { changeTask } from "../../tasks/ledger.ts";
import {
  endProvisioning,
  exitStopsTask,
  failToPull,
  failToStart,
  finish,
  pull,
  startAll,
} from "../../tasks/lifeCycle.ts";
import { processOf } from "../../tasks/process.ts";
import { override } from "./override.ts";
import type { Override } from "./rule.ts";

type RestartPolicy = NonNullable<ContainerState["definition"]["restartPolicy"]>;

/** The container as it would be with another restart policy, if it has any. */
function withPolicy(container: ContainerState, change: Partial<RestartPolicy>): ContainerState {
  const { definition } = container;
  if (!definition.restartPolicy) return container;
  return { ...container, definition: { ...definition, restartPolicy: { ...definition.restartPolicy, ...change } } };
}

/** A container is restarted as if its restart policy were another one. */
function misreadPolicy(change: Partial<RestartPolicy>): Override {
  return override(isRestarted, (sim, container, code) => isRestarted(sim, withPolicy(container, change), code));
}

export const taskLifeOverrides = {
  "task-activates-before-it-is-pending": [
    override(endProvisioning, (sim, task) => {
      endProvisioning(sim, task);
      task.lastStatus = "ACTIVATING";
    }),
    override(pull, (sim, task) => {
      if (task.lastStatus !== "ACTIVATING") {
        pull(sim, task);
        return;
      }
      changeTask(sim, task, () => {
        task.lastStatus = "PENDING";
      });
      task.nextMove = sim.after(0.5, () => pull(sim, task));
    }),
  ],
  "failed-image-pull-stays-pending": [override(failToPull, () => {})],
  "pull-failure-told-without-cause": [
    override(failToPull, (sim, task, container) => failToStart(sim, task, container, "Task failed to start")),
  ],
  "sleeping-task-hangs-activating": [
    override(startAll, (sim, task) => {
      const [only, another] = task.containers;
      const sleeps = only?.definition.command?.at(-1)?.endsWith("infinity") === true;
      if (!sleeps || another || task.service || task.enableExecuteCommand) startAll(sim, task);
    }),
  ],
  "second-container-that-cannot-start-ignored": [
    override(failToStart, (sim, task, container, reason) => {
      if (container === task.containers[0]) failToStart(sim, task, container, reason);
      else container.lastStatus = "STOPPED";
    }),
  ],
  "non-essential-exit-stops-task": [override(exitStopsTask, () => true)],
  "essential-exit-leaves-task-running": [
    override(exitStopsTask, (task, container) => exitStopsTask(task, container) && container === task.containers[0]),
  ],
  "stop-task-desired-status-returns-to-running": [
    override(finish, (sim, task) => {
      finish(sim, task);
      if (task.stopCode === "UserInitiated") task.desiredStatus = "RUNNING";
    }),
  ],
  "service-tasks-ignore-command": [
    override(processIn, (task, container) => {
      const { definition } = container;
      if (!task.service) return processIn(task, container);
      return processOf({ ...definition, command: [] }, overrideOf(task, definition));
    }),
  ],
  "override-command-shown-not-run": [
    override(processIn, (task, { definition }) => {
      const given = overrideOf(task, definition);
      return processOf(definition, given && { ...given, command: [] });
    }),
  ],
  "exit-code-reported-as-zero": [
    override(recordExit, (container, exit) => recordExit(container, { ...exit, code: 0 })),
  ],
  "out-of-memory-told-without-reason": [
    override(recordExit, (container, { reason: _, ...exit }) => recordExit(container, exit)),
  ],
  "restart-policy-never-restarts": [override(isRestarted, () => false)],
  "restart-policy-takes-success-for-the-end": [
    override(isRestarted, (sim, container, code) => code !== 0 && isRestarted(sim, container, code)),
  ],
  "disabled-restart-policy-restarts": [misreadPolicy({ enabled: true })],
  "restart-policy-ignores-ignored-exit-codes": [misreadPolicy({ ignoredExitCodes: [] })],
  "restart-policy-ignores-attempt-period": [misreadPolicy({ restartAttemptPeriod: 0 })],
} satisfies Partial<Record<BugName, readonly Override[]>>;
