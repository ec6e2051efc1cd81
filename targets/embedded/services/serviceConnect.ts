import type { ServiceConnectConfiguration } from "@aws-sdk/client-ecs";
import { EcsError, invalidParameter } from "../errors.ts";
import type { Simulation } from "../simulation.ts";
import type { Cluster } from "../state/cluster.ts";
import type { Service } from "../state/service.ts";
import type { Wire } from "../wire.ts";

/** The configuration with the ARN of its namespace; the default is the namespace of the cluster (SC1, SV15). */
export function newServiceConnect(
  sim: Simulation,
  cluster: Cluster,
  given: Wire<ServiceConnectConfiguration> | undefined,
): Wire<ServiceConnectConfiguration> | undefined {
  if (!given?.enabled) return given;
  const namespace = given.namespace ? knownNamespace(sim, given.namespace) : cluster.serviceConnectNamespace;
  if (!namespace) throw invalidParameter("Namespace is missing");
  return { ...given, namespace };
}

/** The ARN of the namespace that a name or an ARN refers to (SV36). */
export function knownNamespace(sim: Simulation, identifier: string): string {
  const arn = identifier.startsWith("arn:")
    ? identifier
    : `arn:aws:servicediscovery:${sim.region}:${sim.account}:namespace/ns-${identifier}`;
  if (!sim.state.namespaces.has(arn)) throw new EcsError("NamespaceNotFoundException", "Namespace not found.");
  return arn;
}

export function namespaceOf(service: Service): string | undefined {
  const connect = service.plan?.serviceConnect;
  return connect?.enabled ? connect.namespace : undefined;
}
