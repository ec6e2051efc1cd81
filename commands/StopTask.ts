import { command } from "./language/command.ts";
import { given } from "./language/random.ts";
import { absentCluster, activeClusters, clusterForm } from "./pools/names.ts";
import { taskForm, taskOfAnotherCluster, tasksIn } from "./pools/services.ts";

const unknownId = "0123456789abcdef0123456789abcdef";

export const StopTask = command({
  operation: "StopTask",
  group: "tasks",
  weight: 2.5,
  patience: () => 0.2,
  accepted(random, run) {
    const known = tasksIn(run, ({ cluster, id }) => run.arnOf("task", `${cluster}/${id}`) !== undefined);
    const live = known.filter(({ it }) => !it.stopping);
    if (known.length === 0) return undefined;
    const task = random.pick(live.length > 0 && random.chance(0.85) ? live : known);
    const form = taskForm(random, run, task);
    if (form === undefined) return undefined;
    return given({
      cluster: clusterForm(random, run, task.cluster.name),
      task: form,
      reason: random.maybe(0.5, () => random.pick(["enough", "ünï", "bye, bye"])),
    });
  },
  refused(random, run) {
    const foreign = taskOfAnotherCluster(random, run);
    if (foreign !== undefined && random.chance(0.4)) return foreign;
    const [live] = activeClusters(run);
    if (live === undefined || random.chance(0.4)) return { cluster: absentCluster(random, run), task: unknownId };
    return { cluster: live.name, task: unknownId };
  },
});
