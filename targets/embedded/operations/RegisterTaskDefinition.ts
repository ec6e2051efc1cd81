import type { RegisterTaskDefinitionRequest } from "@aws-sdk/client-ecs";
import { clientException, invalidParameter } from "../errors.ts";
import { namePattern } from "../requests/identifiers.ts";
import { requireAtMost } from "../requests/limits.ts";
import { newTags, showTags } from "../requests/tags.ts";
import type { Simulation } from "../simulation.ts";
import type { RevisionContent } from "../state/taskDefinition.ts";
import { requireSharedNetwork } from "../taskDefinitions/awsvpc.ts";
import { requireAny, requireContainers, withDefaults } from "../taskDefinitions/containerDefinitions.ts";
import { requireEnumerations } from "../taskDefinitions/enumerations.ts";
import { addRevision, showRevision } from "../taskDefinitions/families.ts";
import { requireFargate } from "../taskDefinitions/fargate.ts";
import { compatibilitiesOf, requireStorage } from "../taskDefinitions/launchTypes.ts";
import { requireLogging } from "../taskDefinitions/logging.ts";
import { requirePortMappings } from "../taskDefinitions/portMappings.ts";
import { requireProxy } from "../taskDefinitions/proxy.ts";
import { newCpu, newMemory, requireMemory, requireRoom } from "../taskDefinitions/sizes.ts";
import { requireVolumes } from "../taskDefinitions/volumes.ts";
import type { Request } from "../wire.ts";

type Input = Request<RegisterTaskDefinitionRequest>;

/** Adds a new revision to a family (TD1–TD12, P8). */
export function RegisterTaskDefinition(sim: Simulation, input: Input) {
  const { family } = input;
  if (family === undefined || family === "") throw invalidParameter("Family can not be blank.");
  if (!namePattern.test(family)) throw clientException("Family contains invalid characters.");
  const content = sim.rule(newContent)(sim, input);
  const tags = sim.rule(newTags)(input.tags);
  const revision = sim.rule(addRevision)(sim, family, content, tags);
  return { taskDefinition: showRevision(sim, revision), tags: input.tags && showTags(tags) };
}

/** Refuses the first violation (TE17). */
export function newContent(sim: Simulation, input: Input): RevisionContent {
  const networkMode = input.networkMode ?? "bridge";
  const list = requireAny(input.containerDefinitions);
  const cpu = newCpu(input.cpu);
  const memory = newMemory(input.memory);
  requireEnumerations(input);
  requireContainers(sim, list);
  requireMemory(list, memory);
  requireRoles(input);
  requireAtMost("placementConstraints", input.placementConstraints, 10);
  requireStorage(input);
  if (input.inferenceAccelerators?.length) throw clientException("Unsupported field 'inferenceAccelerators'.");
  requireLogging(list);
  if (input.requiresCompatibilities?.includes("FARGATE")) requireFargate(sim, input, cpu, memory);
  requireRoom(sim, list, cpu, memory);
  if (networkMode === "awsvpc") requireSharedNetwork(sim, list);
  requirePortMappings(sim, list, networkMode);
  requireVolumes(sim, list, input.volumes ?? []);
  if (input.proxyConfiguration) requireProxy(sim, input.proxyConfiguration, networkMode, list);
  requireShort(input);
  return {
    containerDefinitions: list.map((container) => withDefaults(container, networkMode)),
    taskRoleArn: input.taskRoleArn,
    executionRoleArn: input.executionRoleArn,
    networkMode: input.networkMode,
    volumes: input.volumes ?? [],
    placementConstraints: input.placementConstraints ?? [],
    compatibilities: compatibilitiesOf(sim, input, cpu, memory),
    requiresCompatibilities: input.requiresCompatibilities,
    cpu,
    memory,
    pidMode: input.pidMode,
    ipcMode: input.ipcMode,
    proxyConfiguration: input.proxyConfiguration,
    ephemeralStorage: input.ephemeralStorage,
    runtimePlatform: input.runtimePlatform,
    enableFaultInjection: input.enableFaultInjection,
  };
}

/** TD12, TE15, TE38. Which roles the account has, the simulator does not know: each that is named is one. */
function requireRoles({ taskRoleArn, executionRoleArn, containerDefinitions }: Input): void {
  for (const role of [taskRoleArn, executionRoleArn]) {
    if (role?.startsWith("arn:") && role.split(":").length < 6) throw clientException("Invalid arn syntax.");
  }
  if (!executionRoleArn && containerDefinitions?.some(({ secrets }) => secrets?.length)) {
    throw clientException(
      "When you are specifying container secrets, you must also specify a value for 'executionRoleArn'.",
    );
  }
}

/** TE53. */
function requireShort(input: Input): void {
  const { length } = Buffer.from(JSON.stringify(input));
  if (length <= 65_536) return;
  throw clientException(`Actual length: '${length}'. Max allowed length is '65536' bytes.`);
}
