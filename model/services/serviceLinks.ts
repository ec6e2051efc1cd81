import type * as ecs from "@aws-sdk/client-ecs";
import { anyFaultOf, faultIf } from "../language/anyFaultOf.ts";
import type { Cluster, Service } from "../language/state.ts";
import { type Context, refuse } from "../language/step.ts";

type Definition = ecs.RegisterTaskDefinitionRequest;

/** The members that connect a service with load balancers, other services and volumes. */
type Links = Pick<
  ecs.CreateServiceRequest,
  "loadBalancers" | "serviceConnectConfiguration" | "volumeConfigurations"
> & { readonly launchType?: string | undefined };

/** The rules by which `unknownTarget` refuses. */
export const targetRefusals = ["SV12", "SV12p", "SV12t", "LB2"] as const;

/** The rules by which `badLinks` and `badLinksOf` refuse. */
export const linkRefusals = [
  ...targetRefusals,
  ...(["SV15n", "LB1", "LB1b", "LB3", "SC1", "SC2", "SC3", "SC3d", "SC3e", "VC1", "VC1n", "VC2"] as const),
] as const;

/** The faults of what connects a service with its surroundings (rows SV12, LB1, LB3, SC1–SC3, VC1, VC2). */
export function badLinks(given: Links, cluster: Cluster, definition: Definition | undefined, context: Context) {
  return anyFaultOf(
    [
      badBalancers(given, context),
      definition && unknownTarget(given.loadBalancers, definition, context),
      badConnect(given.serviceConnectConfiguration, cluster, definition, context),
      definition && badVolumes(given.volumeConfigurations, definition, context),
    ],
    context,
  );
}

/** The same for an update: the rows do not decide what it is checked for. */
export function badLinksOf(
  { launchType }: Service,
  given: Links,
  cluster: Cluster,
  definition: Definition | undefined,
  context: Context,
) {
  const fault = badLinks({ ...given, launchType }, cluster, definition, context);
  return fault && context.may(fault.rule) ? fault : undefined;
}

/** A load balancer has a target group or a name (rows LB1, LB3). */
function badBalancers({ launchType, loadBalancers = [] }: Links, context: Context) {
  return anyFaultOf(
    [
      faultIf(
        loadBalancers.some((each) => !each.targetGroupArn && !each.loadBalancerName),
        "LB1",
      ),
      faultIf(
        loadBalancers.some((each) => each.targetGroupArn && each.loadBalancerName),
        "LB1b",
      ),
      faultIf(launchType === "FARGATE" && loadBalancers.some((each) => each.loadBalancerName), "LB3"),
    ],
    context,
  );
}

/** Load balancers send to a port of a container, and to addresses of their type (rows SV12, LB2). */
export function unknownTarget(
  loadBalancers: readonly ecs.LoadBalancer[] | undefined,
  { containerDefinitions = [], networkMode }: Definition,
  context: Context,
) {
  const faults = (loadBalancers ?? []).map(({ containerName: container = "", containerPort: port }) => {
    const target = containerDefinitions.find(({ name }) => name === container);
    if (target === undefined) return refuse("SV12", { container });
    const hasPort = target.portMappings?.some((mapping) => mapping.containerPort === port);
    return hasPort ? undefined : refuse("SV12p", { container, port: String(port) });
  });
  // Only the target knows which target groups have a load balancer, and which are of type instance.
  const group =
    networkMode === "awsvpc" ? loadBalancers?.find((each) => each.targetGroupArn)?.targetGroupArn : undefined;
  return anyFaultOf(
    [
      ...faults,
      faultIf(group !== undefined && context.may("LB2"), "LB2", { group: group ?? "" }),
      faultIf(faults.length > 0 && context.may("SV12t"), "SV12t"),
    ],
    context,
  );
}

/** The faults of Service Connect (rows SC1–SC3). */
function badConnect(
  given: ecs.ServiceConnectConfiguration | undefined,
  cluster: Cluster,
  definition: Definition | undefined,
  context: Context,
) {
  if (given?.enabled !== true) return undefined;
  const services = given.services ?? [];
  const aliases = services.map(({ clientAliases }) => clientAliases ?? []);
  const most = Math.max(0, ...aliases.map(({ length }) => length));
  const ports = (definition?.containerDefinitions ?? []).flatMap(({ portMappings }) => portMappings ?? []);
  const unknown = services.find(({ portName }) => !ports.some(({ name }) => name !== undefined && name === portName));
  return anyFaultOf(
    [
      faultIf(!given.namespace && (!cluster.mayHaveNamespace || context.may("SC1")), "SC1"),
      faultIf(most > 1, "SC3", { count: String(most) }),
      faultIf(
        aliases.flat().some(({ dnsName }) => dnsName !== undefined && !isDnsName(dnsName)),
        "SC3d",
      ),
      // The documentation of the API calls an alias optional.
      faultIf(aliases.some(({ length }) => length === 0) && context.may("SC3e"), "SC3e"),
      definition && faultIf(unknown !== undefined, "SC2", { port: unknown?.portName ?? "" }),
      // Only the target knows which namespaces exist.
      faultIf(given.namespace !== undefined && context.may("SV15n"), "SV15n"),
    ],
    context,
  );
}

/** Certainly no name: anything else is left to the target. */
const isDnsName = (name: string): boolean => !/[^A-Za-z0-9._*-]/.test(name);

/** Volumes are of the definition, which leaves them to the service, and complete (rows VC1, VC2). */
function badVolumes(
  given: readonly ecs.ServiceVolumeConfiguration[] | undefined,
  { volumes = [] }: Definition,
  context: Context,
) {
  if (given === undefined || given.length === 0) return undefined;
  const open = volumes.filter(({ configuredAtLaunch }) => configuredAtLaunch === true);
  const unmatched = given.find(({ name }) => !open.some((volume) => volume.name === name));
  return anyFaultOf(
    [
      faultIf(open.length === 0, "VC1n"),
      faultIf(unmatched !== undefined, "VC1", { volume: unmatched?.name ?? "" }),
      faultIf(
        given.some(({ managedEBSVolume }) => managedEBSVolume !== undefined && isBadVolume(managedEBSVolume)),
        "VC2",
      ),
    ],
    context,
  );
}

/** Row VC2. */
const isBadVolume = (volume: ecs.ServiceManagedEBSVolumeConfiguration): boolean =>
  (volume.sizeInGiB === undefined && volume.snapshotId === undefined) ||
  (volume.iops !== undefined && ["gp2", "st1", "sc1", "standard"].includes(volume.volumeType ?? "")) ||
  (volume.throughput !== undefined && volume.volumeType !== undefined && volume.volumeType !== "gp3");
