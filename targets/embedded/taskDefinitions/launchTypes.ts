import type { Compatibility, RegisterTaskDefinitionRequest } from "@aws-sdk/client-ecs";
import { clientException, EcsError } from "../errors.ts";
import type { Simulation } from "../simulation.ts";
import type { Request } from "../wire.ts";
import { requireFargate } from "./fargate.ts";

type Input = Request<RegisterTaskDefinitionRequest>;

/** The launch types for which a definition is sound (TD6), and those that it was made for. */
export function compatibilitiesOf(
  sim: Simulation,
  input: Input,
  cpu: string | undefined,
  memory: string | undefined,
): Compatibility[] {
  const sound = new Set<Compatibility>(["EC2", ...(input.requiresCompatibilities ?? [])]);
  if (input.networkMode !== "awsvpc") sound.add("EXTERNAL");
  if (isForFargate(sim, input, cpu, memory)) sound.add("FARGATE");
  const windows = input.runtimePlatform?.operatingSystemFamily?.startsWith("WINDOWS");
  if (input.networkMode === "awsvpc" && cpu && memory && !windows) sound.add("MANAGED_INSTANCES");
  return [...sound];
}

function isForFargate(sim: Simulation, input: Input, cpu: string | undefined, memory: string | undefined): boolean {
  try {
    requireFargate(sim, input, cpu, memory);
    return true;
  } catch (error) {
    if (error instanceof EcsError) return false;
    throw error;
  }
}

/** TE39. */
export function requireStorage({ ephemeralStorage, requiresCompatibilities }: Input): void {
  const size = ephemeralStorage?.sizeInGiB;
  if (size === undefined) return;
  if (size < 21) throw clientException("EphemeralStorage size should be at least 21");
  if (size > 200) throw clientException("EphemeralStorage size should be at most 200");
  if (requiresCompatibilities?.includes("EC2") && !requiresCompatibilities.includes("FARGATE")) {
    throw clientException("Tasks using the EC2 launch type do not support EphemeralStorage.");
  }
}
