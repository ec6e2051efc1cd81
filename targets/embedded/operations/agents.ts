import type {
  DiscoverPollEndpointRequest,
  RegisterContainerInstanceRequest,
  SubmitAttachmentStateChangesRequest,
  SubmitContainerStateChangeRequest,
  SubmitTaskStateChangeRequest,
} from "@aws-sdk/client-ecs";
import { clientException, invalidParameter } from "../errors.ts";
import { requireAttributeSyntax, requireFewCustom, setAttribute } from "../instances/attributes.ts";
import { addInstance, type ContainerInstance, showInstance } from "../instances/containerInstance.ts";
import { findInstance } from "../instances/identify.ts";
import { readCapacity } from "../instances/resources.ts";
import { activeCluster } from "../requests/identifiers.ts";
import { newTags } from "../requests/tags.ts";
import type { Simulation } from "../simulation.ts";
import type { Cluster } from "../state/cluster.ts";
import type { Request } from "../wire.ts";

type Registering = Request<RegisterContainerInstanceRequest>;

/** Registers a new instance, or registers the instance again that the request names (CI1). */
export function RegisterContainerInstance(sim: Simulation, input: Registering) {
  for (const attribute of input.attributes ?? []) requireAttributeSyntax(attribute);
  const tags = newTags(input.tags);
  const cluster = activeCluster(sim, input.cluster);
  const names = (input.attributes ?? []).map(({ name = "" }) => name);
  requireFewCustom([], names);
  const instance =
    input.containerInstanceArn === undefined
      ? addInstance(sim, cluster, {
          capacity: readCapacity(input.totalResources),
          versionInfo: input.versionInfo ?? {},
          ec2InstanceId: instanceId(input.instanceIdentityDocument),
          tags,
        })
      : comeBack(sim, cluster, input, input.containerInstanceArn, names);
  for (const attribute of input.attributes ?? []) setAttribute(sim, instance, attribute);
  cluster.fleet.changed();
  return { containerInstance: showInstance(instance, ["TAGS"]) };
}

function comeBack(
  sim: Simulation,
  cluster: Cluster,
  input: Registering,
  arn: string,
  names: readonly string[],
): ContainerInstance {
  const instance = findInstance(cluster, arn);
  if (!instance) throw clientException("The referenced container instance was not found.");
  sim.rule(requireRegistered)(instance);
  requireFewCustom(instance.attributes.keys(), names);
  instance.agentConnected = true;
  instance.version += 1;
  if (input.totalResources) instance.capacity = readCapacity(input.totalResources);
  if (input.versionInfo) instance.versionInfo = input.versionInfo;
  return instance;
}

export function requireRegistered({ id, status }: ContainerInstance): void {
  if (status === "INACTIVE") throw clientException(`Container instance ${id} is inactive.`);
}

/** The EC2 instance id in the identity document, if any. */
function instanceId(identityDocument: string | undefined): string | undefined {
  try {
    const id = JSON.parse(identityDocument ?? "{}")?.instanceId;
    return typeof id === "string" ? id : undefined;
  } catch {
    return undefined;
  }
}

export function DiscoverPollEndpoint(sim: Simulation, _: Request<DiscoverPollEndpointRequest>) {
  const endpoint = (letters: string) => `https://ecs-${letters}-1.${sim.region}.amazonaws.com/`;
  return {
    endpoint: endpoint("a"),
    telemetryEndpoint: endpoint("t"),
    serviceConnectEndpoint: endpoint("sc"),
  };
}

/** The simulator runs the containers itself, so reports about them are only acknowledged. */
export function SubmitTaskStateChange(sim: Simulation, input: Request<SubmitTaskStateChangeRequest>) {
  activeCluster(sim, input.cluster);
  return { acknowledgment: "ACK" };
}

/** As `SubmitTaskStateChange`. */
export function SubmitContainerStateChange(sim: Simulation, input: Request<SubmitContainerStateChangeRequest>) {
  activeCluster(sim, input.cluster);
  return { acknowledgment: "ACK" };
}

/** As `SubmitTaskStateChange`. */
export function SubmitAttachmentStateChanges(sim: Simulation, input: Request<SubmitAttachmentStateChangesRequest>) {
  if (!input.attachments) throw invalidParameter("Attachments can not be null.");
  activeCluster(sim, input.cluster);
  return { acknowledgment: "ACK" };
}
