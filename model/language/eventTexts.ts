const tasks = "(?:\\(task [0-9a-f-]+\\) ?)+";

/** The texts of a service's events, after its name (rows EV1–EV5, EV10–EV15). */
const eventTexts = [
  `has started \\d+ tasks: ${tasks}\\.(?: Amazon ECS replaced \\d+ tasks due to an unhealthy status\\.)?`,
  `has stopped \\d+ running tasks: ${tasks}\\.`,
  "(?:has )?stopped \\d+ pending tasks\\.",
  "has reached a steady state\\.",
  "has begun draining connections on \\d+ tasks\\.",
  "\\(deployment ecs-svc/\\d+\\) deployment completed\\.",
  "updated state to STEADY_STATE\\.",
  "rolling back to deployment ecs-svc/\\d+\\.",
];

/** How these texts begin: another text that begins so is a wrong one. */
const eventStarts = ["has started ", "has stopped ", "has reached ", "has begun ", "updated state to STEADY"];

/**
 * What follows the name of the service in an event: `) has reached a steady state.`, or the task set that the event is
 * about and then its text. A text that no row describes is permitted.
 */
export const eventPattern = `(?:, taskSet ecs-svc/\\d+)?\\) (?:${eventTexts.join("|")}|(?!${eventStarts.join("|")}).+)`;
