import { activeCluster, inClusterRefusals } from "./clusters/cluster.ts";
import { arn, missingArn } from "./language/arn.ts";
import { operation } from "./language/card.ts";
import { type Expected, unordered } from "./language/expectation.ts";
import { get } from "./language/persistentMap.ts";
import { accept, isRefusal, refuse } from "./language/step.ts";
import {
  asFailure,
  earliestEnd,
  isProtectable,
  leastMinutes,
  mostMinutes,
  protect,
  viewProtection,
  wordFor,
} from "./resources/protection.ts";
import { isSteady, taskArn, taskId } from "./resources/task.ts";

/** Up to this many tasks, each may be accepted or not; with more, it is left open which. */
const mostOpen = 3;

/** Protects tasks of services from scale-in, or removes the protection (row TK15). */
export const UpdateTaskProtection = operation("UpdateTaskProtection", {
  names: { cluster: "cluster", tasks: "task" },
  row: "TK15",
  accepts: ["TK15"],
  refuses: ["RQ1", "G4", ...inClusterRefusals, "TK15e", "TK15r"],
  step(state, input, context) {
    const { tasks, protectionEnabled, expiresInMinutes: minutes } = input;
    if (input.cluster === undefined || tasks === undefined || protectionEnabled === undefined) return refuse("RQ1");
    if (minutes !== undefined && (minutes < leastMinutes || minutes > mostMinutes)) return refuse("TK15r");
    if (tasks.length === 0) return refuse("TK15e");
    if (tasks.length > 10) return refuse("G4");
    const cluster = activeCluster(state, input.cluster);
    if (isRefusal(cluster)) return cluster;
    const call = context.newId("protection");
    const shown: Expected[] = [];
    const failures: Expected[] = [];
    const [perhaps, unsure]: [Expected[], Expected[]] = [[], []];
    const answered = new Set<string>();
    for (const value of tasks) {
      const id = taskId(value, cluster.name, context);
      if (typeof id !== "string") return id;
      const task = get(cluster.tasks, id);
      const itsArn = arn("task", `${cluster.name}/${id}`);
      if (answered.has(id)) {
        // A task that is named twice may be returned twice.
        if (task !== undefined) perhaps.push(viewProtection(task));
        unsure.push({ arn: missingArn("task", cluster.name, id, value) });
        continue;
      }
      answered.add(id);
      if (task === undefined) failures.push(asFailure(missingArn("task", cluster.name, id, value), "MISSING"));
      else if (!isProtectable(task))
        failures.push(asFailure(itsArn, "TASK_NOT_VALID", ...(isSteady(task) && !task.stopping ? [] : ["MISSING"])));
      else if (answered.size > mostOpen) {
        protect(cluster, task, "unknown", `${call}/${id}`);
        perhaps.push(viewProtection(task));
        unsure.push({ arn: itsArn });
      } else if (context.may("TK15")) {
        // A task that is about to stop, or a rollout in progress, may prevent it.
        failures.push(asFailure(itsArn, "TASK_NOT_VALID", "MISSING", "DEPLOYMENT_BLOCKED"));
      } else {
        protect(cluster, task, wordFor(protectionEnabled, minutes), `${call}/${taskArn(task)}`);
        shown.push(viewProtection(task, earliestEnd(cluster, task, minutes)));
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
