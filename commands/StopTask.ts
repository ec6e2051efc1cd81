import { command } from "./language/command.ts";
import { given } from "./language/random.ts";
import { activeClusters, clusterForm, lostCluster } from "./pools/names.ts";
import { foreignTask, taskForm, tasksIn } from "./pools/services.ts";

const unknownId = "0123456789abcdef0123456789abcdef";

export const StopTask = command({
  operation: "StopTask",
  group: "tasks",
  weight: 2.5,
  accepted(draw, scene) {
    const known = tasksIn(scene, ({ cluster, id }) => scene.arnOf("task", `${cluster}/${id}`) !== undefined);
    const live = known.filter(({ it }) => !it.stopping);
    if (known.length === 0) return undefined;
    const task = draw.pick(live.length > 0 && draw.chance(0.85) ? live : known);
    const form = taskForm(draw, scene, task);
    if (form === undefined) return undefined;
    return given({
      cluster: clusterForm(draw, scene, task.cluster.name),
      task: form,
      reason: draw.maybe(0.5, () => draw.pick(["enough", "ünï", "bye, bye"])),
    });
  },
  refused(draw, scene) {
    const foreign = foreignTask(draw, scene);
    if (foreign !== undefined && draw.chance(0.4)) return foreign;
    const [live] = activeClusters(scene);
    if (live === undefined || draw.chance(0.4)) return { cluster: lostCluster(draw, scene), task: unknownId };
    return { cluster: live.name, task: unknownId };
  },
});
