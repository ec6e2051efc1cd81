import { command } from "./language/command.ts";
import { given } from "./language/random.ts";
import { absentCluster, activeClusters, clusterForm } from "./pools/names.ts";
import { taskForm, taskFromElsewhere, taskOfAnotherCluster, tasksIn } from "./pools/services.ts";

const unknownId = "fedcba9876543210fedcba9876543210";

export const DescribeTasks = command({
  operation: "DescribeTasks",
  group: "tasks",
  weight: 1.2,
  accepted(random, run) {
    const live = activeClusters(run);
    if (live.length === 0) return undefined;
    const cluster = random.pick(live);
    const known = tasksIn(run, (task) => task.cluster === cluster.name);
    const tasks = random.some(known, 0, 3).flatMap((task) => taskForm(random, run, task) ?? []);
    return given({
      cluster: clusterForm(random, run, cluster.name),
      tasks:
        tasks.length === 0 || random.chance(0.2)
          ? [...tasks, taskFromElsewhere(random, run, cluster) ?? unknownId]
          : tasks,
      include: random.maybe(0.4, () => ["TAGS"]),
    });
  },
  refused(random, run) {
    const foreign = taskOfAnotherCluster(random, run);
    if (foreign !== undefined && random.chance(0.4)) return { cluster: foreign.cluster, tasks: [foreign.task] };
    const [live] = activeClusters(run);
    if (live === undefined || random.chance(0.4)) return { cluster: absentCluster(random, run), tasks: [unknownId] };
    return random.pick([
      { cluster: live.name, tasks: [] },
      { cluster: live.name, tasks: [unknownId], include: ["CONTAINERS"] },
    ]);
  },
});
