import type { ContainerDefinition, RegisterTaskDefinitionRequest } from "@aws-sdk/client-ecs";

/**
 * Containers that behave in the same way in the simulator and with real images, and whose end the model can predict.
 */

const busybox = "busybox:1.36";
const nginx = "nginx:1.27-alpine";

const shell = (script: string): string[] => ["sh", "-c", script];

/** MiB, so that ten containers fit into a task: a server may add up what each container asks for. */
const memory = 50;

/** Runs until it is stopped. */
export const sleeper = (name = "app", more: Partial<ContainerDefinition> = {}): ContainerDefinition => ({
  name,
  image: busybox,
  command: shell("sleep infinity"),
  essential: true,
  memory,
  ...more,
});

/** Ends by itself with this code, after this many seconds. */
export const exiting = (code: number, seconds = 1, more: Partial<ContainerDefinition> = {}): ContainerDefinition =>
  sleeper("app", { command: shell(`sleep ${seconds}; exit ${code}`), ...more });

/** Serves HTTP on port 80 until it is stopped. */
export const webServer = (name = "web", more: Partial<ContainerDefinition> = {}): ContainerDefinition => ({
  name,
  image: nginx,
  essential: true,
  memory,
  portMappings: [{ containerPort: 80, protocol: "tcp" }],
  ...more,
});

/** Allocates memory until it is killed for that. */
export const memoryHog = (more: Partial<ContainerDefinition> = {}): ContainerDefinition =>
  sleeper("app", { command: shell("tail /dev/zero"), memory: 64, ...more });

/** Its image is in no registry. */
export const withoutImage = (more: Partial<ContainerDefinition> = {}): ContainerDefinition =>
  sleeper("app", { image: "busybox:no-such-image", ...more });

/** Its program is not in its image. */
export const withoutProgram = (more: Partial<ContainerDefinition> = {}): ContainerDefinition =>
  sleeper("app", { command: ["/no-such-program"], ...more });

/** A health check that always passes, or one that never does, with short intervals. */
export const healthCheck = (passes: boolean) => ({
  command: ["CMD-SHELL", passes ? "exit 0" : "exit 1"],
  interval: 5,
  timeout: 2,
  retries: 2,
});

/** A definition for Fargate with these containers. */
export const definitionOf = (
  family: string,
  containerDefinitions: ContainerDefinition[],
  more: Partial<RegisterTaskDefinitionRequest> = {},
): RegisterTaskDefinitionRequest => ({
  family,
  requiresCompatibilities: ["FARGATE"],
  networkMode: "awsvpc",
  cpu: "256",
  memory: "512",
  containerDefinitions,
  ...more,
});
