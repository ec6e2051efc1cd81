import type { Task } from "../model/language/state.ts";
import { revisionByKey } from "../model/resources/definition.ts";
import { command } from "./language/command.ts";
import { type Draw, given } from "./language/random.ts";
import type { PlanInput } from "./language/reference.ts";
import type { Scene } from "./language/symbolicRun.ts";
import { activeClusters, clusterForm, lostCluster } from "./pools/names.ts";
import { foreignTask, type Housed, taskForm, tasksIn } from "./pools/services.ts";

const unknownId = "ffeeddccbbaa99887766554433221100";

/** Tasks of commands that run on, with or without a way into them. */
const runningTasks = (scene: Scene, executable: boolean): Housed<Task>[] =>
  tasksIn(
    scene,
    (task) =>
      task.service === undefined &&
      !task.stopping &&
      task.fate.kind === "runs" &&
      task.enableExecuteCommand === executable,
  );

/** Tasks that took commands while they ran. */
const stoppedTasks = (scene: Scene): Housed<Task>[] =>
  tasksIn(scene, (task) => task.service === undefined && task.stopping && task.enableExecuteCommand === true);

/** A session in the task's first container. */
function session(draw: Draw, scene: Scene, task: Housed<Task>): PlanInput | undefined {
  const form = taskForm(draw, scene, task);
  const containers = revisionByKey(scene.state, task.it.taskDefinition)?.definition.containerDefinitions ?? [];
  const container = containers.length > 1 || draw.chance(0.5) ? containers[0]?.name : undefined;
  if (form === undefined) return undefined;
  const cluster = clusterForm(draw, scene, task.cluster.name);
  return given({ cluster, task: form, container, command: draw.pick(["/bin/sh", "ls"]), interactive: true });
}

export const ExecuteCommand = command({
  operation: "ExecuteCommand",
  group: "protection",
  weight: 3,
  refusalWeight: 8,
  accepted(draw, scene) {
    const tasks = runningTasks(scene, true);
    return tasks.length === 0 ? undefined : session(draw, scene, draw.pick(tasks));
  },
  refused(draw, scene) {
    const closed = runningTasks(scene, false);
    const open = runningTasks(scene, true);
    const stopped = stoppedTasks(scene);
    if (stopped.length > 0 && draw.chance(0.55)) return session(draw, scene, draw.pick(stopped));
    if (open.length > 0 && draw.chance(0.7)) {
      const sound = session(draw, scene, draw.pick(open));
      return sound && { ...sound, ...draw.pick([{ interactive: false }, { container: "nobody" }]) };
    }
    if (closed.length > 0 && draw.chance(0.6)) return session(draw, scene, draw.pick(closed));
    if (closed.length + open.length === 0 && draw.chance(0.9)) return undefined;
    const sound = { command: "ls", interactive: true };
    const foreign = foreignTask(draw, scene);
    if (foreign !== undefined && draw.chance(0.3)) return { ...foreign, ...sound };
    const [live] = activeClusters(scene);
    const cluster = live === undefined || draw.chance(0.4) ? lostCluster(draw, scene) : live.name;
    return { cluster, task: unknownId, ...sound };
  },
});
