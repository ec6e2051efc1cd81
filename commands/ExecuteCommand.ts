import type { Task } from "../model/language/state.ts";
import { revisionByKey } from "../model/resources/definition.ts";
import { command } from "./language/command.ts";
import { given, type Random } from "./language/random.ts";
import type { PlanInput } from "./language/reference.ts";
import type { SymbolicRun } from "./language/symbolicRun.ts";
import { absentCluster, activeClusters, clusterForm } from "./pools/names.ts";
import { type InCluster, taskForm, taskOfAnotherCluster, tasksIn } from "./pools/services.ts";

const unknownId = "ffeeddccbbaa99887766554433221100";

/** Standalone tasks that keep running, with or without enableExecuteCommand. */
const runningTasks = (run: SymbolicRun, executable: boolean): InCluster<Task>[] =>
  tasksIn(
    run,
    (task) =>
      task.service === undefined &&
      !task.stopping &&
      task.lifetime.kind === "runs" &&
      task.enableExecuteCommand === executable,
  );

/** Tasks with enableExecuteCommand that have been stopped. */
const stoppedTasks = (run: SymbolicRun): InCluster<Task>[] =>
  tasksIn(run, (task) => task.service === undefined && task.stopping && task.enableExecuteCommand === true);

/** A session in the task's first container. */
function session(random: Random, run: SymbolicRun, task: InCluster<Task>): PlanInput | undefined {
  const form = taskForm(random, run, task);
  const containers = revisionByKey(run.state, task.it.taskDefinition)?.definition.containerDefinitions ?? [];
  const container = containers.length > 1 || random.chance(0.5) ? containers[0]?.name : undefined;
  if (form === undefined) return undefined;
  const cluster = clusterForm(random, run, task.cluster.name);
  return given({ cluster, task: form, container, command: random.pick(["/bin/sh", "ls"]), interactive: true });
}

export const ExecuteCommand = command({
  operation: "ExecuteCommand",
  group: "protection",
  weight: 3,
  refusalWeight: 8,
  keeps: ["command", "interactive"],
  accepted(random, run) {
    const tasks = runningTasks(run, true);
    return tasks.length === 0 ? undefined : session(random, run, random.pick(tasks));
  },
  refused(random, run) {
    const closed = runningTasks(run, false);
    const open = runningTasks(run, true);
    const stopped = stoppedTasks(run);
    if (stopped.length > 0 && random.chance(0.55)) return session(random, run, random.pick(stopped));
    if (open.length > 0 && random.chance(0.7)) {
      const sound = session(random, run, random.pick(open));
      return sound && { ...sound, ...random.pick([{ interactive: false }, { container: "nobody" }]) };
    }
    if (closed.length > 0 && random.chance(0.6)) return session(random, run, random.pick(closed));
    if (closed.length + open.length === 0 && random.chance(0.9)) return undefined;
    const sound = { command: "ls", interactive: true };
    const foreign = taskOfAnotherCluster(random, run);
    if (foreign !== undefined && random.chance(0.3)) return { ...foreign, ...sound };
    const [live] = activeClusters(run);
    const cluster = live === undefined || random.chance(0.4) ? absentCluster(random, run) : live.name;
    return { cluster, task: unknownId, ...sound };
  },
});
