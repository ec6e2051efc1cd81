import { inClusterRefusals, readableCluster } from "./clusters/cluster.ts";
import { arn, missingArn } from "./language/arn.ts";
import { operation } from "./language/card.ts";
import { any, type Expected, unordered } from "./language/expectation.ts";
import { get } from "./language/persistentMap.ts";
import { accept, isRefusal, refuse } from "./language/step.ts";
import { asFailure, isProtectable, viewProtection } from "./resources/protection.ts";
import { isSteady, taskId } from "./resources/task.ts";

/** Which tasks are protected from scale-in (row TK15). */
export const GetTaskProtection = operation("GetTaskProtection", {
  reads: true,
  names: { cluster: "cluster", tasks: "task" },
  row: "TK15",
  accepts: ["TK15"],
  refuses: ["RQ1", "G4", ...inClusterRefusals, "TK15e"],
  step(state, input, context) {
    if (input.cluster === undefined) return refuse("RQ1");
    const tasks = input.tasks ?? [];
    if (tasks.length > 100) return refuse("G4");
    const cluster = readableCluster(state, input.cluster, context);
    if (isRefusal(cluster)) return cluster;
    // The meaning of an empty list is unspecified.
    if (tasks.length === 0)
      return context.may("TK15e") ? accept({ protectedTasks: any, failures: any }, "TK15") : refuse("TK15e");
    const shown: Expected[] = [];
    const failures: Expected[] = [];
    const [perhaps, unsure]: [Expected[], Expected[]] = [[], []];
    const told = new Set<string>();
    for (const value of tasks) {
      const id = taskId(value, cluster.name, context);
      if (typeof id !== "string") return id;
      // A task that is named twice may be returned twice.
      const again = told.has(id);
      told.add(id);
      const task = get(cluster.tasks, id);
      const itsArn = arn("task", `${cluster.name}/${id}`);
      const failing = again ? unsure : failures;
      if (task === undefined) failing.push(asFailure(missingArn("task", cluster.name, id, value), "MISSING"));
      else if (!isProtectable(task))
        failing.push(asFailure(itsArn, "TASK_NOT_VALID", ...(isSteady(task) && !task.stopping ? [] : ["MISSING"])));
      else if (task.keptByProtection === true && !task.stopping) (again ? perhaps : shown).push(viewProtection(task));
      else {
        // A stopped task may be returned or be a failure.
        perhaps.push(viewProtection(task));
        unsure.push(asFailure(itsArn, "TASK_NOT_VALID", "MISSING"));
      }
    }
    return accept(
      {
        protectedTasks: unordered(shown, "taskArn", { optional: perhaps }),
        failures: unordered(failures, "arn", { optional: unsure }),
      },
      "TK15",
    );
  },
});
