import type { ContainerDefinition, RegisterTaskDefinitionRequest } from "@aws-sdk/client-ecs";
import { isFargateSize } from "../capacity/fargateSizes.ts";
import { clientException } from "../errors.ts";
import type { Simulation } from "../simulation.ts";
import type { Request, Wire } from "../wire.ts";
import { requireFargateDriver, requireFargateLogging } from "./logging.ts";

type Input = Request<RegisterTaskDefinitionRequest>;
type Container = Wire<ContainerDefinition>;

/** Everything that a definition for Fargate must hold (TE7–TE9, TE12, TE14, TE31–TE36, TE50, TE52). */
export function requireFargate(
  sim: Simulation,
  input: Input,
  cpu: string | undefined,
  memory: string | undefined,
): void {
  requireFargateSize(sim, input, cpu, memory);
  if (input.pidMode === "host") {
    throw clientException(
      "Tasks using the Fargate launch type do not support pidMode 'host'. The supported value for pidMode is 'task'.",
    );
  }
  if (input.placementConstraints?.length) throw unsupported("constraints");
  if (input.ipcMode !== undefined) throw unsupported("ipcMode");
  for (const { host, dockerVolumeConfiguration } of input.volumes ?? []) {
    if (host?.sourcePath !== undefined) throw unsupported("sourcePath");
    if (dockerVolumeConfiguration) throw unsupported("dockerVolumeConfiguration");
  }
  const containers = input.containerDefinitions ?? [];
  for (const container of containers) {
    requireFargateContainer(sim, container);
    if (!input.executionRoleArn && /^\d{12}\.dkr\.ecr\./.test(container.image ?? "")) {
      throw clientException("Fargate requires task definition to have execution role ARN to support ECR images.");
    }
  }
  requireFargateLogging(containers, input.executionRoleArn);
}

const unsupported = (setting: string) =>
  clientException(`Fargate compatible task definitions do not support ${setting}`);

function requireFargateSize(sim: Simulation, input: Input, cpu: string | undefined, memory: string | undefined): void {
  if (input.networkMode !== "awsvpc") throw clientException("Fargate only supports network mode ‘awsvpc’.");
  if (cpu === undefined) throw clientException("Fargate requires that 'cpu' be defined at the task level.");
  if (memory === undefined) throw clientException("Fargate requires that 'memory' be defined at the task level.");
  const system = input.runtimePlatform?.operatingSystemFamily ?? "LINUX";
  if (system !== "LINUX" && !system.startsWith("WINDOWS_SERVER_")) {
    throw clientException(`Tasks using the Fargate launch type are not supported on operating system family ${system}`);
  }
  const offered = isFargateSize(cpu, memory) && (system === "LINUX" || Number(cpu) >= 1024);
  if (!offered && !sim.bugged("any-fargate-size-accepted")) {
    throw clientException(
      `No Fargate configuration exists for given values: ${cpu} CPU, ${memory} memory. See the Amazon ECS documentation for the valid values.`,
    );
  }
}

/** TE31–TE35, TE52. */
function requireFargateContainer(sim: Simulation, container: Container): void {
  sim.rule(requireUnprivileged)(container);
  const { linuxParameters, resourceRequirements, stopTimeout } = container;
  if (linuxParameters?.devices?.length) throw unsupported("devices");
  if (linuxParameters?.maxSwap !== undefined) throw unsupported("maxSwap");
  if (linuxParameters?.sharedMemorySize !== undefined) throw unsupported("sharedMemorySize");
  if (container.dockerSecurityOptions?.length) throw unsupported("dockerSecurityOptions");
  if (resourceRequirements?.some(({ type }) => type === "GPU")) {
    throw clientException("Tasks using the Fargate launch type do not support GPU resource requirements.");
  }
  const foreign = linuxParameters?.capabilities?.add?.find((capability) => capability !== "SYS_PTRACE");
  if (foreign) throw clientException(`${foreign} is not allowed on Fargate.`);
  if ((stopTimeout ?? 0) > 120) {
    throw clientException(
      "Tasks using the Fargate launch type must have a container stop timeout of less than 120 seconds.",
    );
  }
  sim.rule(requireFargateDriver)(container);
}

/** TE31. */
export function requireUnprivileged({ privileged }: Container): void {
  if (privileged) {
    throw clientException("Fargate requires that the ‘privileged’ setting be ‘false’ at the container level.");
  }
}
