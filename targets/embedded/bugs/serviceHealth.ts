import { category } from "./category.ts";

/**
 * What a service can get wrong about the health of its tasks. How tasks go on whose checks fail is more than the model
 * foretells: fixed scenarios find these, campaigns do not.
 */
export const serviceHealthBugs = category("service-health", {
  "health-checks-are-not-waited-for": "A service takes a task as healthy before its health check has passed (DP4)",
  "unhealthy-tasks-are-never-replaced": "A service keeps tasks whose health checks fail (DP11)",
  "unhealthy-tasks-are-stopped-first":
    "An unhealthy task is stopped before its replacement is there, though there is room for that (DP11)",
  "unhealthy-task-takes-the-others-along":
    "When an unhealthy task is stopped, all others of its deployment are stopped too (DP11)",
  "health-check-grace-period-ignored":
    "Tasks that are unhealthy within healthCheckGracePeriodSeconds are replaced all the same (DP12)",
  "health-check-grace-period-never-ends": "A service with a grace period ignores failing health checks for ever (DP12)",
  "task-health-follows-its-first-container":
    "The health of a task is that of its first container, whatever the other essential ones say (LC10)",
});
