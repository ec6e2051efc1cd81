import { category } from "./category.ts";

/** What can go wrong when tasks fail or find no place, and a campaign tells. */
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
 * What only fixed scenarios tell: the model says nothing of events' texts, of reasons, nor of how soon a service that
 * cannot come to rest tries again.
 */
export const recoveryBugs = category("recovery", {
  "pull-failure-told-without-cause": "The stoppedReason of a task without its image does not say why (LC7)",
  "out-of-memory-told-without-reason": "A container that was killed for its memory has no reason (LC8)",
  "second-container-that-cannot-start-ignored":
    "A task whose second container cannot start goes on without it instead of failing (LC6)",
  "restart-policy-never-restarts": "A container with a restart policy is never restarted (LC9)",
  "restart-policy-ignores-attempt-period": "A container is restarted however short it ran since its last start (TD11)",
  "restart-policy-ignores-ignored-exit-codes": "A container is restarted after an ignored exit code, too (TD11)",
  "restart-policy-takes-success-for-the-end": "A container that ends with code 0 is not restarted (LC9)",
  "disabled-restart-policy-restarts": "A restart policy that is not enabled is followed all the same (LC9)",
  "crashed-service-task-not-replaced": "A service does not replace a task that exited by itself (DP11)",
  "crashed-service-task-replaced-twice": "A service starts two tasks for one that exited by itself (DP11)",
  "failed-starts-never-throttled": "A service tries again at once however often its tasks fail to start (DP10)",
  "throttling-grows-without-end": "The delay of a throttled service grows beyond 15 minutes (DP10)",
  "throttling-not-told": "A service does not say that it is unable to consistently start tasks (DP10)",
  "crashes-told-as-failed-starts": "Tasks that ran and exited are told as tasks that cannot be started (DP10)",
  "new-deployment-stays-throttled": "A new task definition does not end the throttling of a service (DP10)",
  "failed-starts-not-counted": "Tasks that fail to start are not counted as failedTasks (DP8)",
  "failed-health-checks-not-counted": "Tasks that fail their health check are not counted as failedTasks (DP8)",
  "crashes-trip-circuit-breaker": "Tasks that ran and exited are counted as failedTasks (DP8)",
  "circuit-breaker-trips-at-first-failure": "The circuit breaker trips at the first failed task (DP7)",
  "circuit-breaker-threshold-ignores-desired-count":
    "The threshold of the circuit breaker is 3 whatever the desired count (DP7)",
  "circuit-breaker-ignores-threshold-configuration":
    "The circuit breaker goes by its default threshold whatever is configured (DP7)",
  "circuit-breaker-rolls-back-uninvited": "The circuit breaker rolls back though rollback is off (DP9)",
  "disabled-circuit-breaker-trips": "Deployments without a circuit breaker become FAILED as well (DP2)",
  "failed-deployment-starts-more-tasks": "A FAILED deployment goes on starting tasks (DP2)",
  "unplaced-service-task-not-told": "A service says nothing when it finds no place for a task (EV6)",
  "unplaced-service-task-told-without-instance":
    "A service that finds no place does not say what the closest instance lacks (EV7)",
  "new-instances-leave-services-waiting": "A service does not use an instance that was registered after it (DP11)",
});
