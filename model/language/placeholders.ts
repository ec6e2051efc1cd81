/** Digits as servers draw them for ids, of any length; no name in a plan has this form. */
const nearly = "[0-9a-f-]{8,}";

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

/** The permitted values of each kind of placeholder, and which kinds never repeat a value (rows A1, A5). */
export const placeholderKinds = {
  region: { pattern: "[a-z]{2}[a-z0-9-]*-\\d", unique: false },
  account: { pattern: "\\d{12}", unique: false },
  task: { pattern: "[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", unique: true, nearly },
  ec2Instance: { pattern: "i-[0-9a-f]+", unique: false },
  containerInstance: { pattern: "[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", unique: true, nearly },
  container: { pattern: "[0-9a-f-]{32,36}", unique: true, nearly },
  deployment: { pattern: "\\d{19}", unique: true, nearly },
  taskSet: { pattern: "\\d{19}", unique: true, nearly },
  serviceDeployment: { pattern: "[A-Za-z0-9_-]{21,22}", unique: true },
  serviceRevision: { pattern: "\\d{19}", unique: false },
  name: { pattern: "[a-zA-Z0-9_-]{1,255}", unique: false },
  event: {
    pattern: `(?:, taskSet ecs-svc/\\d+)?\\) (?:${eventTexts.join("|")}|(?!${eventStarts.join("|")}).+)`,
    unique: false,
  },
  foreign: { pattern: ".+", unique: false },
  word: { pattern: "[A-Za-z]+", unique: false },
  version: { pattern: "[0-9.]+|LATEST", unique: false },
} as const;
