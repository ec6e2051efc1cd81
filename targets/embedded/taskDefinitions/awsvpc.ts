import type { ContainerDefinition } from "@aws-sdk/client-ecs";
import { clientException } from "../errors.ts";
import type { Simulation } from "../simulation.ts";
import type { Wire } from "../wire.ts";

/** What a container cannot have of its own where the task has the network (TE29, TE30). */
export function requireSharedNetwork(sim: Simulation, containers: readonly Wire<ContainerDefinition>[]): void {
  for (const container of containers) {
    if (container.links?.length) throw clientException("Links are not supported when networkMode=awsvpc.");
    if (container.dnsServers?.length) throw unsupported("DNS servers are");
    if (container.extraHosts?.length) throw unsupported("Extra hosts are");
    if (container.disableNetworking) throw unsupported("Disable Networking is");
    sim.rule(requireNoHostname)(container);
  }
}

/** TE30. */
export function requireNoHostname({ hostname }: Wire<ContainerDefinition>): void {
  if (hostname !== undefined) throw unsupported("hostname is");
}

const unsupported = (setting: string) =>
  clientException(`${setting} not supported on container when networkMode=awsvpc.`);
