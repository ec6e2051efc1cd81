import { invalidParameter } from "../errors.ts";
import { lastPart } from "../requests/identifiers.ts";
import type { Simulation } from "../simulation.ts";
import type { Cluster } from "../state/cluster.ts";
import type { ContainerInstance } from "./containerInstance.ts";

/** The instance that an id or an ARN refers to, in any status (A2, G6–G8). */
export function findInstance(cluster: Cluster, identifier: string): ContainerInstance | undefined {
  return cluster.fleet.byId.get(lastPart(cluster, "container-instance", identifier));
}

/** The ARN in the failure of a missing instance. */
export function instanceArn(sim: Simulation, cluster: Cluster, identifier: string): string {
  return sim.arn(`container-instance/${cluster.name}/${lastPart(cluster, "container-instance", identifier)}`);
}

/** The instance that an operation changes. An INACTIVE one is refused like a missing one. */
export function registeredInstance(cluster: Cluster, identifier: string): ContainerInstance {
  const instance = findInstance(cluster, identifier);
  if (!instance || instance.status === "INACTIVE") {
    throw invalidParameter("The referenced container instance was not found.");
  }
  return instance;
}
