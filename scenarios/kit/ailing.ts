import type { ContainerDefinition } from "@aws-sdk/client-ecs";
import { sleeper } from "./definitions.ts";

const check = { command: ["CMD-SHELL", "test -f /tmp/well"], interval: 5, timeout: 2, retries: 2 };

const script = (text: string) => ({ command: ["sh", "-c", text], healthCheck: check });

/** Healthy for this many seconds, then never again; it keeps running. */
export const ailing = (wellSeconds: number, name = "app"): ContainerDefinition =>
  sleeper(name, script(`touch /tmp/well; sleep ${wellSeconds}; rm /tmp/well; sleep infinity`));

/** Fails its health checks for this many seconds, and passes them from then on. */
export const slowToGetWell = (seconds: number, name = "app"): ContainerDefinition =>
  sleeper(name, script(`sleep ${seconds}; touch /tmp/well; sleep infinity`));
