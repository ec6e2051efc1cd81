import type * as ecs from "@aws-sdk/client-ecs";
import { isName } from "../language/arn.ts";
import type { Input } from "../language/operation.ts";
import { cpuUnits, isFargateSize, mebibytes } from "../language/size.ts";
import { type Context, refuse } from "../language/step.ts";
import { badTags } from "./tag.ts";

type Definition = Input<"RegisterTaskDefinition">;

/** The first mistake in a definition (rows TE1–TE15, TD10, TD11); only one is reported (row TE17). */
export function badDefinition(input: Definition, context: Context) {
  return (
    badFamily(input.family) ??
    badContainers(input) ??
    badWords(input) ??
    badRanges(input) ??
    badRoles(input) ??
    badSizes(input) ??
    badFargate(input, context) ??
    badMemory(input) ??
    badTags(input.tags)
  );
}

function badFamily(family: string | undefined) {
  if (family === undefined) return refuse("RQ1");
  if (family.trim() === "") return refuse("TE4");
  if (family.length > 255) return refuse("TE3f");
  return isName(family) ? undefined : refuse("TE3r");
}

function badContainers({ containerDefinitions, networkMode }: Definition) {
  if (containerDefinitions === undefined) return refuse("RQ1");
  if (containerDefinitions.length === 0) return refuse("TE1");
  for (const container of containerDefinitions) {
    if (!container.name) return refuse("TE2n");
    if (!container.image) return refuse("TE2");
    if (!isName(container.name)) return refuse("TE3");
    if (networkMode === "awsvpc" && container.portMappings?.some(isMoved)) return refuse("TE13");
  }
  if (containerDefinitions.every(({ essential }) => essential === false)) return refuse("TE6");
  return containerDefinitions.some((container) => waitsForEssential(container, containerDefinitions))
    ? refuse("TE11")
    : undefined;
}

/** With awsvpc, ports cannot be mapped (row TE13); a host port of 0 has no meaning. */
const isMoved = ({ containerPort, hostPort }: ecs.PortMapping): boolean => !!hostPort && hostPort !== containerPort;

const waitsForEssential = (container: ecs.ContainerDefinition, all: readonly ecs.ContainerDefinition[]): boolean =>
  container.dependsOn?.some(
    ({ containerName, condition }) =>
      (condition === "SUCCESS" || condition === "COMPLETE") &&
      all.some((other) => other.name === containerName && other.essential !== false),
  ) === true;

const words = {
  networkMode: ["bridge", "host", "awsvpc", "none", "default"],
  pidMode: ["host", "task"],
  ipcMode: ["host", "task", "none"],
} as const;
const launchTypes = ["EC2", "FARGATE", "EXTERNAL", "MANAGED_INSTANCES"];
const conditions = ["START", "COMPLETE", "SUCCESS", "HEALTHY"];

function badWords(input: Definition) {
  for (const [member, allowed] of Object.entries(words) as [keyof typeof words, readonly string[]][]) {
    const given = input[member];
    if (given !== undefined && !allowed.includes(given)) return refuse("TEe");
  }
  if (input.requiresCompatibilities?.some((given) => !launchTypes.includes(given))) return refuse("TEe");
  const containers = input.containerDefinitions ?? [];
  const broken = containers.some(
    ({ portMappings, dependsOn }) =>
      portMappings?.some(({ protocol }) => protocol !== undefined && !["tcp", "udp"].includes(protocol)) ||
      dependsOn?.some(({ condition }) => !conditions.includes(condition ?? "")),
  );
  return broken ? refuse("TEe") : undefined;
}

function badRanges(input: Definition) {
  const ephemeral = input.ephemeralStorage?.sizeInGiB;
  const broken =
    !inside(ephemeral, 21, 200) ||
    (input.placementConstraints?.length ?? 0) > 10 ||
    input.containerDefinitions?.some(
      ({ healthCheck, restartPolicy, portMappings }) =>
        !inside(healthCheck?.interval, 5, 300) ||
        !inside(healthCheck?.timeout, 2, 60) ||
        !inside(healthCheck?.retries, 1, 10) ||
        !inside(healthCheck?.startPeriod, 0, 300) ||
        !inside(restartPolicy?.restartAttemptPeriod, 60, 1800) ||
        (restartPolicy?.ignoredExitCodes?.length ?? 0) > 50 ||
        portMappings?.some(
          ({ containerPort, hostPort }) => !inside(containerPort, 0, 65_535) || !inside(hostPort, 0, 65_535),
        ),
    );
  return broken ? refuse("TD11") : undefined;
}

const inside = (value: number | undefined, least: number, most: number): boolean =>
  value === undefined || (value >= least && value <= most);

/** A text that begins like an ARN must be one (row TE15). */
const badRoles = ({ taskRoleArn, executionRoleArn }: Definition) =>
  [taskRoleArn, executionRoleArn].some((given) => given?.startsWith("arn:") && given.split(":").length < 6)
    ? refuse("TE15")
    : undefined;

function badSizes({ cpu, memory }: Definition) {
  const units = cpu ? cpuUnits(cpu) : undefined;
  if (cpu && units === undefined) return refuse("TE10");
  if (memory && mebibytes(memory) === undefined) return refuse("TE10");
  return units !== undefined && (units < 128 || units > 196_608) ? refuse("TD10") : undefined;
}

const wantsFargate = ({ requiresCompatibilities }: Pick<Definition, "requiresCompatibilities">): boolean =>
  requiresCompatibilities?.includes("FARGATE") === true;

function badFargate(input: Definition, context: Context) {
  if (!wantsFargate(input)) return undefined;
  if (input.networkMode !== "awsvpc") return refuse("TE8");
  if (!input.cpu || !input.memory) return refuse("TE9");
  const [cpu, memory] = [cpuUnits(input.cpu) ?? 0, mebibytes(input.memory) ?? 0];
  if (!isFargateSize(cpu, memory))
    return context.may("TE7") ? refuse("TE7o") : refuse("TE7", { cpu: String(cpu), memory: String(memory) });
  if (input.pidMode === "host" || input.ipcMode !== undefined) return refuse("TE12");
  const logs = input.containerDefinitions?.some(({ logConfiguration }) => logConfiguration?.logDriver === "awslogs");
  return logs && !input.executionRoleArn && context.may("TE14") ? refuse("TE14") : undefined;
}

/** Memory of the task or of each container (row TE5). */
function badMemory({ memory, containerDefinitions }: Definition) {
  if (memory) return undefined;
  const bare = containerDefinitions?.find((container) => !container.memory && !container.memoryReservation);
  return bare === undefined ? undefined : refuse("TE5", { container: bare.name ?? "" });
}
