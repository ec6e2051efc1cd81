import { filled } from "../language/expectation.ts";
import { get } from "../language/persistentMap.ts";
import type { State } from "../language/state.ts";
import { accept, type Context, isRefusal, refuse } from "../language/step.ts";
import { mayRunIt, taskId } from "../resources/task.ts";
import { activeCluster } from "./cluster.ts";

interface AgentReport {
  readonly cluster?: string | undefined;
  readonly task?: string | undefined;
  readonly status?: string | undefined;
}

/**
 * An agent's report on a task (row CI1s). Whether a server believes it, for which tasks, and whether it reads the task's
 * ARN at all, is unspecified: a task that is reported as stopped is not judged any more.
 */
export function acceptAgentReport(
  state: State,
  { cluster: named, task: value, status }: AgentReport,
  context: Context,
) {
  const cluster = activeCluster(state, named);
  if (isRefusal(cluster)) return cluster;
  const acknowledged = () => accept({ acknowledgment: filled }, "CI1s");
  if (context.may("CI1r")) return refuse("CI1r");
  if (value === undefined) return acknowledged();
  const id = taskId(value, cluster.name, context);
  if (typeof id !== "string") return context.may(id.rule) ? id : acknowledged();
  const task = get(cluster.tasks, id);
  if (task === undefined || status === "RUNNING" || status === "PENDING") return acknowledged();
  task.lifetime = { kind: "unknown" };
  for (const service of mayRunIt(cluster, task)) service.bounds.observedAtRest = false;
  return acknowledged();
}
