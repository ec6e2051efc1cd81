import { category } from "./category.ts";

/** Bugs about failing and unplaced tasks that campaigns find. */
export const failureBugs = [
  ...category("task-life-cycle", {
    "failed-start-reported-as-essential-exit":
      "The stopCode of a task that failed to start is EssentialContainerExited (LC6)",
  }),
  ...category("capacity", {
    "placement-constraints-ignored": "Tasks are placed on instances that do not meet their placement constraints (TK7)",
  }),
] as const;

/**
 * Bugs that only fixed scenarios find: the model has no rules for events of failures, for reasons, or for how soon a
 * service that cannot become steady tries again.
 */
export const recoveryBugs = category("recovery", {
  "pull-failure-told-without-cause": "The stoppedReason of a task without its image does not say why (LC7)",
  "out-of-memory-told-without-reason": "A container that ran out of memory has no reason (LC8)",
  "second-container-that-cannot-start-ignored":
    "A task whose second container cannot start runs without it instead of failing (LC6)",
  "restart-policy-never-restarts": "A container with a restart policy is never restarted (LC9)",
  "restart-policy-ignores-attempt-period":
    "A container is restarted even if it ran for less than the attempt period (TD11)",
  "restart-policy-ignores-ignored-exit-codes": "A container is restarted even after an ignored exit code (TD11)",
  "restart-policy-takes-success-for-the-end": "A container that ends with code 0 is not restarted (LC9)",
  "disabled-restart-policy-restarts": "A container is restarted although its restart policy is not enabled (LC9)",
  "crashed-service-task-not-replaced": "A service does not replace a task that exited by itself (DP11)",
  "crashed-service-task-replaced-twice": "A service starts two tasks for one that exited by itself (DP11)",
  "failed-starts-never-throttled": "A service starts new tasks immediately, however many failed to start (DP10)",
  "throttling-grows-without-end": "The delay of a throttled service grows beyond 15 minutes (DP10)",
  "throttling-not-told": "A service writes no event that it is unable to consistently start tasks (DP10)",
  "crashes-told-as-failed-starts": "A service reports tasks that ran and exited as tasks that cannot be started (DP10)",
  "new-deployment-stays-throttled": "A new task definition does not end the throttling of a service (DP10)",
  "failed-starts-not-counted": "Tasks that fail to start are not counted as failedTasks (DP8)",
  "failed-health-checks-not-counted": "Tasks that fail their health check are not counted as failedTasks (DP8)",
  "crashes-trip-circuit-breaker": "Tasks that ran and exited are counted as failedTasks (DP8)",
  "circuit-breaker-trips-at-first-failure": "The circuit breaker trips at the first failed task (DP7)",
  "circuit-breaker-threshold-ignores-desired-count":
    "The threshold of the circuit breaker is 3 for every desired count (DP7)",
  "circuit-breaker-ignores-threshold-configuration":
    "The circuit breaker uses its default threshold instead of the configured one (DP7)",
  "circuit-breaker-rolls-back-uninvited": "The circuit breaker rolls back although rollback is disabled (DP9)",
  "disabled-circuit-breaker-trips": "Deployments without a circuit breaker become FAILED too (DP2)",
  "failed-deployment-starts-more-tasks": "A FAILED deployment continues to start tasks (DP2)",
  "unplaced-service-task-not-told": "A service writes no event when it cannot place a task (EV6)",
  "unplaced-service-task-told-without-instance":
    "The event about a task that cannot be placed does not name what the closest instance lacks (EV7)",
  "new-instances-leave-services-waiting": "A service does not use an instance that was registered after it (DP11)",
});
