import { category } from "./category.ts";

/** What can go wrong with the tasks that RunTask and services start. */
export const taskBugs = [
  ...category("task-life-cycle", {
    "sleeping-task-hangs-activating":
      "A task that RunTask started never gets beyond ACTIVATING when its only container sleeps for ever (LC1)",
    "task-starts-when-it-is-created": "startedAt of a task is there, and stays so, from its creation (LC5)",
    "second-stop-replaces-reason": "StopTask of a task that was stopped before replaces its reason (TK11)",
    "stop-task-stops-its-siblings": "StopTask also stops the other tasks of the same group (TK10)",
    "run-task-starts-one-too-few": "RunTask with a count of three or more starts one task too few (TK1)",
    "run-task-starts-eleven-tasks": "RunTask accepts a count of eleven (TK1)",
  }),
  ...category("lost-writes", {
    "run-task-ignores-group": "RunTask puts a task into the group of its family, whatever group is given (TK3, A5)",
    "run-task-forgets-tags": "RunTask answers the tags of a new task and forgets them (T8)",
    "override-command-shown-not-run":
      "A container with a command in its override shows it and runs that of its definition",
    "override-keeps-command-only": "Of what overrides a container, all but the command is forgotten (TK3)",
    "override-hits-every-container": "What overrides one container of a task overrides all of them (TK3)",
    "override-of-unknown-container-ignored": "RunTask ignores the override of a container that is not there (TK6)",
    "run-task-takes-the-smallest-size": "RunTask on Fargate shows 256 CPU units and 512 MiB for all tasks (TK3)",
    "register-loses-container-memory": "RegisterTaskDefinition forgets the memory of containers (TD7)",
    "register-loses-environment": "RegisterTaskDefinition forgets the environment of containers (TD7)",
    "create-service-forgets-tags": "CreateService answers the tags of a new service and forgets them (T8)",
  }),
  ...category("lists", {
    "list-tasks-ignores-started-by": "ListTasks ignores the filter startedBy (TK13)",
    "list-tasks-of-service-adds-a-standalone-task":
      "ListTasks by serviceName also lists a task of the cluster that RunTask started (TK13)",
  }),
  ...category("convergence", {
    "service-tasks-use-latest-revision":
      "A service starts tasks of the latest revision of its family if that does the same as its own (CC7)",
    "service-tasks-ignore-command": "The containers of a service's tasks run what their image says, not their command",
    "service-tasks-started-by-service-name": "startedBy of a service's task is the service, not its deployment (A5)",
    "service-tasks-grouped-by-family": "A service's tasks are in the group of their family (A5)",
  }),
] as const;

/** What only fixed scenarios tell: campaigns see tasks start too seldom step by step, and know little of crash loops. */
export const scenarioTaskBugs = [
  ...category("task-life-cycle", {
    "task-activates-before-it-is-pending": "A new task is ACTIVATING first, and then PENDING (LC1)",
    "stop-before-running-is-forgotten": "StopTask of a task that does not run yet is answered, and it runs (TK10)",
  }),
] as const;
