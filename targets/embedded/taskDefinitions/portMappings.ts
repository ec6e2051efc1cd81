import type { ContainerDefinition, PortMapping } from "@aws-sdk/client-ecs";
import { clientException } from "../errors.ts";
import type { Simulation } from "../simulation.ts";
import type { Wire } from "../wire.ts";

type Containers = readonly Wire<ContainerDefinition>[];
type Mapping = Wire<PortMapping>;

/** TE13, TE28, TE42, TE43. */
export function requirePortMappings(sim: Simulation, containers: Containers, networkMode: string): void {
  for (const { name, portMappings } of containers) {
    for (const mapping of portMappings ?? []) {
      requireSamePort(mapping, networkMode);
      requireRange(mapping, name);
    }
  }
  const mappings = containers.flatMap(({ portMappings }) => portMappings ?? []);
  const names = mappings.flatMap(({ name }) => (name === undefined ? [] : [name]));
  if (new Set(names).size < names.length) {
    throw clientException(`When networkMode=${networkMode}, port mapping name is already used`);
  }
  if (networkMode === "awsvpc") sim.rule(requireDisjointRanges)(mappings);
}

function requireSamePort({ containerPort, hostPort }: Mapping, networkMode: string): void {
  if (networkMode !== "awsvpc" && networkMode !== "host") return;
  if (!hostPort || containerPort === undefined || hostPort === containerPort) return;
  throw clientException(
    `When networkMode=${networkMode}, the host ports and container ports in port mappings must match.`,
  );
}

function requireRange({ containerPort, hostPort, containerPortRange }: Mapping, container: string | undefined): void {
  if (containerPortRange === undefined) return;
  if (containerPort !== undefined || hostPort !== undefined) {
    throw clientException(
      `Invalid port mapping for container '${container}', cannot specify both single port and port range.`,
    );
  }
  const [, low, high] = /^(\d+)-(\d+)$/.exec(containerPortRange) ?? [];
  if (low === undefined || Number(low) >= Number(high)) {
    throw clientException(`Invalid 'containerPortRange' setting for container '${container}'.`);
  }
}

/** TE43: a port of a range is mapped once. */
export function requireDisjointRanges(mappings: readonly Mapping[]): void {
  const taken = { tcp: new Map<number, boolean>(), udp: new Map<number, boolean>() };
  for (const { containerPort, containerPortRange, protocol = "tcp" } of mappings) {
    const [low, high] = containerPortRange?.split("-").map(Number) ?? [containerPort, containerPort];
    const ports = taken[protocol];
    for (let port = low ?? 1; port <= (high ?? 0); port++) {
      if (ports.get(port) ?? (containerPortRange !== undefined && ports.has(port))) {
        throw clientException(
          `${protocol.toUpperCase()} container port '${port}' is used multiple times in task when networkMode=awsvpc.`,
        );
      }
      ports.set(port, containerPortRange !== undefined);
    }
  }
}
