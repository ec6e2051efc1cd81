import type { BugName } from "../../bugs.ts";
import { clientException, EcsError, invalidParameter, serviceNotFound } from "../../errors.ts";
import { ExecuteCommand, isExecutable, isRunning, notConnected } from "../../operations/ExecuteCommand.ts";
import { RunTask, repeatedTasks } from "../../operations/RunTask.ts";
import { serviceTasks, UpdateTaskProtection } from "../../operations/taskProtection.ts";
import { containerOverride, taskGroup } from "../../operations/taskRequests.ts";
import { isListed, ListTasks, StopTask, tasksOf } from "../../operations/tasks.ts";
import { activeCluster, findCluster, findService, findTask } from "../../requests/identifiers.ts";
import { requireString } from "../../requests/limits.ts";
import type { Simulation } from "../../simulation.ts";
import type { Service } from "../../state/service.ts";
import type { Task } from "../../state/task.ts";
import { findRevision, parseRevisionName, usableRevision } from "../../taskDefinitions/families.ts";
import { launchTask } from "../../tasks/launch.ts";
import { stopTask } from "../../tasks/lifeCycle.ts";
import { isProtected, protectTask } from "../../tasks/protection.ts";
import { showTask } from "../../tasks/showTask.ts";
import { requireTaskRole } from "../../tasks/taskRole.ts";
import { override, overrideError, overrideInput, overrideOperation, unchecked } from "./override.ts";
import type { Override } from "./rule.ts";

/** The tasks whose tags have been removed once. */
const stripped = new WeakSet<Task>();

const isUnknownTask = ({ message }: EcsError): boolean => message === "The referenced task was not found.";

function namedTask(sim: Simulation, input: { cluster?: string | undefined; task?: string | undefined }) {
  const identifier = requireString("Task Identifier", input.task);
  return findTask(activeCluster(sim, input.cluster), identifier);
}

/** Adds tasks to a list of the tasks of a service. */
function listInAddition(more: (sim: Simulation, service: Service, desiredStatus: string) => readonly Task[]): Override {
  return overrideOperation(ListTasks, (sim, input) => {
    const answer = ListTasks(sim, input);
    if (input.serviceName === undefined) return answer;
    const service = findService(activeCluster(sim, input.cluster), input.serviceName);
    if (!service) throw serviceNotFound();
    const tasks = more(sim, service, input.desiredStatus ?? "RUNNING");
    return { ...answer, taskArns: [...answer.taskArns, ...tasks.map(({ arn }) => arn)] };
  });
}

export const taskOperationOverrides = {
  "stopped-tasks-vanish": [
    override(findTask, (cluster, identifier) => {
      const task = findTask(cluster, identifier);
      return task?.lastStatus === "STOPPED" ? undefined : task;
    }),
  ],
  "stop-task-refuses-arn": [
    overrideOperation(StopTask, (sim, input) => {
      if (namedTask(sim, input) && input.task?.startsWith("arn:"))
        throw invalidParameter("The referenced task was not found.");
      return StopTask(sim, input);
    }),
  ],
  "stop-unknown-task-raises-resource-not-found": [
    overrideError(StopTask, isUnknownTask, ({ message }) => new EcsError("ResourceNotFoundException", message)),
  ],
  "stop-task-loses-reason": [overrideInput(StopTask, (input) => ({ ...input, reason: undefined }))],
  "stop-before-running-is-forgotten": [
    overrideOperation(StopTask, (sim, input) => {
      const task = namedTask(sim, input);
      if (!task || task.startedAt !== undefined) return StopTask(sim, input);
      const stopped = { desiredStatus: "STOPPED", stopCode: "UserInitiated", stoppedReason: input.reason };
      return { task: { ...showTask(sim, task, false), ...stopped } };
    }),
  ],
  "second-stop-replaces-reason": [
    overrideOperation(StopTask, (sim, input) => {
      const task = namedTask(sim, input);
      if (task?.desiredStatus === "STOPPED") task.stoppedReason = input.reason;
      return StopTask(sim, input);
    }),
  ],
  "stop-task-stops-its-siblings": [
    overrideOperation(StopTask, (sim, input) => {
      const task = namedTask(sim, input);
      if (!task) return StopTask(sim, input);
      const { cluster, group, lastStatus } = task;
      for (const other of [...cluster.desiredRunning])
        if (other.group === group) stopTask(sim, other, "UserInitiated", "Task stopped by user");
      return { task: { ...StopTask(sim, input).task, lastStatus } };
    }),
  ],
  "list-tasks-ignores-started-by": [
    override(isListed, (task, input, instance) => isListed(task, { ...input, startedBy: undefined }, instance)),
  ],
  "list-tasks-ignores-family-filter": [
    override(isListed, (task, input, instance) =>
      isListed(task, input.desiredStatus === undefined ? input : { ...input, family: undefined }, instance),
    ),
  ],
  "list-tasks-crosses-clusters": [
    listInAddition((sim, service, desiredStatus) =>
      [...sim.state.activeClusters]
        .filter((cluster) => cluster !== service.cluster)
        .flatMap((cluster) => [...(tasksOf(cluster, cluster.services.get(service.name), desiredStatus) ?? [])])
        .filter((task) => task.service?.name === service.name),
    ),
  ],
  "list-tasks-of-service-adds-a-standalone-task": [
    listInAddition((_, { cluster }) => [...cluster.desiredRunning].filter((task) => !task.service).slice(0, 1)),
  ],
  "run-task-ignores-group": [
    override(taskGroup, (input, revision) => taskGroup({ ...input, group: undefined }, revision)),
  ],
  "run-task-on-inactive-cluster-raises-client-exception": [
    override(activeCluster, (sim, identifier) => {
      if (findCluster(sim, identifier)?.status === "INACTIVE")
        throw clientException("The referenced cluster was inactive.");
      return activeCluster(sim, identifier);
    }),
  ],
  "run-task-by-arn-uses-latest-revision": [
    override(usableRevision, (sim, identifier, inactive, deleted?: string) => {
      const misread = identifier.startsWith("arn:") && findRevision(sim, identifier)?.status === "ACTIVE";
      return usableRevision(sim, misread ? parseRevisionName(identifier).family : identifier, inactive, deleted);
    }),
  ],
  "run-task-ignores-client-token": [override(repeatedTasks, () => undefined)],
  "run-task-token-ignores-parameters": [
    override(repeatedTasks, ({ runTaskTokens }, { clientToken }) =>
      clientToken === undefined ? undefined : runTaskTokens.get(clientToken)?.tasks,
    ),
  ],
  "run-task-takes-the-smallest-size": [
    override(launchTask, (sim, launch) => {
      const isSized = launch.launchType === "FARGATE" && launch.capacityProvider === undefined;
      const overrides = isSized ? { ...launch.overrides, cpu: "256", memory: "512" } : launch.overrides;
      return launchTask(sim, { ...launch, overrides });
    }),
  ],
  "run-task-forgets-tags": [
    overrideOperation(RunTask, (sim, input) => {
      const answer = RunTask(sim, input);
      for (const { taskArn } of answer.tasks) {
        const task = findTask(activeCluster(sim, input.cluster), taskArn);
        if (task && !stripped.has(task)) task.tags = new Map();
        if (task) stripped.add(task);
      }
      return answer;
    }),
  ],
  "full-cluster-refused-by-exception": [
    overrideOperation(RunTask, (sim, input) => {
      const answer = RunTask(sim, input);
      if (answer.tasks.length === 0) throw invalidParameter("There is no room in the cluster.");
      return answer;
    }),
  ],
  "override-hits-every-container": [
    override(containerOverride, (name, given) => (given[0] ? { ...given[0], name } : { name })),
  ],
  "override-keeps-command-only": [
    override(containerOverride, (name, given) => {
      const own = given.find((each) => each.name === name);
      return own ? { name, command: own.command } : { name };
    }),
  ],
  "task-protection-lasts-an-hour": [
    overrideInput(UpdateTaskProtection, (input) => ({ ...input, expiresInMinutes: input.expiresInMinutes ?? 60 })),
  ],
  "repeated-protection-keeps-expiry": [
    override(protectTask, (sim, task, minutes, expired) => {
      if (!isProtected(sim, task)) protectTask(sim, task, minutes, expired);
    }),
  ],
  "unknown-task-protection-refused": [
    override(serviceTasks, (sim, input, most) => {
      const found = serviceTasks(sim, input, most);
      if (found.failures.some(({ reason }) => reason === "MISSING"))
        throw new EcsError("ResourceNotFoundException", "The task was not found.");
      return found;
    }),
  ],
  "execute-command-without-interactive": [overrideInput(ExecuteCommand, (input) => ({ ...input, interactive: true }))],
  "execute-command-on-unknown-task-raises-target-not-connected": [
    overrideError(ExecuteCommand, isUnknownTask, notConnected),
  ],
  "execute-command-needs-no-enabling": [override(isExecutable, isRunning)],
  "execute-command-needs-no-task-role": unchecked(requireTaskRole),
  "execute-command-runs-in-stopped-task": [override(isExecutable, ({ enableExecuteCommand }) => enableExecuteCommand)],
} satisfies Partial<Record<BugName, readonly Override[]>>;
