import type { RegisterTaskDefinitionRequest } from "@aws-sdk/client-ecs";
import { isFargateSize } from "../capacity/fargateSizes.ts";
import { clientException, invalidParameter } from "../errors.ts";
import { namePattern } from "../requests/identifiers.ts";
import { requireAtMost, requireEachOf, requireOneOf } from "../requests/limits.ts";
import { newTags, showTags } from "../requests/tags.ts";
import type { Simulation } from "../simulation.ts";
import type { RevisionContent } from "../state/taskDefinition.ts";
import { newContainers } from "../taskDefinitions/containerDefinitions.ts";
import { addRevision, showRevision } from "../taskDefinitions/families.ts";
import type { Request } from "../wire.ts";

type Input = Request<RegisterTaskDefinitionRequest>;

/** Adds a new revision to a family (TD1–TD12). */
export function RegisterTaskDefinition(sim: Simulation, input: Input) {
  requireEnumerations(input);
  const { family } = input;
  if (family === undefined || family === "") throw invalidParameter("Family can not be blank.");
  if (!namePattern.test(family)) throw clientException("Family contains invalid characters.");
  const content = sim.rule(newContent)(sim, input);
  const tags = sim.rule(newTags)(input.tags);
  const revision = sim.rule(addRevision)(sim, family, content, tags);
  return {
    taskDefinition: showRevision(sim, revision),
    tags: tags.size > 0 ? showTags(tags) : undefined,
  };
}

/** G1. */
function requireEnumerations(input: Input): void {
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
}

export function newContent(sim: Simulation, input: Input): RevisionContent {
  const networkMode = input.networkMode ?? "bridge";
  const fargate = input.requiresCompatibilities?.includes("FARGATE") ?? false;
  const cpu = normalize("cpu", input.cpu);
  const memory = normalize("memory", input.memory);
  const containerDefinitions = newContainers(sim, input.containerDefinitions, networkMode);
  for (const role of [input.taskRoleArn, input.executionRoleArn]) requireArnSyntax(role);
  requireAtMost("placementConstraints", input.placementConstraints, 10);
  const storage = input.ephemeralStorage?.sizeInGiB;
  if (storage !== undefined && (storage < 21 || storage > 200)) {
    throw clientException("Ephemeral storage must be between 21 and 200 GiB.");
  }
  if (fargate) requireFargate(sim, input, networkMode, cpu, memory);
  else if (cpu !== undefined && (Number(cpu) < 128 || Number(cpu) > 196_608)) {
    throw clientException("Invalid 'cpu' setting for task.");
  }
  requireMemory(containerDefinitions, memory);
  const fitsFargate = networkMode === "awsvpc" && isFargateSize(cpu ?? "", memory ?? "");
  return {
    containerDefinitions,
    taskRoleArn: input.taskRoleArn,
    executionRoleArn: input.executionRoleArn,
    networkMode: input.networkMode,
    volumes: input.volumes ?? [],
    placementConstraints: input.placementConstraints ?? [],
    compatibilities: fitsFargate ? ["EC2", "FARGATE"] : ["EC2"],
    requiresCompatibilities: input.requiresCompatibilities,
    cpu,
    memory,
    pidMode: input.pidMode,
    ipcMode: input.ipcMode,
    proxyConfiguration: input.proxyConfiguration,
    inferenceAccelerators: input.inferenceAccelerators,
    ephemeralStorage: input.ephemeralStorage,
    runtimePlatform: input.runtimePlatform,
    enableFaultInjection: input.enableFaultInjection,
  };
}

/** A role that begins like an ARN must be an ARN (TE15). */
function requireArnSyntax(role: string | undefined): void {
  if (role?.startsWith("arn:") && role.split(":").length < 6) throw clientException("Invalid arn syntax.");
}

/** CPU units or MiB as a string, converted from vCPU or GB (TD9, TE10). */
function normalize(field: "cpu" | "memory", value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  const [, number, unit] = /^\s*(\d*\.?\d+)\s*(vcpu|gb)?\s*$/i.exec(value) ?? [];
  const allowed = unit === undefined || unit.toLowerCase() === (field === "cpu" ? "vcpu" : "gb");
  const amount = Number(number) * (unit === undefined ? 1 : 1024);
  if (number === undefined || !allowed || !Number.isInteger(amount) || amount <= 0) {
    throw clientException(`Invalid '${field}' setting for task.`);
  }
  return String(amount);
}

/** TE7–TE9, TE12, TE14. */
function requireFargate(
  sim: Simulation,
  input: Input,
  networkMode: string,
  cpu: string | undefined,
  memory: string | undefined,
): void {
  if (networkMode !== "awsvpc") throw clientException("Fargate only supports network mode ‘awsvpc’.");
  if (cpu === undefined) throw clientException("Fargate requires that 'cpu' be defined at the task level.");
  if (memory === undefined) throw clientException("Fargate requires that 'memory' be defined at the task level.");
  if (!isFargateSize(cpu, memory) && !sim.bugged("any-fargate-size-accepted")) {
    throw clientException(
      `No Fargate configuration exists for given values: ${cpu} CPU, ${memory} memory. See the Amazon ECS documentation for the valid values.`,
    );
  }
  if (input.pidMode === "host") {
    throw clientException(
      "Tasks using the Fargate launch type do not support pidMode 'host'. The supported value for pidMode is 'task'.",
    );
  }
  if (input.executionRoleArn === undefined && input.containerDefinitions?.some(logsToCloudWatch)) {
    throw clientException("Fargate requires task definition to have execution role ARN to support log driver awslogs.");
  }
  if (input.ipcMode !== undefined) throw clientException("Tasks using the Fargate launch type do not support ipcMode.");
}

function logsToCloudWatch({ logConfiguration }: RevisionContent["containerDefinitions"][number]): boolean {
  return logConfiguration?.logDriver === "awslogs";
}

/** TE5, and the memory of each container must fit into the task. */
function requireMemory(containers: RevisionContent["containerDefinitions"], memory: string | undefined): void {
  if (memory === undefined) {
    const bare = containers.find(
      (container) => container.memory === undefined && container.memoryReservation === undefined,
    );
    if (bare) {
      throw clientException(
        `Invalid setting for container '${bare.name}'. At least one of 'memory' or 'memoryReservation' must be specified.`,
      );
    }
    return;
  }
  for (const container of containers) {
    if ((container.memory ?? container.memoryReservation ?? 0) > Number(memory)) {
      throw clientException(
        `Invalid setting for container '${container.name}'. It needs more memory than the task has.`,
      );
    }
  }
}
