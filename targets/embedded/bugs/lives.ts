import { category } from "./category.ts";

/** Bugs in the life cycles of revisions, tasks and services. */
export const lifeBugs = [
  ...category("revisions", {
    "revision-reused-after-deregister": "The revision number of a deregistered task definition is used again (TD2)",
    "identical-registration-reuses-revision": "Registering the same content again creates no new revision (TD3)",
    "deleted-revision-number-reused": "The number of a deleted revision is used again (TD2)",
    "deregister-hits-latest-revision": "DeregisterTaskDefinition deregisters the latest revision of the family (TD22)",
    "describe-family-returns-inactive-revision":
      "DescribeTaskDefinition of a family returns its highest revision even if that is INACTIVE (TD20)",
    "delete-active-task-definition-succeeds": "DeleteTaskDefinitions deletes an ACTIVE revision (TD26)",
    "register-overwrites-previous-revision":
      "RegisterTaskDefinition also changes the image in the previous revision (CC7)",
    "register-makes-all-containers-essential": "RegisterTaskDefinition marks every container as essential (TD7)",
    "any-fargate-size-accepted":
      "RegisterTaskDefinition for FARGATE accepts cpu and memory that Fargate does not offer together (TE7)",
    "definition-without-essential-container-accepted":
      "RegisterTaskDefinition accepts a definition without any essential container (TE6)",
  }),
  ...category("task-life-cycle", {
    "stop-task-desired-status-returns-to-running":
      "A task that was stopped by a user ends with desiredStatus RUNNING (LC2)",
    "non-essential-exit-stops-task": "The exit of a non-essential container stops the task (LC9)",
    "essential-exit-leaves-task-running": "The exit of the second essential container leaves the task running (LC9)",
    "exit-code-reported-as-zero": "Every exit code is reported as 0",
    "stop-task-loses-reason": "StopTask does not keep the reason that was given (TK10)",
    "task-version-stands-still": "The version of a task does not change when it stops (LC4)",
    "stopped-tasks-vanish": "DescribeTasks reports STOPPED tasks as MISSING (TK12)",
    "essential-exit-reported-as-user-stop":
      "The stopCode of a task whose essential container exited is UserInitiated (LC6)",
    "failed-image-pull-stays-pending": "A task whose image does not exist stays PENDING forever",
  }),
  ...category("convergence", {
    "stopped-service-task-not-replaced": "A service does not replace a task that a user stopped (DP11)",
    "scale-in-stops-one-too-many": "A scale-in by two or more stops one task too many and starts none in its place",
    "scale-out-stops-one-short": "A service of three or more tasks is left one task short",
    "running-count-forgets-scale-in": "runningCount keeps counting tasks that a scale-in has stopped (DP14)",
    "delete-service-needs-no-force": "DeleteService of a service scaled above 0 succeeds without force (SV28)",
    "deleted-service-stays-draining": "A service deleted with tasks stays DRAINING (SV30)",
    "old-deployment-never-leaves": "The replaced deployment stays listed as ACTIVE with no tasks (DP1)",
    "scale-to-zero-leaves-one-task": "A service scaled to zero keeps one task",
  }),
  ...category("rollout-bounds", {
    "rollout-exceeds-maximum-percent": "A rollout starts all new tasks at once, regardless of maximumPercent (DP3)",
    "rollout-ignores-minimum-healthy-percent": "A rollout stops all old tasks first (DP3)",
    "minimum-healthy-percent-rounds-down": "The lower bound of a rollout is rounded down instead of up (DP3)",
    "maximum-percent-rounds-up": "The upper bound of a rollout is rounded up instead of down (DP3)",
    "circuit-breaker-never-trips": "A deployment with a circuit breaker never fails (DP7)",
    "circuit-breaker-does-not-roll-back": "The circuit breaker fails the deployment but does not roll back (DP9)",
  }),
] as const;
