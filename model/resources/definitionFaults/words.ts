import { faultIf } from "../../language/anyFaultOf.ts";
import type { Input } from "../../language/operation.ts";
import { wantsFargate } from "./fargate.ts";
import { faultOrOpen } from "./openFault.ts";

type Definition = Input<"RegisterTaskDefinition">;

const modes = {
  networkMode: ["bridge", "host", "awsvpc", "none", "default"],
  pidMode: ["host", "task"],
  ipcMode: ["host", "task", "none"],
} as const;
const launchTypes: readonly string[] = ["EC2", "FARGATE", "EXTERNAL", "MANAGED_INSTANCES"];
const conditions: readonly string[] = ["START", "COMPLETE", "SUCCESS", "HEALTHY"];

/** Values outside their enumerations (rows TEe, TE50), and retired members (row TE40). */
export const wordFaults = (input: Definition) => [
  ...(Object.keys(modes) as (keyof typeof modes)[]).map((member) =>
    faultIf(isUnknown(input[member], modes[member]), "TEe"),
  ),
  faultIf(
    input.requiresCompatibilities?.some((given) => isUnknown(given, launchTypes)),
    "TEe",
  ),
  faultIf(
    input.containerDefinitions?.some(
      ({ portMappings, dependsOn }) =>
        portMappings?.some(({ protocol }) => isUnknown(protocol, ["tcp", "udp"])) ||
        dependsOn?.some(({ condition = "" }) => isUnknown(condition, conditions)),
    ),
    "TEe",
  ),
  faultIf(isUnknown(input.runtimePlatform?.cpuArchitecture, ["X86_64", "ARM64"]), "TE50a"),
  wantsFargate(input) ? badSystem(input.runtimePlatform?.operatingSystemFamily) : undefined,
  faultIf((input.inferenceAccelerators?.length ?? 0) > 0, "TE40"),
];

const isUnknown = (given: string | undefined, allowed: readonly string[]): boolean =>
  given !== undefined && !allowed.includes(given);

const systems = /^(LINUX|WINDOWS_SERVER_(2019|2022)_(CORE|FULL))$/;
const otherSystems = /^WINDOWS_SERVER_(2016_FULL|2004_CORE|20H2_CORE|2025_(CORE|FULL))$/;

/** It is not recorded which other Windows systems Fargate supports. */
function badSystem(family: string | undefined) {
  if (family === undefined || systems.test(family)) return undefined;
  return faultOrOpen(!otherSystems.test(family), "TE50f", { family });
}
