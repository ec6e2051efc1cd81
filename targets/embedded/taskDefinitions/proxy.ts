import type { ContainerDefinition, ProxyConfiguration } from "@aws-sdk/client-ecs";
import { clientException } from "../errors.ts";
import type { Simulation } from "../simulation.ts";
import type { Wire } from "../wire.ts";

/** TE44. */
export function requireProxy(
  sim: Simulation,
  proxy: Wire<ProxyConfiguration>,
  networkMode: string,
  containers: readonly Wire<ContainerDefinition>[],
): void {
  if (networkMode !== "awsvpc") {
    throw clientException("APPMESH proxy configuration is only supported in networkMode=awsvpc");
  }
  sim.rule(requireProxyContainer)(proxy, containers);
  if (!proxy.properties?.some(({ name }) => name === "ProxyIngressPort")) {
    throw clientException("Ingress port not found");
  }
}

export function requireProxyContainer(
  { containerName }: Wire<ProxyConfiguration>,
  containers: readonly Wire<ContainerDefinition>[],
): void {
  if (containers.some(({ name }) => name === containerName)) return;
  throw clientException(`Proxy container [${containerName}] does not exist.`);
}
