import { inClusterRefusals, readableCluster } from "./clusters/cluster.ts";
import { missingArn } from "./language/arn.ts";
import { operation } from "./language/card.ts";
import { type Expected, unordered } from "./language/expectation.ts";
import { badEnum } from "./language/page.ts";
import { get } from "./language/persistentMap.ts";
import { accept, isRefusal, refuse } from "./language/step.ts";
import { taskId, viewTask } from "./resources/task.ts";

/** Up to 100 tasks; stopped ones are shown for at least an hour, unknown ones are failures (row TK12). */
export const DescribeTasks = operation("DescribeTasks", {
  reads: true,
  names: { cluster: "cluster or default", tasks: "task" },
  row: "TK12",
  accepts: ["TK12", "LC1"],
  refuses: ["G1", "G3", "G4", ...inClusterRefusals],
  step(state, input, context) {
    const bad = badEnum(input.include, ["TAGS"]);
    if (bad) return bad;
    if (input.tasks === undefined || input.tasks.length === 0) return refuse("G3", { what: "Tasks" });
    if (input.tasks.length > 100) return refuse("G4");
    const cluster = readableCluster(state, input.cluster, context);
    if (isRefusal(cluster)) return cluster;
    const tasks: Expected[] = [];
    const again: Expected[] = [];
    const told = new Set<string>();
    const failures: Expected[] = [];
    for (const value of input.tasks) {
      const id = taskId(value, cluster.name, context);
      if (typeof id !== "string") return id;
      const task = get(cluster.tasks, id);
      if (task === undefined) failures.push({ arn: missingArn("task", cluster.name, id), reason: "MISSING" });
      else
        (told.has(id) ? again : tasks).push(
          viewTask(state, cluster, task, context, input.include?.includes("TAGS") ? "tagged" : "bare"),
        );
      told.add(id);
    }
    // A task that is named twice may be returned twice.
    return accept(
      { tasks: unordered(tasks, "taskArn", { optional: again }), failures: unordered(failures, "arn") },
      "TK12",
      "LC1",
    );
  },
});
