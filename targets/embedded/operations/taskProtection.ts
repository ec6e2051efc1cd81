import type { GetTaskProtectionRequest, UpdateTaskProtectionRequest } from "@aws-sdk/client-ecs";
import { invalidParameter } from "../errors.ts";
import { activeCluster, findTask, requiredCluster, taskId } from "../requests/identifiers.ts";
import { requireItems, requireRange } from "../requests/limits.ts";
import { wakeScheduler } from "../services/scheduler.ts";
import type { Simulation } from "../simulation.ts";
import type { Task } from "../state/task.ts";
import { protectTask, showProtection, unprotectTask } from "../tasks/protection.ts";
import type { Request } from "../wire.ts";

const defaultMinutes = 120;
const mostMinutes = 2880;

interface ProtectionInput {
  readonly cluster?: string | undefined;
  readonly tasks?: readonly string[] | undefined;
}

/** TK15. */
export function GetTaskProtection(sim: Simulation, input: Request<GetTaskProtectionRequest>) {
  const { tasks, failures } = sim.rule(serviceTasks)(sim, input, 100);
  return { protectedTasks: tasks.map((task) => showProtection(sim, task)), failures };
}

/** TK15; protecting a task again restarts the time. */
export function UpdateTaskProtection(sim: Simulation, input: Request<UpdateTaskProtectionRequest>) {
  const { protectionEnabled, expiresInMinutes } = input;
  if (protectionEnabled === undefined) throw invalidParameter("protectionEnabled can not be null.");
  requireRange("expiresInMinutes", expiresInMinutes, 1, mostMinutes);
  const { tasks, failures } = sim.rule(serviceTasks)(sim, input, 10);
  for (const task of tasks) {
    const wake = () => task.service && wakeScheduler(sim, task.service);
    if (protectionEnabled) {
      sim.rule(protectTask)(sim, task, expiresInMinutes ?? defaultMinutes, wake);
    } else if (!sim.bugged("task-protection-not-lifted")) {
      unprotectTask(task);
      wake();
    }
  }
  return { protectedTasks: tasks.map((task) => showProtection(sim, task)), failures };
}

/** The named tasks that belong to services; all others are failures. */
export function serviceTasks(sim: Simulation, input: ProtectionInput, most: number) {
  const identifiers = requireItems("Tasks", input.tasks, most);
  const cluster = activeCluster(sim, requiredCluster(input.cluster));
  const tasks = new Set<Task>();
  const failures = [];
  for (const identifier of identifiers) {
    const task = findTask(cluster, identifier);
    if (!task) {
      failures.push({ arn: sim.arn(`task/${cluster.name}/${taskId(cluster, identifier)}`), reason: "MISSING" });
    } else if (!task.service && !sim.bugged("standalone-task-can-be-protected")) {
      failures.push({ arn: task.arn, reason: "TASK_NOT_VALID" });
    } else tasks.add(task);
  }
  return { tasks: [...tasks], failures };
}
