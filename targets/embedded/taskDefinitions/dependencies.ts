import type { ContainerDefinition } from "@aws-sdk/client-ecs";
import { clientException } from "../errors.ts";
import type { Simulation } from "../simulation.ts";
import type { Wire } from "../wire.ts";

type Definition = Wire<ContainerDefinition>;

/** Dependencies name other containers, form no cycle, and wait for what can come about (TE11, TE23, TE24, TE51). */
export function requireDependencies(sim: Simulation, list: readonly Definition[]): void {
  const byName = new Map(list.map((container) => [container.name ?? "", container]));
  sim.rule(requireKnownDependencies)(byName);
  for (const { dependsOn } of list) {
    for (const { containerName = "", condition } of dependsOn ?? []) {
      const dependency = byName.get(containerName);
      if ((condition === "SUCCESS" || condition === "COMPLETE") && dependency && dependency.essential !== false) {
        throw clientException(
          "A dependency container with SUCCESS or COMPLETE condition cannot be an essential container",
        );
      }
      if (condition === "HEALTHY" && dependency && !dependency.healthCheck) {
        throw clientException("A dependency container with HEALTHY condition must have health check configured");
      }
    }
  }
  sim.rule(requireNoCycle)(byName);
}

/** TE23: the plus sign is the service's own. */
export function requireKnownDependencies(byName: ReadonlyMap<string, Definition>): void {
  for (const { dependsOn } of byName.values()) {
    for (const { containerName = "" } of dependsOn ?? []) {
      if (byName.has(containerName)) continue;
      throw clientException(`Cannot depend on container + '${containerName}' because it does not exist`);
    }
  }
}

/** TE51. */
export function requireNoCycle(byName: ReadonlyMap<string, Definition>): void {
  const done = new Set<string>();
  const visit = (name: string, path: readonly string[]): void => {
    if (path.includes(name)) throw clientException("Container dependsOn contains a cycle");
    if (done.has(name)) return;
    for (const { containerName } of byName.get(name)?.dependsOn ?? []) visit(containerName ?? "", [...path, name]);
    done.add(name);
  };
  for (const name of byName.keys()) visit(name, []);
}
