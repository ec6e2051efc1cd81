import type {
  CreateServiceRequest,
  ServiceConnectConfiguration,
  ServiceManagedEBSVolumeConfiguration,
} from "@aws-sdk/client-ecs";
import { invalidParameter } from "../../errors.ts";
import type { Simulation } from "../../simulation.ts";
import type { Revision } from "../../state/taskDefinition.ts";
import type { Request, Wire } from "../../wire.ts";

type Input = Request<CreateServiceRequest>;

/** Checks what connects a service with load balancers, other services and volumes. */
export function requireLinks(sim: Simulation, input: Input, revision: Revision): void {
  requireTargets(input);
  if (input.serviceConnectConfiguration?.enabled) requireConnect(input.serviceConnectConfiguration, revision);
  sim.rule(requireVolumeConfigurations)(input, revision);
}

/** LB1, LB3. */
function requireTargets({ launchType, loadBalancers }: Input): void {
  for (const { targetGroupArn, loadBalancerName } of loadBalancers ?? []) {
    if (!targetGroupArn && !loadBalancerName)
      throw invalidParameter("Target Group ARN and Load Balancer Name cannot both be blank.");
    if (targetGroupArn && loadBalancerName)
      throw invalidParameter(
        "loadBalancerName and targetGroupArn cannot both be specified. You must specify either a loadBalancerName or a targetGroupArn in all loadBalancer entries",
      );
    if (loadBalancerName && launchType === "FARGATE")
      throw invalidParameter("Classic Load Balancers are not supported with Fargate.");
  }
}

/** SC2, SC3. */
function requireConnect({ services }: Wire<ServiceConnectConfiguration>, { content }: Revision): void {
  const mappings = content.containerDefinitions.flatMap(({ portMappings }) => portMappings ?? []);
  for (const { portName, clientAliases = [] } of services ?? []) {
    if (clientAliases.length > 1)
      throw invalidParameter(`${clientAliases.length} clientAliases exceeds the max limit of 1`);
    if (clientAliases.some(({ dnsName }) => dnsName !== undefined && !/^[A-Za-z0-9._*-]+$/.test(dnsName)))
      throw invalidParameter("The DNS name that you provided is invalid. The name must be a valid DNS name.");
    if (!mappings.some(({ name }) => name !== undefined && name === portName))
      throw invalidParameter(
        `portName(${portName}) does not refer to any named PortMapping in the container definitions`,
      );
  }
}

/** VC1, VC2. */
export function requireVolumeConfigurations({ volumeConfigurations }: Input, { content }: Revision): void {
  if (!volumeConfigurations?.length) return;
  const open = (content.volumes ?? []).filter(({ configuredAtLaunch }) => configuredAtLaunch);
  if (open.length === 0)
    throw invalidParameter(
      "Volume configuration provided but no matching configuredAtLaunch volume found in task definition.",
    );
  for (const { name, managedEBSVolume } of volumeConfigurations) {
    if (!open.some((volume) => volume.name === name))
      throw invalidParameter(
        `The volume name '${name}' in your request does not have a matching volume in your Task Definition that is configurable at launch.`,
      );
    if (managedEBSVolume) requireManagedVolume(managedEBSVolume);
  }
}

/** VC2. */
function requireManagedVolume(volume: Wire<ServiceManagedEBSVolumeConfiguration>): void {
  const { sizeInGiB, snapshotId, volumeType = "gp3", iops, throughput } = volume;
  const why =
    sizeInGiB === undefined && snapshotId === undefined
      ? "MissingParameter: a size or a snapshot is needed."
      : iops !== undefined && !["gp3", "io1", "io2"].includes(volumeType)
        ? `InvalidParameterCombination: iops is not supported for ${volumeType} volumes.`
        : throughput !== undefined && volumeType !== "gp3"
          ? `InvalidParameterCombination: throughput is not supported for ${volumeType} volumes.`
          : undefined;
  if (why !== undefined) throw invalidParameter(`ECS managed EBS volume configuration was invalid. ${why}`);
}
