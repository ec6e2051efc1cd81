import { category } from "./category.ts";

/** Bugs of the tasks that RunTask and services start. */
export const taskBugs = [
  ...category("task-life-cycle", {
    "sleeping-task-hangs-activating": "A task of RunTask stays ACTIVATING if its only container sleeps forever (LC1)",
    "task-starts-when-it-is-created": "startedAt of a task is set when the task is created (LC5)",
    "second-stop-replaces-reason": "StopTask of a task that was stopped before replaces its reason (TK11)",
    "stop-task-stops-its-siblings": "StopTask also stops the other tasks of the same group (TK10)",
    "run-task-starts-one-too-few": "RunTask with a count of three or more starts one task too few (TK1)",
    "run-task-starts-eleven-tasks": "RunTask accepts a count of eleven (TK1)",
  }),
  ...category("lost-writes", {
    "run-task-ignores-group": "RunTask ignores the given group and uses that of the family (TK3, A5)",
    "run-task-forgets-tags": "RunTask returns the tags of a new task but does not store them (T8)",
    "override-command-shown-not-run":
      "A container whose override has a command shows it but runs that of its definition",
    "override-keeps-command-only": "Container overrides are ignored except the command (TK3)",
    "override-hits-every-container": "The override of one container is applied to all containers of the task (TK3)",
    "override-of-unknown-container-ignored": "RunTask ignores the override of an unknown container (TK6)",
    "run-task-takes-the-smallest-size": "RunTask on Fargate shows 256 CPU units and 512 MiB for all tasks (TK3)",
    "register-loses-container-memory": "RegisterTaskDefinition does not store the memory of containers (TD7)",
    "register-loses-environment": "RegisterTaskDefinition does not store the environment of containers (TD7)",
    "create-service-forgets-tags": "CreateService returns the tags of a new service but does not store them (T8)",
  }),
  ...category("lists", {
    "list-tasks-ignores-started-by": "ListTasks ignores the filter startedBy (TK13)",
    "list-tasks-of-service-adds-a-standalone-task":
      "ListTasks by serviceName also lists a task that RunTask started in the cluster (TK13)",
  }),
  ...category("convergence", {
    "service-tasks-use-latest-revision":
      "A service starts tasks of the latest revision of its family if that has the same images and commands (CC7)",
    "service-tasks-ignore-command":
      "The containers of a service's tasks run the default of their image instead of their command",
    "service-tasks-started-by-service-name": "startedBy of a service's task is the service, not its deployment (A5)",
    "service-tasks-grouped-by-family": "A service's tasks are in the group of their family (A5)",
  }),
] as const;

/**
 * Bugs that only fixed scenarios find: campaigns seldom observe each step of a start and know little about crash loops.
 */
export const scenarioTaskBugs = [
  ...category("task-life-cycle", {
    "task-activates-before-it-is-pending": "A new task is ACTIVATING first, and then PENDING (LC1)",
    "stop-before-running-is-forgotten":
      "StopTask of a task that is not yet RUNNING is accepted but does not stop it (TK10)",
  }),
] as const;
