import type { RegisterTaskDefinitionRequest } from "@aws-sdk/client-ecs";
import { clientException } from "../errors.ts";
import { requireEachOf, requireOneOf } from "../requests/limits.ts";
import type { Request } from "../wire.ts";

/** G1, TE50. */
export function requireEnumerations(input: Request<RegisterTaskDefinitionRequest>): void {
  requireOneOf("networkMode", input.networkMode, ["bridge", "host", "awsvpc", "none"]);
  const launchTypes = ["EC2", "FARGATE", "EXTERNAL", "MANAGED_INSTANCES"];
  requireEachOf("requiresCompatibilities", input.requiresCompatibilities, launchTypes);
  requireOneOf("pidMode", input.pidMode, ["host", "task"]);
  requireOneOf("ipcMode", input.ipcMode, ["host", "task", "none"]);
  for (const container of input.containerDefinitions ?? []) {
    for (const { protocol } of container.portMappings ?? []) requireOneOf("protocol", protocol, ["tcp", "udp"]);
    for (const { condition } of container.dependsOn ?? []) {
      requireOneOf("condition", condition, ["START", "COMPLETE", "SUCCESS", "HEALTHY"]);
    }
  }
  const architecture = input.runtimePlatform?.cpuArchitecture;
  if (architecture !== undefined && architecture !== "X86_64" && architecture !== "ARM64") {
    throw clientException("Invalid CPU architecture");
  }
}
