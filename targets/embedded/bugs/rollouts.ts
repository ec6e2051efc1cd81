import { category } from "./category.ts";

/** Bugs of task sets, services, service deployments, events, task protection and ExecuteCommand. */
export const rolloutBugs = [
  ...category("task-sets", {
    "computed-desired-count-rounds-down": "computedDesiredCount is the share of the desired count rounded down (TS3)",
    "task-set-never-steady": "A task set stays STABILIZING when all its tasks run (TS3)",
    "task-set-never-scales-in": "A task set that is scaled down keeps its tasks (TS3)",
    "update-task-set-loses-scale-zero": "UpdateTaskSet with scale 0 keeps the old scale (TS3)",
    "primary-task-set-answered-not-stored": "UpdateServicePrimaryTaskSet returns PRIMARY but does not store it (TS3)",
    "deleted-task-set-stays-draining": "A deleted task set stays DRAINING forever (TS4)",
    "task-sets-of-rolling-service-answered-empty":
      "DescribeTaskSets of a service that is not EXTERNAL returns an empty list instead of refusing (TS1)",
    "describe-unknown-task-set-refused": "DescribeTaskSets raises TaskSetNotFoundException instead of a failure (TS5)",
    "describe-task-sets-tags-without-include": "DescribeTaskSets shows tags that were not requested (T8, TS5)",
    "external-service-accepts-task-definition":
      "CreateService with the EXTERNAL controller accepts a task definition (SV1)",
    "create-task-set-uses-latest-revision":
      "CreateTaskSet of a revision creates a task set of the latest one of its family (TS3, A2)",
  }),
  ...category("service-settings", {
    "percents-out-of-range-are-clamped":
      "CreateService and UpdateService move percentages out of range into it instead of refusing them (SV40, SV40m)",
    "rebalancing-allows-any-maximum":
      "UpdateService accepts a maximumPercent of 100 while availability zones are rebalanced (SV44)",
    "maximum-percent-resets-minimum":
      "UpdateService with maximumPercent alone resets minimumHealthyPercent to its default (SV27)",
    "placement-strategy-never-changes": "UpdateService ignores placementStrategy (SV16, SV27)",
    "empty-placement-strategy-changes-nothing":
      "UpdateService with an empty placementStrategy keeps the strategy (SV16, SV27)",
    "monitoring-is-ignored":
      "CreateService and UpdateService neither check monitoring nor start a deployment for it (SV62)",
    "breaker-threshold-not-checked": "CreateService and UpdateService accept any circuit breaker threshold (SV61)",
    "daemon-service-starts-no-tasks": "A DAEMON service keeps a desired count of 0 (DM1, DP13)",
    "daemon-service-takes-desired-count":
      "CreateService accepts a desired count, and a maximumPercent above 100, for a DAEMON service (SV4c, SV4m)",
  }),
  ...category("service-deployments", {
    "revisions-of-two-services-described": "DescribeServiceRevisions accepts revisions of two services (SD15)",
    "service-deployment-never-successful": "A service deployment stays IN_PROGRESS when its rollout completes (SD2)",
    "scaling-makes-service-deployment": "UpdateService of desiredCount alone creates a service deployment (SD1, SV22)",
    "network-change-starts-no-deployment":
      "UpdateService with another networkConfiguration stores it but starts no deployment (SV22)",
    "same-definition-starts-deployment":
      "UpdateService with the task definition that the service already has starts a deployment (SV22)",
    "forced-deployment-leaves-no-history": "UpdateService with forceNewDeployment creates no service deployment (SD1)",
    "list-service-deployments-ignores-status": "ListServiceDeployments ignores the filter status (SD3)",
    "list-service-deployments-page-skips-one":
      "ListServiceDeployments omits the first service deployment of each following page (SD3)",
    "list-service-deployments-crosses-services":
      "ListServiceDeployments lists those of all services of the cluster (SD3)",
    "service-revision-follows-service":
      "DescribeServiceRevisions shows the current task definition of the service (SD1, CC7)",
    "unknown-service-deployment-left-out": "DescribeServiceDeployments reports no failure for an unknown ARN (SD4)",
    "finished-service-deployment-stopped-again":
      "StopServiceDeployment accepts a finished service deployment instead of raising a conflict (SD5)",
    "stopped-service-deployment-never-rolls-back":
      "A stopped service deployment stays ROLLBACK_REQUESTED and continues (SD2, SD5)",
    "deleted-service-keeps-service-deployments": "The service deployments of a deleted service are kept (SD1)",
  }),
  ...category("service-events", {
    "event-names-no-service": "The events of a service do not begin with its name (EV1)",
    "event-counts-one-task-in-singular": "The event about one task reports `1 task` instead of `1 tasks` (EV1)",
    "steady-state-writes-no-event": "A service that becomes steady writes no event (EV2)",
    "completed-deployment-writes-no-event": "A completed deployment writes no event (EV10)",
  }),
  ...category("task-guards", {
    "execute-command-needs-no-task-role":
      "RunTask, CreateService and UpdateService enable commands where the task has no role (SV43, TK17)",
    "task-protection-lasts-seconds": "Task protection uses expiresInMinutes as seconds (TK15)",
    "task-protection-lasts-an-hour": "Task protection without expiresInMinutes lasts 60 minutes instead of 120 (TK15)",
    "repeated-protection-keeps-expiry": "UpdateTaskProtection of a protected task does not reset its expiry (TK15)",
    "task-protection-not-lifted": "UpdateTaskProtection with protectionEnabled false leaves the task protected (TK15)",
    "scale-in-stops-protected-task": "A scale-in stops protected tasks too (TK15)",
    "rollout-stops-protected-task": "A rollout stops protected tasks too (TK15)",
    "standalone-task-can-be-protected": "UpdateTaskProtection protects a task that no service started (TK15)",
    "unknown-task-protection-refused":
      "GetTaskProtection of an unknown task raises ResourceNotFoundException instead of a failure (TK15)",
    "enabled-commands-cannot-be-disabled":
      "UpdateService with enableExecuteCommand false leaves commands enabled (SV27, TK16)",
    "execute-command-needs-no-enabling":
      "ExecuteCommand runs in a task that was started without enableExecuteCommand (TK16)",
    "execute-command-runs-in-stopped-task": "ExecuteCommand is accepted for a task that is not RUNNING (TK16)",
    "execute-command-without-interactive": "ExecuteCommand is accepted with interactive false (TK16)",
  }),
  ...category("error-types", {
    "delete-unknown-task-set-raises-service-not-found":
      "DeleteTaskSet of an unknown task set raises ServiceNotFoundException (TS4)",
    "stop-unknown-service-deployment-raises-invalid-parameter":
      "StopServiceDeployment of an unknown one raises InvalidParameterException (SD5)",
    "execute-command-on-unknown-task-raises-target-not-connected":
      "ExecuteCommand on an unknown task raises TargetNotConnectedException (TK16, TK11)",
    "unknown-namespace-has-no-services":
      "ListServicesByNamespace of an unknown namespace returns an empty list instead of refusing (SV36)",
  }),
] as const;
