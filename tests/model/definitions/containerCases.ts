import { app, awsvpc, type Case, fargate, having, role, sound } from "./definitionCase.ts";

const check = { command: ["CMD-SHELL", "exit 0"] };
const awaits = (containerName: string, condition: "START" | "COMPLETE" | "SUCCESS" | "HEALTHY") => ({
  dependsOn: [{ containerName, condition }],
});
const file = (value: string) => ({ type: "s3" as const, value });
const files = (count: number) => Array.from({ length: count }, (_, index) => file(`arn:aws:s3:::b/${index}.env`));
const long = (length: number) => having(sound, { environment: [{ name: "LONG", value: "x".repeat(length) }] });

export const containers: readonly Case[] = [
  { title: "no family", rule: "RQ1", broken: { containerDefinitions: [app] }, legal: sound },
  { title: "a blank family", rule: "TE4", broken: { ...sound, family: "" }, legal: { ...sound, family: "_" } },
  {
    title: "a family with other characters",
    rule: "TE3r",
    text: "Family contains invalid characters.",
    broken: { ...sound, family: "テスト用" },
    legal: { ...sound, family: "a-b_C" },
  },
  {
    title: "a family that is too long",
    rule: "TE3f",
    broken: { ...sound, family: "f".repeat(256) },
    legal: { ...sound, family: "f".repeat(255) },
  },
  {
    title: "an empty list of containers",
    rule: "TE1",
    text: "Container list cannot be empty.",
    broken: { ...sound, containerDefinitions: [] },
    legal: sound,
  },
  {
    title: "no list of containers",
    rule: "TD32",
    text: "Container list cannot be empty.",
    broken: { family: "f", containerDefinitions: undefined },
    legal: sound,
  },
  { title: "a container without a name", rule: "TE2n", broken: having(sound, { name: undefined }), legal: sound },
  {
    title: "a container without an image",
    rule: "TE2",
    text: "Container.image should not be null or empty.",
    broken: having(sound, { image: "" }),
    legal: sound,
  },
  {
    title: "a name with other characters",
    rule: "TE3",
    text: "Container.name contains invalid characters.",
    broken: having(sound, { name: "a.b" }),
    legal: having(sound, { name: "A-b_1" }),
  },
  {
    title: "an image with a blank",
    rule: "TE49",
    text: "Container.image contains invalid characters.",
    broken: having(sound, { image: "nginx " }),
    legal: having(sound, { image: `public.ecr.aws/a/b_c@sha256:${"0".repeat(64)}` }),
  },
  {
    title: "two containers of one name",
    rule: "TE19",
    broken: having(sound, {}, { name: "app" }),
    legal: having(sound, {}, { name: "App" }),
  },
  {
    title: "no essential container",
    rule: "TE6",
    text: "Task definition doesn't have any essential container.",
    broken: having(sound, { essential: false }),
    legal: having(sound, { essential: false }, {}),
  },
  {
    title: "a soft limit above the hard one",
    rule: "TE41",
    text: "Soft limit exceeds hard limit for ulimit nofile",
    broken: having(sound, { ulimits: [{ name: "nofile", softLimit: 9, hardLimit: 8 }] }),
    legal: having(sound, { ulimits: [{ name: "nofile", softLimit: 8, hardLimit: 8 }] }),
  },
  {
    title: "eleven environment files",
    rule: "TE46",
    text: "The maximum number of environment files was exceeded. Specify ten or less and try again.",
    broken: { ...having(sound, { environmentFiles: files(11) }), ...role },
    legal: { ...having(sound, { environmentFiles: files(10) }), ...role },
  },
  {
    title: "an environment file without ARN",
    rule: "TE46a",
    text: "Invalid arn syntax.",
    broken: { ...having(sound, { environmentFiles: [...files(1), file("pf-bucket/env.env")] }), ...role },
    legal: { ...having(sound, { environmentFiles: files(1) }), ...role },
  },
  { title: "more than 64 KiB", rule: "TE53", broken: long(66_000), legal: long(40_000) },
  {
    title: "a role that is no ARN",
    rule: "TE15",
    text: "Invalid arn syntax.",
    broken: { ...sound, taskRoleArn: "arn:nothing" },
    legal: { ...sound, taskRoleArn: "execution" },
  },
  {
    title: "secrets without a role",
    rule: "TE38",
    text: "When you are specifying container secrets, you must also specify a value for 'executionRoleArn'.",
    broken: having(sound, { secrets: [{ name: "KEY", valueFrom: "parameter" }] }),
    legal: { ...having(sound, { secrets: [{ name: "KEY", valueFrom: "parameter" }] }), ...role },
  },
  { title: "a reserved tag", rule: "T1", broken: { ...sound, tags: [{ key: "aws:x", value: "" }] }, legal: sound },
];

export const relations: readonly Case[] = [
  {
    title: "waiting for an essential container's end",
    rule: "TE11",
    text: "A dependency container with SUCCESS or COMPLETE condition cannot be an essential container",
    broken: having(sound, awaits("side", "COMPLETE"), { essential: true }),
    legal: having(sound, awaits("side", "SUCCESS"), { essential: false }),
  },
  {
    title: "waiting for nobody",
    rule: "TE23",
    text: "Cannot depend on container + 'missing' because it does not exist",
    broken: having(sound, awaits("missing", "START")),
    legal: having(sound, awaits("side", "START"), {}),
  },
  {
    title: "waiting for health that nobody checks",
    rule: "TE24",
    text: "A dependency container with HEALTHY condition must have health check configured",
    broken: having(sound, awaits("side", "HEALTHY"), {}),
    legal: having(sound, awaits("side", "HEALTHY"), { healthCheck: check }),
  },
  {
    title: "waiting for itself",
    rule: "TE51",
    text: "Container dependsOn contains a cycle",
    broken: having(sound, awaits("app", "START")),
    legal: having(sound, awaits("side", "START"), {}),
  },
  {
    title: "waiting in a circle",
    rule: "TE51",
    text: "Container dependsOn contains a cycle",
    broken: having(sound, awaits("side", "START"), awaits("app", "START")),
    legal: having(sound, { dependsOn: [] }, awaits("app", "START"), { ...awaits("app", "START"), name: "third" }),
  },
  {
    title: "volumes of nobody",
    rule: "TE26",
    text: "Invalid 'volumesFrom' setting. Unknown container: 'nope'.",
    broken: having(sound, { volumesFrom: [{ sourceContainer: "nope", readOnly: true }] }),
    legal: having(sound, { volumesFrom: [{ sourceContainer: "side", readOnly: true }] }, {}),
  },
];

const restart = (restartAttemptPeriod: number) => ({ restartPolicy: { enabled: true, restartAttemptPeriod } });
const checked = (more: object) => having(sound, { healthCheck: { ...check, ...more } });

export const limits: readonly Case[] = [
  ...(
    [
      ["interval", 300, 5],
      ["timeout", 60, 2],
      ["retries", 10, 1],
    ] as const
  ).flatMap(([member, most, least]): Case[] => [
    {
      title: `a ${member} of ${most + 1}`,
      rule: "TE47",
      text: `Health check ${member} must be less than or equal to the maximum allowed value ${most} for container 'app'`,
      broken: checked({ [member]: most + 1 }),
      legal: checked({ [member]: most }),
    },
    {
      title: `a ${member} of ${least - 1}`,
      rule: "TE47l",
      broken: checked({ [member]: least - 1 }),
      legal: checked({ [member]: least }),
    },
  ]),
  {
    title: "a start period of 301",
    rule: "TD11",
    broken: checked({ startPeriod: 301 }),
    legal: checked({ startPeriod: 0 }),
  },
  {
    title: "a restart after 59 s",
    rule: "TE48",
    text: "The 'restartAttemptPeriod' setting for container 'app' must be between 60 and 1800.",
    broken: having(sound, restart(59)),
    legal: having(sound, restart(60)),
  },
  {
    title: "a restart after 1801 s",
    rule: "TE48",
    text: "The 'restartAttemptPeriod' setting for container 'app' must be between 60 and 1800.",
    broken: having(sound, restart(1801)),
    legal: having(sound, restart(1800)),
  },
  {
    title: "a start timeout of 1 s",
    rule: "TE52s",
    text: "Granular start timeout on container 'app' must be at least 2 seconds.",
    broken: having(awsvpc, { startTimeout: 1 }),
    legal: having(fargate, { startTimeout: 121 }),
  },
  {
    title: "a stop timeout of -1 s",
    rule: "TE52s",
    text: "Granular stop timeout on container 'app' must be at least 2 seconds.",
    broken: having(sound, { stopTimeout: -1 }),
    legal: having(sound, { stopTimeout: 121 }),
  },
];
