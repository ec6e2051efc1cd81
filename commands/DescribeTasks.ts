import { command } from "./language/command.ts";
import { given } from "./language/random.ts";
import { activeClusters, clusterForm, lostCluster } from "./pools/names.ts";
import { foreignTask, taskForm, tasksIn } from "./pools/services.ts";

const unknownId = "fedcba9876543210fedcba9876543210";

export const DescribeTasks = command({
  operation: "DescribeTasks",
  group: "tasks",
  weight: 1.2,
  accepted(draw, scene) {
    const live = activeClusters(scene);
    if (live.length === 0) return undefined;
    const cluster = draw.pick(live);
    const known = tasksIn(scene, (task) => task.cluster === cluster.name);
    const tasks = draw.some(known, 0, 3).flatMap((task) => taskForm(draw, scene, task) ?? []);
    return given({
      cluster: clusterForm(draw, scene, cluster.name),
      tasks: tasks.length === 0 || draw.chance(0.2) ? [...tasks, unknownId] : tasks,
      include: draw.maybe(0.4, () => ["TAGS"]),
    });
  },
  refused(draw, scene) {
    const foreign = foreignTask(draw, scene);
    if (foreign !== undefined && draw.chance(0.4)) return { cluster: foreign.cluster, tasks: [foreign.task] };
    const [live] = activeClusters(scene);
    if (live === undefined || draw.chance(0.4)) return { cluster: lostCluster(draw, scene), tasks: [unknownId] };
    return draw.pick([
      { cluster: live.name, tasks: [] },
      { cluster: live.name, tasks: [unknownId], include: ["CONTAINERS"] },
    ]);
  },
});
