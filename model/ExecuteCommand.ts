import { activeCluster, inClusterRefusals } from "./clusters/cluster.ts";
import { arn } from "./language/arn.ts";
import { operation } from "./language/card.ts";
import { filled } from "./language/expectation.ts";
import { get } from "./language/persistentMap.ts";
import type { Cluster, Task } from "./language/state.ts";
import { accept, isRefusal, refuse } from "./language/step.ts";
import { revisionByKey } from "./resources/definition.ts";
import { isSteady, stoppedIndex, taskArn, taskId } from "./resources/task.ts";

/** Begins a session in a container of a RUNNING task with enableExecuteCommand (row TK16). */
export const ExecuteCommand = operation("ExecuteCommand", {
  names: { cluster: "cluster or default", task: "task" },
  row: "TK16a",
  accepts: ["TK16a"],
  refuses: ["RQ1", ...inClusterRefusals, "TK16", "TK16c", "TK16i", "TK16n", "TK16r"],
  step(state, input, context) {
    if (!input.command || input.interactive === undefined || input.task === undefined) return refuse("RQ1");
    const cluster = activeCluster(state, input.cluster);
    if (isRefusal(cluster)) return cluster;
    const id = taskId(input.task, cluster.name, context);
    if (typeof id !== "string") return id;
    const task = get(cluster.tasks, id);
    if (task === undefined) return refuse("TK16n");
    if (!input.interactive) return refuse("TK16i");
    const takes = takesCommands(cluster, task);
    const containers = revisionByKey(state, task.taskDefinition)?.definition.containerDefinitions;
    const unknown = containers !== undefined && !containers.some(({ name }) => name === (input.container ?? name));
    if (takes === "no") {
      const isOnlyFault = isSteady(task) && !task.stopping && !unknown;
      return isOnlyFault ? refuse("TK16") : refuse("TK16r");
    }
    if (unknown) return refuse("TK16c");
    if (input.container === undefined && containers?.length !== 1 && context.may("TK16c")) return refuse("TK16c");
    // Only the target knows whether the task and its agent are running.
    if (context.may("TK16r")) return refuse("TK16r");
    if (task.seen >= stoppedIndex) return refuse("TK16r");
    const container = input.container ?? (containers?.length === 1 ? containers[0]?.name : undefined);
    return accept(
      {
        clusterArn: arn("cluster", cluster.name),
        taskArn: taskArn(task),
        containerArn: arn("container", `${cluster.name}/${task.id}/${context.newId("foreign")}`),
        containerName: container ?? filled,
        interactive: true,
        session: { sessionId: filled, streamUrl: filled, tokenValue: filled },
      },
      "TK16a",
    );
  },
});

/**
 * Does the task have enableExecuteCommand? For a service's task only the changes of its service tell, and not reliably.
 */
function takesCommands(cluster: Cluster, task: Task): "no" | "perhaps" {
  if (task.service === undefined) return task.enableExecuteCommand === true ? "perhaps" : "no";
  const service = get(cluster.services, task.service);
  return service === undefined || service.knowledge.everExecutable || service.knowledge.mayHaveUnknownTasks
    ? "perhaps"
    : "no";
}
