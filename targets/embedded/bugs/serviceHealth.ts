import { category } from "./category.ts";

/**
 * Bugs of services about the health of their tasks. The model does not predict what happens to tasks whose checks fail:
 * fixed scenarios find these bugs, campaigns do not.
 */
export const serviceHealthBugs = category("service-health", {
  "health-checks-are-not-waited-for": "A service regards a task as healthy before its health check has passed (DP4)",
  "unhealthy-tasks-are-never-replaced": "A service keeps tasks whose health checks fail (DP11)",
  "unhealthy-tasks-are-stopped-first":
    "An unhealthy task is stopped before its replacement is started, although the upper bound allows one (DP11)",
  "unhealthy-task-takes-the-others-along":
    "When an unhealthy task is stopped, all other tasks of its deployment are stopped too (DP11)",
  "health-check-grace-period-ignored":
    "Tasks that are unhealthy within healthCheckGracePeriodSeconds are replaced nevertheless (DP12)",
  "health-check-grace-period-never-ends": "A service with a grace period ignores failing health checks forever (DP12)",
  "task-health-follows-its-first-container":
    "The health of a task is that of its first container, regardless of the other essential ones (LC10)",
});
