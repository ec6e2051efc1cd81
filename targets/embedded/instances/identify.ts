import { invalidParameter } from "../errors.ts";
import { lastPart } from "../requests/identifiers.ts";
import type { Simulation } from "../simulation.ts";
import type { Cluster } from "../state/cluster.ts";
import type { ContainerInstance } from "./containerInstance.ts";

/** The instance that an id or an ARN stands for, in whatever state (A2, G6–G8). */
export function findInstance(cluster: Cluster, identifier: string): ContainerInstance | undefined {
  return cluster.fleet.byId.get(lastPart(cluster, "container-instance", identifier));
}

/** What failures call an instance that is not there. */
export function instanceArn(sim: Simulation, cluster: Cluster, identifier: string): string {
  return sim.arn(`container-instance/${cluster.name}/${lastPart(cluster, "container-instance", identifier)}`);
}

/** The instance that an operation is to change; one that is INACTIVE is as good as gone. */
export function registeredInstance(cluster: Cluster, identifier: string): ContainerInstance {
  const instance = findInstance(cluster, identifier);
  if (!instance || instance.status === "INACTIVE") {
    throw invalidParameter("The referenced container instance was not found.");
  }
  return instance;
}
